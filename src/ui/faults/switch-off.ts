/**
 * Switching faults off. That one is off shows by its going; only a failure needs words.
 *
 * @module
 */
import { ApiFailure, call, sentenceOf } from '../client';
import { say } from '../parts/announcer';

/** Switches every fault off. */
export function switchAllOff(): void {
  call('DELETE', '/api/faults').then(
    () => say('No fault is on'),
    (error: unknown) => say(sentenceOf(error)),
  );
}

/** Switches one off. */
export function switchOff(id: string): void {
  call('DELETE', `/api/faults/${id}`).catch((error: unknown) => {
    // It has acted for the last time meanwhile: that is what was wanted.
    if (error instanceof ApiFailure && error.status === 404) return;
    say(sentenceOf(error));
  });
}
