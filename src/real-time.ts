/**
 * Real time, also in a process in which a test has put false timers in place of the global ones.
 *
 * What waits in the library (an answer that is late on purpose, an attempt's time limit, an expectation) waits for
 * another process or for the network, which no false timer moves. So the folders that the library is made of take
 * their timers from here; a test sees to that. Jest replaces the globals of its sandbox, Vitest those of the process
 * and, with them, the functions of `node:timers`: both are left alone by what was taken before.
 *
 * Knows nothing of any other folder, so that every folder may import it.
 *
 * @module
 */
import { performance } from 'node:perf_hooks';
import * as timers from 'node:timers';
import * as promises from 'node:timers/promises';

export const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate } = timers;

/** Resolves after `ms` milliseconds. @throws the signal's AbortError */
export const delay = promises.setTimeout;
/** Resolves when what is ready now has been handled. */
export const turn = promises.setImmediate;

/** The longest wait that a timer can hold, in milliseconds; above it Node fires at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Milliseconds from an arbitrary start, with fractions; never goes back. */
export function stopwatch(): number {
  return performance.now();
}

/** Unix milliseconds, whatever date a test pretends. */
export const realNow: () => number = isFalse(Date) ? startedAndPassed : Date.now;

/** Blind to a clock that was set meanwhile, so only a substitute. */
function startedAndPassed(): number {
  return Math.round(performance.timeOrigin + performance.now());
}

/** Whether even these are false: the test replaced them before this module was loaded. */
export function isFalseTime(): boolean {
  return [setTimeout, setImmediate, delay].some(isFalse);
}

/** The library behind Jest's and Vitest's false timers leaves its clock on what it puts in place. */
function isFalse(one: object): boolean {
  return Object.hasOwn(one, 'clock');
}
