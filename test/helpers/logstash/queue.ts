/** The queue between input and output, with the workers that empty it. */
import { once, EventEmitter } from 'node:events';

import type { OutgoingEvent } from './events';
import type { Fate } from './http-output';

/** Sends one event to its end. */
export type Deliver = (event: OutgoingEvent) => Promise<Fate>;

/** Holds events until they are delivered or dropped; a worker's event stays in it meanwhile, as in a persisted queue. */
export class EventQueue {
  readonly #limit: number;
  /** How many events are being sent at a time. */
  readonly #workers: number;
  /** Everything that is in the queue, those being sent included. */
  readonly #held = new Set<OutgoingEvent>();
  readonly #changes = new EventEmitter();
  #waiting: OutgoingEvent[] = [];
  #next = 0;
  #busy = 0;
  #isRefusing = false;
  #deliver: Deliver | undefined;

  constructor({ limit, workers }: { limit: number; workers: number }) {
    this.#limit = limit;
    this.#workers = workers;
    this.#changes.setMaxListeners(0);
  }

  get isFull(): boolean {
    return this.#held.size >= this.#limit;
  }

  /** Whether it has been full for so long that nobody waits any more. */
  get isRefusing(): boolean {
    return this.#isRefusing;
  }

  /** Waits no more, until an event has left the queue. */
  refuse(): void {
    this.#isRefusing = true;
  }

  /** Takes events in, however many: the limit is asked for before a body is read. */
  add(events: readonly OutgoingEvent[]): void {
    for (const event of events) {
      this.#held.add(event);
      this.#waiting.push(event);
    }
    this.#work();
  }

  /** Resolves when it is not full, or rejects with the signal. */
  async room(signal: AbortSignal): Promise<void> {
    while (this.isFull) await once(this.#changes, 'change', { signal });
  }

  /** Resolves when nothing is left to be sent. */
  async empty(): Promise<void> {
    while (this.#held.size > 0) await once(this.#changes, 'change');
  }

  /** Resolves when none of these is in it any more. */
  async without(events: readonly OutgoingEvent[]): Promise<void> {
    while (events.some((event) => this.#held.has(event))) await once(this.#changes, 'change');
  }

  /** Starts the workers. */
  start(deliver: Deliver): void {
    this.#deliver = deliver;
    this.#waiting = [...this.#held];
    this.#next = 0;
    this.#work();
  }

  /** Stops the workers; what they had begun is begun anew by the next start, unless the queue lost it. */
  stop({ keeps }: { keeps: boolean }): void {
    this.#deliver = undefined;
    this.#busy = 0;
    if (!keeps) this.#held.clear();
    this.#changes.emit('change');
  }

  #work(): void {
    while (this.#deliver !== undefined && this.#busy < this.#workers) {
      const event = this.#waiting[this.#next];
      if (event === undefined) {
        this.#waiting = [];
        this.#next = 0;
        return;
      }
      this.#next += 1;
      this.#busy += 1;
      void this.#send(event, this.#deliver);
    }
  }

  async #send(event: OutgoingEvent, deliver: Deliver): Promise<void> {
    const fate = await deliver(event);
    if (fate === 'interrupted' || deliver !== this.#deliver) return;
    this.#busy -= 1;
    this.#held.delete(event);
    this.#isRefusing = false;
    this.#changes.emit('change');
    this.#work();
  }
}
