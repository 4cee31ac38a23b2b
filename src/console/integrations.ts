/**
 * Changes of integrations, one after the other, each with its news for the others that listen to system events.
 *
 * Invariant: a change and its news are put on the disk at once. The events are raised from there, at least once: those
 * that an earlier process did not come to are raised at the start.
 *
 * @module
 */
import type { ConsoleEvent } from './console';
import type { Deliveries } from './deliveries';
import type { ConsoleDelivery } from './delivery';
import { describeIntegration, type IntegrationView } from './describe-integration';
import {
  changeSettings,
  checkSettings,
  type IntegrationChanges,
  type IntegrationSettings,
  type StoredIntegration,
} from './integration';
import type { IntegrationStore } from './integration-store';
import type { ResolvedConsoleOptions } from './options';
import { Slots } from './slots';
import {
  type ConsoleAccount,
  integrationBroken,
  integrationDeleted,
  integrationDisabled,
} from './system-events';
import type { WallarmFacts } from './wallarm-account';

/** What changes work on, and whom they tell. */
export interface IntegrationsParts {
  readonly store: IntegrationStore;
  readonly deliveries: Deliveries;
  readonly emit: (event: ConsoleEvent) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** What is changed together. */
export interface WholeChange {
  readonly settings?: IntegrationChanges;
  readonly enabled?: boolean | undefined;
  readonly wallarm?: WallarmFacts;
}

/** See the module. */
export class Integrations {
  readonly #parts: IntegrationsParts;
  readonly #options: Pick<ResolvedConsoleOptions, 'account' | 'clock'>;
  readonly #changes = new Slots(1);

  constructor(
    parts: IntegrationsParts,
    options: Pick<ResolvedConsoleOptions, 'account' | 'clock'>,
  ) {
    this.#parts = parts;
    this.#options = options;
  }

  /** Does something while nothing is changed. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#changes.run(work);
  }

  async create(settings: IntegrationSettings, wallarm?: WallarmFacts): Promise<IntegrationView> {
    const kept = checkSettings(settings);
    const { now, date } = this.#now();
    const times = { createdAt: date, updatedAt: date, enabledAt: now };
    const { enabled = true } = settings;
    const facts = wallarm === undefined ? {} : { wallarm };
    return this.#tell(await this.#parts.store.add({ ...times, enabled, settings: kept, ...facts }));
  }

  async update(reference: string, changes: IntegrationChanges): Promise<IntegrationView> {
    const before = this.#parts.store.find(reference);
    return this.#replace(before, { settings: changeSettings(before.settings, changes) });
  }

  /** Settings, state and facts in one change: all of it is kept, or nothing. */
  async change(
    reference: string,
    { settings: changes = {}, enabled, wallarm }: WholeChange,
  ): Promise<void> {
    const before = this.#parts.store.find(reference);
    const { settings, ...facts } = {
      settings: changeSettings(before.settings, changes),
      ...(wallarm !== undefined && { wallarm }),
    };
    const switched = enabled !== undefined && enabled !== before.enabled;
    if (!switched) await this.#replace(before, { settings, ...facts });
    else if (enabled) await this.#enable(before, { settings, ...facts });
    else await this.#disable({ ...before, settings, ...facts }, integrationDisabled);
  }

  async enable(reference: string): Promise<IntegrationView> {
    const before = this.#parts.store.find(reference);
    return before.enabled ? describeIntegration(before) : this.#enable(before, {});
  }

  async #enable(
    before: StoredIntegration,
    changes: Partial<StoredIntegration>,
  ): Promise<IntegrationView> {
    const { deliveries } = this.#parts;
    const enabling = { ...changes, enabled: true, enabledAt: this.#now().now };
    const view = await this.#replace(before, enabling);
    this.#tellDeliveries(deliveries.waitingFor(before.id));
    deliveries.release(before.id);
    return view;
  }

  async disable(reference: string): Promise<IntegrationView> {
    return this.#disable(this.#parts.store.find(reference), integrationDisabled);
  }

  /** Disables one that fails too often, unless it is gone. */
  async disableBroken(id: string): Promise<void> {
    const integration = this.#parts.store.byId(id);
    if (integration !== undefined) await this.#disable(integration, integrationBroken);
  }

  async delete(reference: string): Promise<void> {
    const { store, deliveries, emit, onTrouble } = this.#parts;
    const { id, settings } = store.find(reference);
    await store.remove(id, [integrationDeleted(settings.name, this.#options.account)]);
    emit({ kind: 'deleted', id });
    // What the disk kept of them the next start removes.
    await deliveries
      .drop(id, settings.name)
      .then((dropped) => this.#tellDeliveries(dropped), onTrouble);
    await this.raiseNews();
  }

  /** Raises what the others were not told yet. A change stands even when that fails; the next start tries again. */
  async raiseNews(): Promise<void> {
    const { store, deliveries, onTrouble } = this.#parts;
    try {
      for (let [oldest] = store.news; oldest !== undefined; [oldest] = store.news) {
        const raised = await deliveries.raise(oldest);
        this.#tellDeliveries(raised.deliveries);
        await store.dropOldestNews();
      }
    } catch (error) {
      onTrouble(error);
    }
  }

  async #disable(
    before: StoredIntegration,
    notification: (name: string, account: ConsoleAccount) => object,
  ): Promise<IntegrationView> {
    if (!before.enabled) return describeIntegration(before);
    const news = notification(before.settings.name, this.#options.account);
    const view = await this.#replace(before, { enabled: false }, [news]);
    this.#tellDeliveries(this.#parts.deliveries.waitingFor(before.id));
    await this.raiseNews();
    return view;
  }

  async #replace(
    before: StoredIntegration,
    changes: Partial<StoredIntegration>,
    news: readonly object[] = [],
  ): Promise<IntegrationView> {
    const changed = { ...before, ...changes, updatedAt: this.#now().date };
    await this.#parts.store.replace(changed, news);
    return this.#tell(changed);
  }

  #tell(integration: StoredIntegration): IntegrationView {
    const view = describeIntegration(integration);
    this.#parts.emit({ kind: 'integration', integration: view });
    return view;
  }

  #tellDeliveries(deliveries: readonly ConsoleDelivery[]): void {
    for (const delivery of deliveries) this.#parts.emit({ kind: 'delivery', delivery });
  }

  #now(): { readonly now: number; readonly date: string } {
    const now = this.#options.clock.now();
    return { now, date: new Date(now).toISOString() };
  }
}
