/**
 * Brings deliveries from the outbox to their integrations, each in Wallarm's retry cycles.
 *
 * Invariants: a delivery is attempted by one loop at a time; each attempt uses the integration's settings of that
 * moment, so a corrected URL helps what already waits; a disabled integration gets no attempt; one whose receiver hangs
 * does not hold up another. Progress is on disk before the next attempt; a process killed in between repeats an attempt
 * and never drops one.
 *
 * @module
 */
import { setMaxListeners } from 'node:events';

import { attempt } from '../sender/attempt';
import type { Attempt } from '../sender/attempt-record';
import { encodeBody } from '../sender/body';
import type { Clock } from '../sender/clock';
import { retryWait } from '../sender/retry';
import { type AttemptRecord, type DeliveryState, type PendingDelivery, viewOf } from './delivery';
import { withoutSecrets } from './describe-integration';
import { FairSlots } from './fair-slots';
import { deliverySettings, type StoredIntegration } from './integration';
import type { Outbox } from './outbox';

/** Attempts under way at a time: 20 of one integration alone. */
const CONCURRENCY = 40;

/** What the dispatcher works with. */
export interface DispatcherOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly timeScale: number;
  /** The integration as it is now; `undefined` when it was deleted. */
  readonly integration: (id: string) => StoredIntegration | undefined;
  /** Called after each attempt, once the outbox has it. */
  readonly onAttempt: (record: AttemptRecord) => Promise<void>;
  /** Called for what waits for an integration that is gone: takes it out of the outbox, and keeps that it was there. */
  readonly onOrphan: (delivery: PendingDelivery) => Promise<void>;
  /** Called when no attempt is under way or due any more. */
  readonly onSettled: () => void;
  /** Called when the disk did not take the progress: what is on it is older than what happened. */
  readonly onTrouble: (error: unknown) => void;
}

/** See the module. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #slots = new FairSlots(CONCURRENCY);
  readonly #running = new Map<string, Promise<void>>();
  /** Deliveries that do not wait for a retry. */
  readonly #busy = new Set<string>();
  readonly #closing = new AbortController();

  constructor(options: DispatcherOptions) {
    this.#options = options;
    // Every delivery that waits for its retry listens.
    setMaxListeners(0, this.#closing.signal);
  }

  /** No attempt is under way or due. */
  get settled(): boolean {
    return this.#busy.size === 0;
  }

  /** Begins or goes on with all of these that are not under way. */
  start(deliveries: readonly PendingDelivery[]): void {
    for (const delivery of deliveries) {
      if (this.#closing.signal.aborted) return;
      const before = this.#running.get(delivery.id);
      // It may be about to end, having found its integration disabled; then it begins anew.
      if (before !== undefined) void before.then(() => this.start([delivery]));
      else this.#begin(delivery.id);
    }
  }

  /** Aborts what is under way and waits for its end; deliveries stay in the outbox as they are. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#running.values());
  }

  #begin(id: string): void {
    this.#busy.add(id);
    const running = this.#run(id)
      .catch(this.#options.onTrouble)
      .finally(() => {
        this.#running.delete(id);
        this.#rest(id);
      });
    this.#running.set(id, running);
  }

  async #run(id: string): Promise<void> {
    for (;;) {
      const delivery = this.#options.outbox.get(id);
      if (delivery === undefined) return;
      await this.#waitFor(delivery);
      const goOn = await this.#slots.run(delivery.integrationId, () => this.#attempt(id));
      if (!goOn) return;
    }
  }

  /** Never longer than the cycle says, whatever became of the calendar since. */
  async #waitFor({ id, attemptsMade, nextAttemptAt }: PendingDelivery): Promise<void> {
    const { clock, timeScale } = this.#options;
    const longest = (retryWait(attemptsMade) ?? 0) * timeScale;
    const wait = Math.min(nextAttemptAt - clock.now(), longest);
    if (wait <= 0) return;
    const sleeping = clock.sleep(wait, this.#closing.signal);
    this.#rest(id);
    await sleeping;
    this.#busy.add(id);
  }

  #rest(id: string): void {
    if (this.#busy.delete(id) && this.settled) this.#options.onSettled();
  }

  /** One attempt; `false` when this loop is over. */
  async #attempt(id: string): Promise<boolean> {
    const { outbox, clock } = this.#options;
    const { signal } = this.#closing;
    const delivery = outbox.get(id);
    const integration = delivery && this.#options.integration(delivery.integrationId);
    if (delivery === undefined || signal.aborted) return false;
    // Deleted while this was raised: nobody will ever take it.
    if (integration === undefined) await this.#options.onOrphan(delivery);
    if (integration?.enabled !== true) return false;
    const settings = deliverySettings(integration.settings);
    const body = encodeBody(delivery.notifications, settings.format);
    const number = delivery.attemptsMade + 1;
    const result = await attempt(settings, body, { number, signal, clock });
    if (result.failure?.code === 'ABORTED') return false;
    return this.#settle(delivery, integration, withoutSecrets(result, integration.settings));
  }

  async #settle(
    before: PendingDelivery,
    integration: StoredIntegration,
    result: Attempt,
  ): Promise<boolean> {
    const { clock, timeScale, outbox } = this.#options;
    const { failure } = result;
    const wait = failure === null ? null : retryWait(result.number);
    const delivery: PendingDelivery = {
      ...before,
      attemptsMade: result.number,
      nextAttemptAt: clock.now() + Math.round((wait ?? 0) * timeScale),
      lastFailure: failure === null ? null : { code: failure.code, message: failure.message },
    };
    const state = failure === null ? 'delivered' : wait === null ? 'given-up' : 'pending';
    // Deleted with its integration in the meantime: it must not come back.
    if (outbox.get(delivery.id) !== undefined) await this.#keep(delivery, state);
    const view = viewOf(delivery, integration.settings.name, state);
    await this.#options.onAttempt({ delivery: view, attempt: result });
    return state === 'pending';
  }

  async #keep(delivery: PendingDelivery, state: DeliveryState): Promise<void> {
    const { outbox, onTrouble } = this.#options;
    try {
      if (state === 'pending') await outbox.update(delivery);
      else if (state === 'delivered') await outbox.remove(delivery.id);
      else await outbox.giveUp(delivery);
    } catch (error) {
      onTrouble(error);
    }
  }
}
