/**
 * One replay of many deliveries: one after the other, one attempt each, and what came of it, in bounded memory.
 *
 * @module
 */
import type { Attempt } from '../../sender/attempt-record';
import { WallstashError } from '../../errors';
import { AttemptTally } from '../runs/attempt-tally';
import type { KeptRun } from '../runs/kept-runs';
import { REPLAY_BOUNDS, type ReplayMany } from '../schemas/replay';
import type { PreparedReplay } from './replay-target';
import { bodyToReplay } from './replayable';
import type { Replayed, ReplaySource } from './replayed-entries';

/** What is known of a replay before it begins. */
export interface ReplayPlan extends PreparedReplay {
  readonly id: string;
  readonly source: ReplaySource;
  readonly rate: number | undefined;
}

/** See the module. */
export class OneReplay implements KeptRun<ReplayMany> {
  readonly #plan: ReplayPlan;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  readonly #tally = new AttemptTally();
  readonly #failures: ReplayMany['failures'] = [];
  readonly #startedAt = Date.now();
  #endedAt: number | null = null;
  /** Id of the delivery that is being sent. */
  #current = '';

  constructor(plan: ReplayPlan, onChange: () => void) {
    this.#plan = plan;
    this.#onChange = onChange;
  }

  get isRunning(): boolean {
    return this.#endedAt === null;
  }

  /** Sends; resolves when it is over. Never rejects. */
  async run(onDefect: (error: unknown) => void): Promise<void> {
    const { prepared, source, rate } = this.#plan;
    const { signal } = this.#stop;
    try {
      await prepared.start(this.#bodies(source.entries(signal)), {
        // One at a time: they arrive in the order in which they came in.
        ...{ rate, concurrency: 1, signal },
        onAttempt: (attempt) => this.#add(attempt),
      });
    } catch (error) {
      if (!signal.aborted) onDefect(error);
      this.stop();
    }
    this.#endedAt = Date.now();
    this.#onChange();
  }

  stop(): void {
    this.#stop.abort();
  }

  /** It waits for nothing behind its end. */
  forget(): void {
    this.stop();
  }

  view(): ReplayMany {
    const { id, to, source } = this.#plan;
    const { done } = this.#tally;
    const state = this.#state();
    // What was cleared meanwhile is not found any more.
    const count = state === 'finished' ? done : source.count;
    return {
      ...{ id, to, state, count, left: Math.max(count - done, 0) },
      ...{ startedAt: this.#startedAt, endedAt: this.#endedAt },
      ...this.#tally.counts(),
      failures: [...this.#failures],
    };
  }

  #state(): ReplayMany['state'] {
    if (this.isRunning) return 'running';
    const isCut = this.#stop.signal.aborted && this.#tally.done < this.#plan.source.count;
    return isCut ? 'stopped' : 'finished';
  }

  /** The bodies that can be sent; those that cannot are failures of their own. */
  async *#bodies(entries: AsyncIterable<Replayed>): AsyncGenerator<Buffer, void, void> {
    for await (const entry of entries) {
      this.#current = entry.id;
      try {
        yield 'error' in entry ? refuse(entry.error) : bodyToReplay(entry);
      } catch (error) {
        if (!(error instanceof WallstashError)) throw error;
        this.#tally.addUntried(error.code);
        this.#fail({ status: null, code: error.code, message: error.message });
        this.#onChange();
      }
    }
  }

  #add(attempt: Attempt): void {
    this.#tally.add(attempt);
    const { status, failure } = attempt;
    if (failure !== null && failure.code !== 'ABORTED') {
      this.#fail({ status, code: failure.code, message: failure.message });
    }
    this.#onChange();
  }

  #fail(failure: Omit<ReplayMany['failures'][number], 'delivery'>): void {
    if (this.#failures.length >= REPLAY_BOUNDS.failures) return;
    this.#failures.push({ delivery: this.#current, ...failure });
  }
}

function refuse(error: WallstashError): never {
  throw error;
}
