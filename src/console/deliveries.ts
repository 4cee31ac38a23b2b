/**
 * What the console delivers: from a raised event to the outbox, the attempts and their history.
 *
 * Invariant: a delivery is on disk before its first attempt. Knows of integrations only what the store holds; that one
 * of them fails too often it tells, and changes nothing.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';

import type { NotificationType } from '../notification/notification-type';
import type { AttemptHistory, AttemptQuery } from './attempt-history';
import type { RaisedEvent } from './console';
import {
  type AttemptRecord,
  type ConsoleDelivery,
  deliveryIds,
  ofDeleted,
  type PendingDelivery,
  viewOf,
} from './delivery';
import { Dispatcher } from './dispatcher';
import { FailureRates } from './failure-rate';
import type { StoredIntegration } from './integration';
import type { IntegrationStore } from './integration-store';
import { integrationsOf, notificationTypeOf } from './wallarm-account';
import type { ResolvedConsoleOptions } from './options';
import type { Outbox } from './outbox';
import { bodiesOf, newDelivery, receiversOf } from './raising';

/** What deliveries keep on disk. */
export interface DeliveryFiles {
  readonly store: IntegrationStore;
  readonly outbox: Outbox;
  readonly history: AttemptHistory;
}

/** Whom deliveries tell. */
export interface DeliveryListeners {
  readonly onAttempt: (record: AttemptRecord) => void;
  /** Its integration was deleted while it was raised. */
  readonly onDropped: (delivery: ConsoleDelivery) => void;
  /** So many requests of this integration failed that it must be disabled. */
  readonly onBroken: (integrationId: string) => Promise<void>;
  readonly onTrouble: (error: unknown) => void;
}

/** See the module. */
export class Deliveries {
  readonly #files: DeliveryFiles;
  readonly #options: ResolvedConsoleOptions;
  readonly #dispatcher: Dispatcher;
  readonly #rates: FailureRates;
  readonly #nextId = deliveryIds();
  readonly #settling = new Set<() => void>();
  #listeners: DeliveryListeners | undefined;

