/**
 * Whether a runner is at a test whose time it limits, which means Jest and Vitest: such a test must not leave anything
 * behind that keeps the process up after it has failed.
 *
 * Both keep the state of `expect` where any copy of it finds it, with the name of the test; other runners do not, and
 * node:test gives a test all the time it wants.
 *
 * @module
 */
import { clearTimeout, setTimeout, stopwatch } from '../real-time';
import type { Timers } from '../sender/clock';

const STATE_OF_EXPECT = Symbol.for('$$jest-matchers-object');

/** Whether a test of Jest's or Vitest's runs, or one of the hooks behind it. */
export function isTestUnderWay(): boolean {
  const kept: unknown = Reflect.get(globalThis, STATE_OF_EXPECT);
  const { state } = (kept ?? {}) as { readonly state?: { readonly currentTestName?: unknown } };
  return typeof state?.currentTestName === 'string';
}

/** Real time; in a test a limit does not keep the process up. */
export const testTimers: Timers = {
  stopwatch,
  after(ms, fire) {
    const timer = setTimeout(fire, ms);
    if (isTestUnderWay()) timer.unref();
    return () => clearTimeout(timer);
  },
};
