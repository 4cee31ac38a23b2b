/**
 * The console as Wallarm's own API works with it: integrations of every kind as they are, and triggers.
 *
 * Invariant: every change is on the disk as a whole when it resolves, or nothing of it is. What is read here holds
 * secrets: only bearers of a token of that API may get it.
 *
 * @module
 */
import { IntegrationNotFoundError } from './errors';
import type { IntegrationSettings, StoredIntegration } from './integration';
import type { IntegrationStore } from './integration-store';
import type { Integrations, WholeChange } from './integrations';
import type { ResolvedConsoleOptions } from './options';
import { integrationDeleted, integrationDisabled, triggerChanged } from './system-events';
import type { KeptIntegration, Trigger, TriggerSettings, WallarmFacts } from './wallarm-account';

/** What may be changed of an integration of another kind. */
export type KeptChanges = Partial<Pick<KeptIntegration, 'name' | 'enabled' | 'target' | 'events'>>;

/** What it works on. */
export interface WallarmSideParts {
  readonly store: IntegrationStore;
  readonly integrations: Integrations;
  /** Does something while nothing is changed. @throws ConsoleClosedError */
  readonly alone: <T>(what: string, work: () => Promise<T>) => Promise<T>;
  readonly options: Pick<ResolvedConsoleOptions, 'account' | 'clock'>;
}

/** See the module. All that changes rejects with ConsoleWriteError or ConsoleClosedError, and then has changed nothing. */
export class WallarmSide {
  readonly #parts: WallarmSideParts;

  constructor(parts: WallarmSideParts) {
    this.#parts = parts;
  }

  /** Name and cloud of the account. */
  get account(): ResolvedConsoleOptions['account'] {
    return this.#parts.options.account;
  }

  /** Those that deliver, with their secrets; in order of creation. */
  get integrations(): readonly StoredIntegration[] {
    return this.#parts.store.all;
  }

  /** Those of other kinds, with their secrets; in order of creation. */
  get kept(): readonly KeptIntegration[] {
    return this.#parts.store.kept;
  }

  get triggers(): readonly Trigger[] {
    return this.#parts.store.triggers;
  }

  /** @throws as {@link Console.create} */
  create(settings: IntegrationSettings, facts: WallarmFacts): Promise<StoredIntegration> {
    const { integrations, store, alone } = this.#parts;
    return alone('create the integration', async () =>
      store.find((await integrations.create(settings, facts)).id),
    );
  }

  /** @throws IntegrationNotFoundError, and as {@link Console.update} */
  change(
    id: string,
    change: (before: StoredIntegration) => WholeChange,
  ): Promise<StoredIntegration> {
    const { integrations, store, alone } = this.#parts;
    return alone('change the integration', async () => {
      await integrations.change(id, change(store.find(id)));
      return store.find(id);
    });
  }

  /** Deletes one of any kind. @throws IntegrationNotFoundError */
  delete(id: string): Promise<void> {
    const { integrations, store, alone } = this.#parts;
    return alone('delete the integration', async () => {
      const kept = store.kept.find((one) => one.id === id);
      if (kept === undefined) {
        await integrations.delete(id);
        return;
      }
      const rest = store.kept.filter((one) => one !== kept);
      await store.replaceKept(rest, [integrationDeleted(kept.name, this.account)]);
      await integrations.raiseNews();
    });
  }

  keep(
    integration: Omit<KeptIntegration, 'id' | 'createdAt' | 'updatedAt'>,
  ): Promise<KeptIntegration> {
    const { store, alone } = this.#parts;
    const date = this.#date();
    return alone('create the integration', () =>
      store.addKept({ ...integration, createdAt: date, updatedAt: date }),
    );
  }

  /** @throws IntegrationNotFoundError */
  changeKept(id: string, changes: KeptChanges): Promise<KeptIntegration> {
    const { integrations, store, alone } = this.#parts;
    return alone('change the integration', async () => {
      const before = store.kept.find((one) => one.id === id);
      if (before === undefined) throw new IntegrationNotFoundError(id, 'no id is like it');
      const changed = { ...before, ...changes, updatedAt: this.#date() };
      const off = before.enabled && !changed.enabled;
      await store.replaceKept(
        store.kept.map((one) => (one === before ? changed : one)),
        off ? [integrationDisabled(changed.name, this.account)] : [],
      );
      await integrations.raiseNews();
      return changed;
    });
  }

  createTrigger(clientId: number, settings: TriggerSettings): Promise<Trigger> {
    const { store, integrations, alone } = this.#parts;
    const date = this.#date();
    return alone('create the trigger', async () => {
      const trigger = { clientId, createdAt: date, updatedAt: date, settings };
      const added = await store.addTrigger(trigger, [this.#news('create', settings)]);
      await integrations.raiseNews();
      return added;
    });
  }

  /** `undefined` when there is none of this id. */
  changeTrigger(id: number, settings: TriggerSettings): Promise<Trigger | undefined> {
    return this.#replaceTrigger(id, 'update', (before) => ({
      ...before,
      settings,
      updatedAt: this.#date(),
    }));
  }

  /** `undefined` when there is none of this id. */
  deleteTrigger(id: number): Promise<Trigger | undefined> {
    return this.#replaceTrigger(id, 'delete', () => undefined);
  }

  /** Resolves with what there was, or with what is there now. */
  #replaceTrigger(
    id: number,
    how: 'update' | 'delete',
    replace: (before: Trigger) => Trigger | undefined,
  ): Promise<Trigger | undefined> {
    const { store, integrations, alone } = this.#parts;
    return alone(`${how} the trigger`, async () => {
      const before = store.triggers.find((one) => one.id === id);
      if (before === undefined) return undefined;
      const after = replace(before);
      const triggers = store.triggers.flatMap((one) => (one === before ? (after ?? []) : one));
      await store.replaceTriggers(triggers, [this.#news(how, (after ?? before).settings)]);
      await integrations.raiseNews();
      return after ?? before;
    });
  }

  #news(how: 'create' | 'update' | 'delete', { name }: TriggerSettings): object {
    return triggerChanged(how, name, this.account);
  }

  #date(): string {
    return new Date(this.#parts.options.clock.now()).toISOString();
  }
}
