/**
 * Time as the sender sees it, so that a test can hold it still.
 *
 * Two clocks, because they serve two ends: {@link Clock} is the calendar and the waits between attempts (minutes),
 * {@link Timers} measures and limits one attempt (milliseconds, never set back). Knows nothing of deliveries.
 *
 * @module
 */
import {
  clearTimeout,
  delay,
  LONGEST_TIMER_MS,
  realNow,
  setTimeout,
  stopwatch,
} from '../real-time';

/** The calendar, and waiting. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when the signal is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Measures and limits one attempt. */
export interface Timers {
  /** Milliseconds from an arbitrary start, with fractions; never goes back. */
  stopwatch(): number;
  /** Calls `fire` once after `ms` milliseconds unless the returned function is called first. */
  after(ms: number, fire: () => void): () => void;
}

/** Real time. */
export const systemClock: Clock = realClock(true);
/** Real time; a wait does not keep the process up. */
export const unrefClock: Clock = realClock(false);

/** Real time. */
export const systemTimers: Timers = {
  stopwatch,
  after(ms, fire) {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
};

function realClock(ref: boolean): Clock {
  return {
    now: realNow,
    async sleep(ms, signal) {
      try {
        const options = signal === undefined ? { ref } : { ref, signal };
        await delay(Math.min(ms, LONGEST_TIMER_MS), undefined, options);
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
  };
}