  constructor(files: DeliveryFiles, options: ResolvedConsoleOptions) {
    const { store, outbox, history } = files;
    const { clock, timeScale } = options;
    this.#files = files;
    this.#options = options;
    this.#rates = new FailureRates(timeScale);
    for (const { delivery, attempt } of history.records) {
      const at = Date.parse(attempt.startedAt);
      if (at < (store.byId(delivery.integrationId)?.enabledAt ?? Infinity)) continue;
      this.#rates.add(delivery.integrationId, at, attempt.failure !== null);
    }
    this.#dispatcher = new Dispatcher({
      ...{ outbox, clock, timeScale },
      integration: (id) => store.byId(id),
      onAttempt: (record) => this.#afterAttempt(record),
      onOrphan: async (delivery) => this.#listeners?.onDropped(await this.#drop(delivery)),
      onSettled: () => this.#settled(),
      onTrouble: (error) => this.#listeners?.onTrouble(error),
    });
  }

  /** Begins with what waits in the outbox. */
  begin(listeners: DeliveryListeners): void {
    this.#listeners = listeners;
    this.#start(this.#files.outbox.pending);
  }

  /** Makes an event durable for all who get it, then begins to deliver. */
  async raise(
    event: RaisedEvent,
    to?: readonly StoredIntegration[],
  ): Promise<{ readonly deliveries: readonly ConsoleDelivery[]; readonly hits: number }> {
    const { clock, account } = this.#options;
    const now = clock.now();
    const bodies = bodiesOf(event, { seed: randomUUID(), now, account });
    const deliveries = bodies.flatMap((body) =>
      receiversOf(body, this.#files.store.all, to ?? this.#namedByTriggers(body.type)).map(
        (integration) => newDelivery(body, { id: this.#nextId(now), integration, now }),
      ),
    );
    await this.#files.outbox.add(deliveries);
    const views = deliveries.map((delivery) => this.#view(delivery));
    this.#start(deliveries);
    const hits = bodies.filter(({ type }) => type === 'new_hits');
    return { deliveries: views, hits: hits.flatMap(({ notifications }) => notifications).length };
  }

  /** Those that enabled triggers notify of this; `undefined` when no trigger does. */
  #namedByTriggers(type: NotificationType): readonly StoredIntegration[] | undefined {
    const { store } = this.#files;
    const triggers = store.triggers.filter(
      ({ settings }) => settings.enabled && notificationTypeOf(settings.template_id) === type,
    );
    if (triggers.length === 0) return undefined;
    const named = new Set(triggers.flatMap(({ settings }) => integrationsOf(settings)));
    return store.all.filter(({ id }) => named.has(id));
  }

  /** Goes on with what was held for an integration; its failures so far are forgotten. */
  release(integrationId: string): void {
    this.#rates.clear(integrationId);
    this.#start(this.#pendingOf(integrationId));
  }

  /** Never sends what waits for an integration; that it waited is kept. Answers with it. @throws ConsoleWriteError */
  async drop(integrationId: string, name: string): Promise<readonly ConsoleDelivery[]> {
    this.#rates.clear(integrationId);
    const dropped: ConsoleDelivery[] = [];
    for (const one of this.#pendingOf(integrationId)) {
      dropped.push(await this.#drop({ ...one, integrationName: name }));
    }
    return dropped;
  }

  /** Drops what an earlier process left whose integration it had deleted. @throws ConsoleWriteError */
  async dropOrphans(): Promise<void> {
    const { store, outbox } = this.#files;
    for (const one of outbox.pending) {
      if (store.byId(one.integrationId) === undefined) await this.#drop(one);
    }
  }

  async #drop(delivery: PendingDelivery): Promise<ConsoleDelivery> {
    const { history, outbox } = this.#files;
    const dropped = orphanOf(delivery);
    await history.addDropped(dropped).catch((error: unknown) => this.#listeners?.onTrouble(error));
    await outbox.remove(delivery.id);
    return dropped;
  }

  /** What waits for an integration. */
  waitingFor(integrationId: string): readonly ConsoleDelivery[] {
    return this.#pendingOf(integrationId).map((delivery) => this.#view(delivery));
  }

  /** The newest that are over, and all that wait; in order of creation. */
  all(): readonly ConsoleDelivery[] {
    const { history, outbox } = this.#files;
    const waiting = outbox.pending.map((delivery) => this.#view(delivery));
    const byId = new Map([...waiting, ...history.dropped].map((one) => [one.id, one]));
    const dropped = new Set(history.dropped.map(({ id }) => id));
    for (const { delivery } of history.records) {
      // One that was under way when its integration was deleted had an attempt more.
      const isOver = delivery.state === 'delivered' || delivery.state === 'given-up';
      if (isOver || dropped.has(delivery.id)) byId.set(delivery.id, this.#asNow(delivery));
    }
    return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The newest attempts first. */
  attempts(query: AttemptQuery): readonly AttemptRecord[] {
    return this.#files.history
      .query(query)
      .map(({ delivery, attempt }) => ({ delivery: this.#asNow(delivery), attempt }));
  }

  /** Resolves when no attempt is under way or due. */
  async settled(): Promise<void> {
    if (!this.#dispatcher.settled)
      await new Promise<void>((resolve) => this.#settling.add(resolve));
  }

  /** Ends attempts under way. */
  close(): Promise<void> {
    return this.#dispatcher.close();
  }

  #settled(): void {
    const settling = [...this.#settling];
    this.#settling.clear();
    settling.forEach((resolve) => {
      resolve();
    });
  }

  #start(deliveries: readonly PendingDelivery[]): void {
    if (!this.#options.paused) this.#dispatcher.start(deliveries);
  }

  #pendingOf(integrationId: string): readonly PendingDelivery[] {
    return this.#files.outbox.pending.filter((one) => one.integrationId === integrationId);
  }

  #view(delivery: PendingDelivery): ConsoleDelivery {
    const integration = this.#files.store.byId(delivery.integrationId);
    if (integration === undefined) return orphanOf(delivery);
    const state = integration.enabled ? 'pending' : 'held';
    return viewOf(delivery, integration.settings.name, state);
  }

  /** As it was kept, but for what became of its integration since. */
  #asNow(delivery: ConsoleDelivery): ConsoleDelivery {
    const isThere = this.#files.store.byId(delivery.integrationId) !== undefined;
    return isThere ? { ...delivery, integrationDeleted: false } : ofDeleted(delivery);
  }

  async #afterAttempt(record: AttemptRecord): Promise<void> {
    const { integrationId } = record.delivery;
    try {
      await this.#files.history.add(record);
    } catch (error) {
      this.#listeners?.onTrouble(error);
    }
    this.#listeners?.onAttempt(record);
    const failed = record.attempt.failure !== null;
    const now = this.#options.clock.now();
    if (this.#rates.add(integrationId, now, failed)) await this.#listeners?.onBroken(integrationId);
  }
}

/** What waits for an integration that is gone. */
function orphanOf(delivery: PendingDelivery): ConsoleDelivery {
  const { integrationId, integrationName = `Integration ${integrationId}` } = delivery;
  return ofDeleted(viewOf(delivery, integrationName, 'held'));
}
