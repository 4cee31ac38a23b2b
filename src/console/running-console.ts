/**
 * The console as it runs: joins integrations, events and deliveries.
 *
 * Invariants: changes of integrations are made one after the other, each on disk before it is in force. Nothing leaves
 * here with a header's value or a CA in it.
 *
 * @module
 */
import type { AttemptQuery } from './attempt-history';
import type {
  Console,
  ConsoleEvent,
  ConsoleTestOptions,
  RaisedEvent,
  RaiseOptions,
  TestTarget,
} from './console';
import type { Deliveries } from './deliveries';
import type { AttemptRecord, ConsoleDelivery } from './delivery';
import { describeIntegration, type IntegrationView } from './describe-integration';
import { ConsoleClosedError } from './errors';
import { HourlyCount } from './hourly-count';
import {
  changeSettings,
  checkSettings,
  type IntegrationChanges,
  type IntegrationSettings,
  type StoredIntegration,
} from './integration';
import type { IntegrationStore } from './integration-store';
import type { Unlock } from './lock';
import type { ResolvedConsoleOptions } from './options';
import { Slots } from './slots';
import {
  type ConsoleAccount,
  integrationBroken,
  integrationDeleted,
  integrationDisabled,
  requestsPerHour,
} from './system-events';
import { runTest, type TestRun } from './test-run';

/** What a console is made of. */
export interface ConsoleParts {
  readonly store: IntegrationStore;
  readonly deliveries: Deliveries;
  readonly unlock: Unlock;
}

/** See the module. Made by `startConsole`. */
export class RunningConsole implements Console {
  readonly #store: IntegrationStore;
  readonly #deliveries: Deliveries;
  readonly #unlock: Unlock;
  readonly #options: ResolvedConsoleOptions;
  readonly #hourly = new HourlyCount();
  readonly #hours: Promise<void>;
  readonly #changes = new Slots(1);
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(event: ConsoleEvent) => void>();
  #closed: Promise<void> | undefined;

  constructor({ store, deliveries, unlock }: ConsoleParts, options: ResolvedConsoleOptions) {
    this.#store = store;
    this.#deliveries = deliveries;
    this.#unlock = unlock;
    this.#options = options;
    deliveries.begin({
      onAttempt: (record) => this.#emit({ kind: 'attempt', ...record }),
      onBroken: (id) => this.#disableBroken(id),
      onTrouble: (error) => this.#trouble(error),
    });
    const report = (count: number): Promise<void> =>
      this.#raiseOwn(requestsPerHour(count, options.account));
    this.#hours = options.hourlyCounts
      ? this.#hourly.run(options.clock, this.#closing.signal, report)
      : Promise.resolve();
  }

  list(): readonly IntegrationView[] {
    return this.#store.all.map(describeIntegration);
  }

