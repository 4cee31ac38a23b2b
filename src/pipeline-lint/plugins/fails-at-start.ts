/**
 * What Logstash's own check of the configuration passes, and a plugin refuses when the pipeline starts.
 *
 * @module
 */
import type { Problem } from '../finding';

/** A problem at this place of the text. */
export function failsAtStart(at: number, message: string, remedy: string): Problem {
  return { at, rule: 'fails-at-start', message, remedy };
}
