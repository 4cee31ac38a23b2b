/**
 * Time that a test moves by hand, for the sender's two clocks.
 *
 * @module
 */
import { EventEmitter, once } from 'node:events';

import type { Clock, Timers } from '../../src/sender/clock';

/** A calendar on which every wait is over at once, having moved the date by its length. */
export class InstantClock implements Clock {
  /** All waits asked for, in milliseconds. */
  readonly waits: number[] = [];
  #now: number;

  constructor(now = Date.parse('2026-01-01T00:00:00Z')) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    this.waits.push(ms);
    this.#now += ms;
    return Promise.resolve();
  }
}

/** A timer that {@link ManualTimers} was asked for. */
export interface ManualTimer {
  readonly ms: number;
  /** Reading of the stopwatch when it was set. */
  readonly setAt: number;
  cancelled: boolean;
  readonly fire: () => void;
}

/** A stopwatch that the test sets, and timers that the test fires. */
export class ManualTimers implements Timers {
  time = 0;
  readonly timers: ManualTimer[] = [];
  readonly #events = new EventEmitter();

  stopwatch(): number {
    return this.time;
  }

  after(ms: number, fire: () => void): () => void {
    const timer: ManualTimer = { ms, setAt: this.time, cancelled: false, fire };
    this.timers.push(timer);
    this.#events.emit('set');
    return () => {
      timer.cancelled = true;
    };
  }

  /** The first timer of this length, already set or yet to be. */
  async timer(ms: number): Promise<ManualTimer> {
    for (;;) {
      const found = this.timers.find((timer) => timer.ms === ms);
      if (found !== undefined) return found;
      await once(this.#events, 'set');
    }
  }
}
