/**
 * A run: many deliveries by a fixed number of workers, each on its own lane.
 *
 * Invariants: never more deliveries under way than `concurrency`; bodies are taken from their source only when there
 * is room, so the source may be endless; nothing is kept of a delivery but its counts.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { type AttemptContext, makeAttempt } from './attempt';
import type { Attempt } from './attempt-record';
import { type AttemptListener, checkTimeScale, withRetries } from './deliver';
import type { Lane } from './lane';
import { type SendSummary, SendTally } from './send-summary';

/** How a run is made. */
export interface SendAllOptions {
  /** Deliveries under way at a time, 1 to 10000. @default 1 */
  readonly concurrency?: number;
  /** Deliveries begun per second; a run that falls behind catches up. @default as fast as they go */
  readonly rate?: number | undefined;
  /** Retry in Wallarm's cycles, with the waits multiplied by `timeScale`. @default no retries */
  readonly retry?: { readonly timeScale: number } | undefined;
  /** Called after each attempt. */
  readonly onAttempt?: AttemptListener | undefined;
  /** Called after each delivery with its body, the very buffer that came from the source, and how it ended. */
  readonly onDelivery?: ((body: Buffer, outcome: BodyOutcome) => void) | undefined;
  /** Ends the run: no new delivery, those under way are aborted, and the summary counts them so. */
  readonly signal?: AbortSignal | undefined;
}

/** How the delivery of one body ended: with a 2xx, without one, or cut short by the signal. */
export type BodyOutcome = 'delivered' | 'failed' | 'aborted';

/** What the workers of a run share. */
type SharedContext = Omit<AttemptContext, 'lane'>;

/** See the module. One object makes one run. */
export class Run {
  readonly #context: SharedContext;
  readonly #options: Omit<SendAllOptions, 'signal'>;
  readonly #signal: AbortSignal;
  readonly #tally = new SendTally();
  readonly #begun: number;
  #begunDeliveries = 0;
  #stopped = false;

  constructor(
    context: SharedContext,
    options: Omit<SendAllOptions, 'signal'>,
    signal: AbortSignal,
  ) {
    const { concurrency = 1, rate, retry } = options;
    if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 10_000) {
      throw new InvalidOptionError('concurrency', concurrency, 'a whole number from 1 to 10000');
    }
    if (rate !== undefined && !(rate > 0)) {
      throw new InvalidOptionError('rate', rate, 'a number of deliveries per second above 0');
    }
    if (retry !== undefined) checkTimeScale(retry.timeScale);
    this.#context = context;
    this.#options = options;
    this.#signal = signal;
    this.#begun = context.timers.stopwatch();
  }

  async send(
    bodies: Iterable<Buffer> | AsyncIterable<Buffer>,
    newLane: () => Lane,
  ): Promise<SendSummary> {
    const { concurrency = 1 } = this.#options;
    const signal = this.#signal;
    const lanes = Array.from({ length: concurrency }, newLane);
    const abort = (): void => {
      this.#stopped = true;
      for (const lane of lanes) lane.abort();
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    const iterator = iterate(bodies);
    try {
      await Promise.all(lanes.map((lane) => this.#work(iterator, { ...this.#context, lane })));
    } finally {
      this.#stopped = true;
      signal.removeEventListener('abort', abort);
      await iterator.return?.();
    }
    return this.#tally.summary(this.#context.timers.stopwatch() - this.#begun);
  }

  async #work(
    bodies: Iterator<Buffer> | AsyncIterator<Buffer>,
    context: AttemptContext,
  ): Promise<void> {
    const { rate } = this.#options;
    try {
      while (!this.#isStopped()) {
        const next = await bodies.next();
        if (next.done === true) return;
        if (rate !== undefined) await this.#awaitTurn(rate);
        if (!this.#isStopped()) await this.#deliver(next.value, context);
      }
    } finally {
      context.lane.release();
    }
  }

  #isStopped(): boolean {
    return this.#stopped;
  }

  /** The k-th delivery begins k / rate seconds after the run did, or as soon after as there is room. */
  async #awaitTurn(rate: number): Promise<void> {
    const due = this.#begun + (this.#begunDeliveries / rate) * 1_000;
    this.#begunDeliveries += 1;
    const wait = due - this.#context.timers.stopwatch();
    if (wait > 0) await this.#context.clock.sleep(wait, this.#signal);
  }

  async #deliver(body: Buffer, context: AttemptContext): Promise<void> {
    const { retry, onAttempt } = this.#options;
    if (retry === undefined) {
      const result = await this.#attempt(context, body, 1);
      onAttempt?.(result, null);
      this.#end(body, outcomeOf(result));
      return;
    }
    const { outcome } = await withRetries((number) => this.#attempt(context, body, number), {
      timeScale: retry.timeScale,
      onAttempt,
      signal: this.#signal,
      clock: this.#context.clock,
    });
    this.#end(body, outcome === 'given-up' ? 'failed' : outcome);
  }

  #end(body: Buffer, outcome: BodyOutcome): void {
    this.#tally.addDelivery(outcome);
    this.#options.onDelivery?.(body, outcome);
  }

  async #attempt(context: AttemptContext, body: Buffer, number: number): Promise<Attempt> {
    const result = await makeAttempt(context, body, number);
    this.#tally.addAttempt(result);
    return result;
  }
}

function outcomeOf({ failure }: Attempt): BodyOutcome {
  if (failure === null) return 'delivered';
  return failure.code === 'ABORTED' ? 'aborted' : 'failed';
}

function iterate(
  bodies: Iterable<Buffer> | AsyncIterable<Buffer>,
): Iterator<Buffer> | AsyncIterator<Buffer> {
  return Symbol.asyncIterator in bodies
    ? bodies[Symbol.asyncIterator]()
    : bodies[Symbol.iterator]();
}
