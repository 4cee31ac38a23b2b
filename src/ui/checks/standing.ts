/**
 * How a check stands, in a word. Pure.
 *
 * @module
 */
import type { CheckSummary } from '../../api/client-types';
import type { Tone } from '../parts/badge';

/** A word and its colour. */
export interface Standing {
  readonly word: string;
  readonly tone: Tone;
}

/** See the module. */
export function standingOf({
  state,
  passed,
  counts,
}: Pick<CheckSummary, 'state' | 'passed' | 'counts'>): Standing {
  if (state === 'running') return { word: 'Running', tone: counts.failed > 0 ? 'bad' : 'quiet' };
  if (state === 'stopped') return { word: 'Stopped', tone: 'warn' };
  return passed ? { word: 'Passed', tone: 'ok' } : { word: 'Failed', tone: 'bad' };
}