  get(reference: string): IntegrationView {
    return describeIntegration(this.#store.find(reference));
  }

  create(settings: IntegrationSettings): Promise<IntegrationView> {
    return this.#change('create the integration', async () => {
      const kept = checkSettings(settings);
      const { now, date } = this.#now();
      const times = { createdAt: date, updatedAt: date, enabledAt: now };
      const { enabled = true } = settings;
      return this.#tell(await this.#store.add({ ...times, enabled, settings: kept }));
    });
  }

  update(reference: string, changes: IntegrationChanges): Promise<IntegrationView> {
    return this.#change('update the integration', async () => {
      const before = this.#store.find(reference);
      return this.#replace(before, { settings: changeSettings(before.settings, changes) });
    });
  }

  enable(reference: string): Promise<IntegrationView> {
    return this.#change('enable the integration', async () => {
      const before = this.#store.find(reference);
      if (before.enabled) return describeIntegration(before);
      const view = await this.#replace(before, { enabled: true, enabledAt: this.#now().now });
      this.#tellDeliveries(this.#deliveries.waitingFor(before.id));
      this.#deliveries.release(before.id);
      return view;
    });
  }

  disable(reference: string): Promise<IntegrationView> {
    return this.#change('disable the integration', () =>
      this.#disable(this.#store.find(reference), integrationDisabled),
    );
  }

  delete(reference: string): Promise<void> {
    return this.#change('delete the integration', async () => {
      const { id, settings } = this.#store.find(reference);
      await this.#store.remove(id);
      this.#emit({ kind: 'deleted', id });
      // What the disk kept of them the next start removes.
      await this.#deliveries.drop(id).catch((error: unknown) => this.#trouble(error));
      await this.#raiseOwn(integrationDeleted(settings.name, this.#options.account));
    });
  }

  async test(target: TestTarget, options: ConsoleTestOptions = {}): Promise<TestRun> {
    this.#assertOpen('test the integration');
    const { changes = {}, ...rest } = options;
    const { clock, account } = this.#options;
    const settings =
      typeof target === 'string' ? this.#store.find(target).settings : checkSettings(target);
    return runTest(changeSettings(settings, changes), { clock, ...account, ...rest });
  }

  raise(event: RaisedEvent, { to }: RaiseOptions = {}): Promise<readonly ConsoleDelivery[]> {
    return this.#change('raise the event', async () => {
      const named = to?.map((reference) => this.#store.find(reference));
      const { deliveries, hits } = await this.#deliveries.raise(event, named);
      this.#hourly.add(hits);
      this.#tellDeliveries(deliveries);
      return deliveries;
    });
  }

  deliveries(): readonly ConsoleDelivery[] {
    return this.#deliveries.all();
  }

  attempts(query: AttemptQuery = {}): readonly AttemptRecord[] {
    return this.#deliveries.attempts(query);
  }

  settled(): Promise<void> {
    return this.#deliveries.settled();
  }

  subscribe(listener: (event: ConsoleEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#deliveries.close();
    await this.#hours;
    await this.#changes.run(() => Promise.resolve());
    await this.#unlock();
  }

  async #disableBroken(id: string): Promise<void> {
    const disable = async (): Promise<void> => {
      const integration = this.#store.byId(id);
      if (integration !== undefined) await this.#disable(integration, integrationBroken);
    };
    await this.#changes.run(disable).catch((error: unknown) => this.#trouble(error));
  }

  async #disable(
    before: StoredIntegration,
    notification: (name: string, account: ConsoleAccount) => object,
  ): Promise<IntegrationView> {
    if (!before.enabled) return describeIntegration(before);
    const view = await this.#replace(before, { enabled: false });
    this.#tellDeliveries(this.#deliveries.waitingFor(before.id));
    await this.#raiseOwn(notification(before.settings.name, this.#options.account));
    return view;
  }

  /** An event of the console's own: its cause stands even when it cannot be raised. */
  async #raiseOwn(notification: object): Promise<void> {
    try {
      const { deliveries } = await this.#deliveries.raise(notification);
      this.#tellDeliveries(deliveries);
    } catch (error) {
      this.#trouble(error);
    }
  }

  async #replace(
    before: StoredIntegration,
    changes: Partial<StoredIntegration>,
  ): Promise<IntegrationView> {
    const changed = { ...before, ...changes, updatedAt: this.#now().date };
    await this.#store.replace(changed);
    return this.#tell(changed);
  }

  #change<T>(what: string, work: () => Promise<T>): Promise<T> {
    return this.#changes.run(() => {
      this.#assertOpen(what);
      return work();
    });
  }

  #assertOpen(what: string): void {
    if (this.#closing.signal.aborted) throw new ConsoleClosedError(what);
  }

  #tell(integration: StoredIntegration): IntegrationView {
    const view = describeIntegration(integration);
    this.#emit({ kind: 'integration', integration: view });
    return view;
  }

  #tellDeliveries(deliveries: readonly ConsoleDelivery[]): void {
    for (const delivery of deliveries) this.#emit({ kind: 'delivery', delivery });
  }

  #trouble(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#emit({ kind: 'trouble', message });
  }

  #emit(event: ConsoleEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #now(): { readonly now: number; readonly date: string } {
    const now = this.#options.clock.now();
    return { now, date: new Date(now).toISOString() };
  }
}
