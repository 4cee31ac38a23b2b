/**
 * The console as it runs: joins integrations, events and deliveries.
 *
 * Invariants: an event is raised while no integration is changed. Nothing leaves here with a header's value or a CA in it.
 *
 * @module
 */
import type { DirectoryLock } from '../disk/directory-lock';
import { messageOf } from '../errors';
import type { Attempt } from '../sender/attempt-record';
import type { AttemptQuery } from './attempt-history';
import { attemptOnce, type AttemptOnceOptions } from './attempt-once';
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
import { changeSettings, checkSettings } from './integration';
import type { IntegrationStore } from './integration-store';
import { Integrations } from './integrations';
import type { ResolvedConsoleOptions } from './options';
import { requestsPerHour } from './system-events';
import { prepareSend } from './send-many';
import { runTest, type TestRun } from './test-run';
import {
  describeKept,
  describeTrigger,
  type KeptIntegrationView,
  type TriggerView,
} from './wallarm-account';
import { WallarmSide } from './wallarm-side';

/** What a console is made of. */
export interface ConsoleParts {
  readonly store: IntegrationStore;
  readonly deliveries: Deliveries;
  readonly lock: DirectoryLock;
}

/** See the module. Made by `startConsole`. */
export class RunningConsole implements Console {
  readonly #store: IntegrationStore;
  readonly #deliveries: Deliveries;
  readonly #lock: DirectoryLock;
  readonly #options: ResolvedConsoleOptions;
  readonly #hourly = new HourlyCount();
  readonly #hours: Promise<void>;
  readonly #integrations: Integrations;
  readonly wallarm: WallarmSide;
  /** What an earlier process did not come to tell is in the outbox. */
  readonly #begun: Promise<void>;
  readonly #closing = new AbortController();
  readonly #listeners = new Set<(event: ConsoleEvent) => void>();
  #closed: Promise<void> | undefined;

  constructor({ store, deliveries, lock }: ConsoleParts, options: ResolvedConsoleOptions) {
    this.#store = store;
    this.#deliveries = deliveries;
    this.#lock = lock;
    this.#options = options;
    const emit = (event: ConsoleEvent): void => this.#emit(event);
    const onTrouble = (error: unknown): void => this.#trouble(error);
    this.#integrations = new Integrations({ store, deliveries, emit, onTrouble }, options);
    this.wallarm = new WallarmSide({
      ...{ store, options, integrations: this.#integrations },
      alone: (what, work) => this.#alone(what, work),
    });
    deliveries.begin({
      onAttempt: (record) => this.#emit({ kind: 'attempt', ...record }),
      onDropped: (delivery) => this.#tellDeliveries([delivery]),
      onBroken: (id) => this.#disableBroken(id),
      onTrouble,
    });
    this.#begun = this.#integrations.alone(() => this.#integrations.raiseNews());
    const report = (count: number): Promise<void> => this.#reportHour(count);
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

  kept(): readonly KeptIntegrationView[] {
    return this.#store.kept.map(describeKept);
  }

  triggers(): readonly TriggerView[] {
    return this.#store.triggers.map(describeTrigger);
  }

  create: Console['create'] = (settings) =>
    this.#alone('create the integration', () => this.#integrations.create(settings));
  update: Console['update'] = (reference, changes) =>
    this.#alone('update the integration', () => this.#integrations.update(reference, changes));
  enable: Console['enable'] = (reference) =>
    this.#alone('enable the integration', () => this.#integrations.enable(reference));
  disable: Console['disable'] = (reference) =>
    this.#alone('disable the integration', () => this.#integrations.disable(reference));
  delete: Console['delete'] = (reference) =>
    this.#alone('delete the integration', () => this.#integrations.delete(reference));

  async test(target: TestTarget, options: ConsoleTestOptions = {}): Promise<TestRun> {
    this.#assertOpen('test the integration');
    const { changes = {}, ...rest } = options;
    const { clock, account } = this.#options;
    const settings =
      typeof target === 'string' ? this.#store.find(target).settings : checkSettings(target);
    return runTest(changeSettings(settings, changes), { clock, ...account, ...rest });
  }

  async replay(
    reference: string,
    body: Buffer,
    { signal }: Pick<AttemptOnceOptions, 'signal'> = {},
  ): Promise<Attempt> {
    this.#assertOpen('replay to the integration');
    const { settings } = this.#store.find(reference);
    return attemptOnce(settings, body, { signal, clock: this.#options.clock });
  }

  prepareSend: Console['prepareSend'] = (reference, changes = {}) => {
    this.#assertOpen('send to the integration');
    const { settings } = this.#store.find(reference);
    return prepareSend(changeSettings(settings, changes));
  };

  raise(event: RaisedEvent, { to }: RaiseOptions = {}): Promise<readonly ConsoleDelivery[]> {
    return this.#alone('raise the event', async () => {
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

  async settled(): Promise<void> {
    await this.#begun;
    await this.#deliveries.settled();
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
    await this.#integrations.alone(() => Promise.resolve());
    await this.#lock.release();
  }

  async #disableBroken(id: string): Promise<void> {
    const disable = (): Promise<void> => this.#integrations.disableBroken(id);
    await this.#integrations.alone(disable).catch((error: unknown) => this.#trouble(error));
  }

  async #reportHour(count: number): Promise<void> {
    try {
      const report = requestsPerHour(count, this.#options.account);
      this.#tellDeliveries((await this.#deliveries.raise(report)).deliveries);
    } catch (error) {
      this.#trouble(error);
    }
  }

  #alone<T>(what: string, work: () => Promise<T>): Promise<T> {
    return this.#integrations.alone(() => {
      this.#assertOpen(what);
      return work();
    });
  }

  #assertOpen(what: string): void {
    if (this.#closing.signal.aborted) throw new ConsoleClosedError(what);
  }

  #tellDeliveries(deliveries: readonly ConsoleDelivery[]): void {
    for (const delivery of deliveries) this.#emit({ kind: 'delivery', delivery });
  }

  #trouble(error: unknown): void {
    const message = messageOf(error);
    this.#emit({ kind: 'trouble', message });
  }

  #emit(event: ConsoleEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
