/**
 * One send, from its first request to a minute after its last: what came of it, in bounded memory.
 *
 * @module
 */
import type { PreparedSend } from '../../console/send-many';
import type { Attempt } from '../../sender/attempt-record';
import { AttemptTally } from '../runs/attempt-tally';
import type { KeptRun } from '../runs/kept-runs';
import { type Send, SEND_BOUNDS } from '../schemas/send';

/** Requests under way at a time: a slow receiver must not hold back the others of a quick send. */
const CONCURRENCY = 4;

/** What is known of a send before it begins. */
export type SendPlan = Pick<
  Send,
  'id' | 'to' | 'method' | 'format' | 'notifications' | 'count' | 'rate'
>;

/** See the module. */
export class OneSend implements KeptRun<Send> {
  readonly #plan: SendPlan;
  readonly #body: Buffer;
  readonly #onChange: () => void;
  readonly #stop = new AbortController();
  readonly #forget = new AbortController();
  readonly #startedAt = Date.now();
  #endedAt: number | null = null;
  readonly #tally = new AttemptTally();
  #attempts: readonly Attempt[] = [];
  #arrived = 0;
  #ids: readonly string[] = [];

  constructor(plan: SendPlan, body: Buffer, onChange: () => void) {
    this.#plan = plan;
    this.#body = body;
    this.#onChange = onChange;
  }

  get isRunning(): boolean {
    return this.#endedAt === null;
  }

  /** Sends; resolves when it is over. Never rejects. */
  async run(prepared: PreparedSend, onDefect: (error: unknown) => void): Promise<void> {
    const { count, rate } = this.#plan;
    const bodies = Array.from({ length: count }, () => this.#body);
    try {
      await prepared.start(bodies, {
        ...{ rate, concurrency: Math.min(CONCURRENCY, count), signal: this.#stop.signal },
        onAttempt: (attempt) => this.#add(attempt),
      });
    } catch (error) {
      onDefect(error);
    }
    this.#endedAt = Date.now();
    this.#onChange();
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Aborted when nobody can ask for it any more: then it need not be known what arrives. */
  get forgotten(): AbortSignal {
    return this.#forget.signal;
  }

  forget(): void {
    this.#forget.abort();
  }

  /** The journal has an entry that holds what was sent. */
  arrived(id: string): void {
    this.#arrived += 1;
    this.#ids = [id, ...this.#ids].slice(0, SEND_BOUNDS.deliveries);
    this.#onChange();
  }

  view(): Send {
    return {
      ...{ ...this.#plan, state: this.#state(), bodyBytes: this.#body.length },
      ...{ startedAt: this.#startedAt, endedAt: this.#endedAt },
      ...this.#tally.counts(),
      attempts: [...this.#attempts] as Send['attempts'],
      arrived: { deliveries: this.#arrived, ids: [...this.#ids] },
    };
  }

  #state(): Send['state'] {
    if (this.isRunning) return 'running';
    return this.#tally.done < this.#plan.count ? 'stopped' : 'finished';
  }

  #add(attempt: Attempt): void {
    this.#tally.add(attempt);
    this.#attempts = [attempt, ...this.#attempts].slice(0, SEND_BOUNDS.attempts);
    this.#onChange();
  }
}
