/**
 * How a check stands, in a word, and how long it has been running. Pure, but for the clock.
 *
 * @module
 */
import type { CheckSummary } from '../../api/client-types';
import type { Tone } from '../parts/badge';
import { ticking } from '../parts/when';

/** A word and its colour. */
export interface Standing {
  readonly word: string;
  readonly tone: Tone;
}

/** See the module. A check that runs has no verdict yet, whatever its first scenarios say. */
export function standingOf({ state, passed }: Pick<CheckSummary, 'state' | 'passed'>): Standing {
  if (state === 'running') return { word: 'running', tone: 'quiet' };
  if (state === 'vanished') return { word: 'broken off', tone: 'warn' };
  if (state === 'stopped') return { word: 'stopped', tone: 'warn' };
  return passed ? { word: 'passed', tone: 'ok' } : { word: 'failed', tone: 'bad' };
}

/** Milliseconds that it ran, or has been running; the clock of this browser goes on where the check's last news end. */
export function lengthOf({ state, duration, updatedAt }: CheckSummary): number {
  if (state !== 'running') return duration;
  return duration + Math.max(ticking.value - updatedAt, 0);
}
