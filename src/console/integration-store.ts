/**
 * All integrations, in one file that is replaced as a whole at each change.
 *
 * Invariant: memory and disk agree. A change is on disk before it is in force; one that the disk does not take is not.
 * What the others are to be told of a change is kept with it, so that a killed process cannot make one without the other.
 * Mode 0600, because header values are secrets. At most one process may use it at a time.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { WallstashError } from '../errors';
import { parseJson } from './delivery';
import { ConsoleStateError, IntegrationNotFoundError } from './errors';
import { writeDurably } from './files';
import { checkSettings, type StoredIntegration } from './integration';
import type { KeptIntegration, Trigger } from './wallarm-account';

interface Content {
  readonly version: 1;
  /** Ids are never used twice: a deleted integration's deliveries must not find another. */
  readonly nextId: number;
  readonly integrations: readonly StoredIntegration[];
  /** Of other kinds: kept, never sent. Absent when there are none, as are triggers. */
  readonly kept?: readonly KeptIntegration[];
  readonly triggers?: readonly Trigger[];
  /** Id of the next trigger. @default 1 */
  readonly nextTriggerId?: number;
  /** Notifications about changes that no event was raised for yet, the oldest first. Absent when there are none. */
  readonly news?: readonly object[];
}

const EMPTY: Content = { version: 1, nextId: 1, integrations: [] };

/** See the module. */
export class IntegrationStore {
  readonly #path: string;
  #content: Content;

  private constructor(path: string, content: Content) {
    this.#path = path;
    this.#content = content;
  }

  /** Reads the file of this directory, if there is one. @throws ConsoleStateError when it holds something else */
  static async open(directory: string): Promise<IntegrationStore> {
    const path = join(directory, 'integrations.json');
    return new IntegrationStore(path, await readContent(path));
  }

  /** In order of creation. */
  get all(): readonly StoredIntegration[] {
    return this.#content.integrations;
  }

  /** What the others were not told yet, the oldest first. */
  get news(): readonly object[] {
    return this.#content.news ?? [];
  }

  /** The one with this id. */
  byId(id: string): StoredIntegration | undefined {
    return this.all.find((integration) => integration.id === id);
  }

  /** The one with this id, or else with this name. @throws IntegrationNotFoundError when there is none, or several */
  find(reference: string): StoredIntegration {
    const found = this.byId(reference);
    if (found !== undefined) return found;
    const [first, ...others] = this.all.filter(({ settings }) => settings.name === reference);
    if (first === undefined) {
      const why =
        this.all.length === 0
          ? 'there are none; create one'
          : 'no id or name is like it; list them to see what there is';
      throw new IntegrationNotFoundError(reference, why);
    }
    if (others.length === 0) return first;
    const ids = [first, ...others].map(({ id }) => id).join(', ');
    throw new IntegrationNotFoundError(reference, `several have this name; use one id of ${ids}`);
  }

  /** Adds one under the next id. @throws ConsoleWriteError */
  async add(integration: Omit<StoredIntegration, 'id'>): Promise<StoredIntegration> {
    const { nextId, integrations } = this.#content;
    const added = { id: String(nextId), ...integration };
    await this.#save({
      ...this.#content,
      nextId: nextId + 1,
      integrations: [...integrations, added],
    });
    return added;
  }

  /** Puts one in the place of that with its id, and keeps the news of it. @throws ConsoleWriteError */
  async replace(changed: StoredIntegration, news: readonly object[] = []): Promise<void> {
    const integrations = this.all.map((one) => (one.id === changed.id ? changed : one));
    await this.#save({ ...this.#content, integrations, news: [...this.news, ...news] });
  }

  /** Removes one for good, and keeps the news of it. @throws ConsoleWriteError */
  async remove(id: string, news: readonly object[]): Promise<void> {
    const integrations = this.all.filter((one) => one.id !== id);
    await this.#save({ ...this.#content, integrations, news: [...this.news, ...news] });
  }

  /** Integrations of other kinds, in order of creation. */
  get kept(): readonly KeptIntegration[] {
    return this.#content.kept ?? [];
  }

  get triggers(): readonly Trigger[] {
    return this.#content.triggers ?? [];
  }

  /** Adds one of another kind under the next id. @throws ConsoleWriteError */
  async addKept(integration: Omit<KeptIntegration, 'id'>): Promise<KeptIntegration> {
    const { nextId } = this.#content;
    const added = { id: String(nextId), ...integration };
    await this.#save({ ...this.#content, nextId: nextId + 1, kept: [...this.kept, added] });
    return added;
  }

  /** Puts these in the place of all of another kind, and keeps the news of it. @throws ConsoleWriteError */
  async replaceKept(kept: readonly KeptIntegration[], news: readonly object[]): Promise<void> {
    await this.#save({ ...this.#content, kept, news: [...this.news, ...news] });
  }

  /** Adds a trigger under the next id, and keeps the news of it. @throws ConsoleWriteError */
  async addTrigger(trigger: Omit<Trigger, 'id'>, news: readonly object[]): Promise<Trigger> {
    const id = this.#content.nextTriggerId ?? 1;
    const triggers = [...this.triggers, { id, ...trigger }];
    const changes = { triggers, nextTriggerId: id + 1, news: [...this.news, ...news] };
    await this.#save({ ...this.#content, ...changes });
    return { id, ...trigger };
  }

  /** Puts these in the place of all triggers, and keeps the news of it. @throws ConsoleWriteError */
  async replaceTriggers(triggers: readonly Trigger[], news: readonly object[]): Promise<void> {
    await this.#save({ ...this.#content, triggers, news: [...this.news, ...news] });
  }

  /** Forgets the oldest news: the others are told. @throws ConsoleWriteError */
  async dropOldestNews(): Promise<void> {
    await this.#save({ ...this.#content, news: this.news.slice(1) });
  }

  async #save(content: Content): Promise<void> {
    await writeDurably(this.#path, `${JSON.stringify(content, null, 2)}\n`);
    this.#content = content;
  }
}

async function readContent(path: string): Promise<Content> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return EMPTY;
    throw new ConsoleStateError(path, message, { cause: error });
  }
  return checkContent(parseJson(text, path), path);
}

function checkContent(value: unknown, path: string): Content {
  const content = value as Partial<Content> | null;
  if (content?.version !== 1 || !Array.isArray(content.integrations)) {
    throw new ConsoleStateError(path, 'it does not hold integrations of this version of Wallstash');
  }
  if (!Number.isSafeInteger(content.nextId)) throw new ConsoleStateError(path, 'it has no next id');
  for (const list of [content.kept ?? [], content.triggers ?? []]) {
    if (!Array.isArray(list)) throw new ConsoleStateError(path, 'a list in it is none');
  }
  if (!Array.isArray(content.news ?? [])) throw new ConsoleStateError(path, 'its news is no list');
  for (const integration of content.integrations as readonly unknown[]) {
    checkIntegration(integration as StoredIntegration | null, path);
  }
  return content as Content;
}

function checkIntegration(integration: StoredIntegration | null, path: string): void {
  const id = String(integration?.id);
  try {
    if (typeof integration?.enabled !== 'boolean') throw new TypeError('it has no enabled state');
    checkSettings(integration.settings);
  } catch (cause) {
    // A mistake in the settings names the setting; any other error means that their shape is wrong.
    const why = cause instanceof WallstashError ? cause.message : 'its fields are not settings';
    throw new ConsoleStateError(path, `integration ${id} in it is unusable. ${why}`, { cause });
  }
}
