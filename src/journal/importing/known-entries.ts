/**
 * Which deliveries a journal holds already: imported before, or received by this very journal.
 *
 * @module
 */
import type { EntrySummary, JournalEntry } from '../entry';
import type { Journal } from '../journal';
import { loadReadable } from '../querying/load-readable';
import type { ExportedDelivery } from './exported-line';

/** Summaries looked at in one go. */
const PAGE = 1_000;

/** See the module. */
export class KnownEntries {
  readonly #journal: Pick<Journal, 'query' | 'load'>;

  constructor(journal: Pick<Journal, 'query' | 'load'>) {
    this.#journal = journal;
  }

  /** Those that are not there, each once. */
  async without<T extends ExportedDelivery>(group: readonly T[]): Promise<readonly T[]> {
    const fresh = new Map<number, T[]>();
    for (const one of group) {
      const alike = fresh.get(one.receivedAt) ?? [];
      if (!alike.some((other) => isSame(one, other, other.originId))) alike.push(one);
      fresh.set(one.receivedAt, alike);
    }
    if (fresh.size === 0) return [];
    // What cannot be read is not here: a good copy of it is taken.
    for await (const entry of loadReadable(this.#journal, await this.#candidates(fresh))) {
      const left = (fresh.get(entry.receivedAt) ?? []).filter(
        (one) => !isSame(one, entry, entry.origin?.id ?? entry.id),
      );
      fresh.set(entry.receivedAt, left);
    }
    const rest = new Set([...fresh.values()].flat());
    return group.filter((one) => rest.has(one));
  }

  /** Ids of entries that may be one of them, by what summaries say. */
  async #candidates(wanted: ReadonlyMap<number, readonly ExportedDelivery[]>): Promise<string[]> {
    const times = [...wanted.keys()];
    const since = Math.min(...times);
    const until = Math.max(...times) + 1;
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#journal.query({
        ...{ since, until, limit: PAGE },
        ...(cursor !== undefined && { cursor }),
      });
      for (const summary of page.entries) {
        const alike = wanted.get(summary.receivedAt) ?? [];
        if (alike.some((one) => isLike(one, summary))) ids.push(summary.id);
      }
      cursor = page.next;
    } while (cursor !== undefined);
    return ids;
  }
}

function isLike(one: ExportedDelivery, summary: EntrySummary): boolean {
  return one.bodySize === summary.bodySize && one.path === summary.path;
}

/** Whether both are one delivery, as far as the one who received it could tell them apart. */
function isSame(
  one: ExportedDelivery,
  other: Pick<JournalEntry, 'receivedAt' | 'remoteAddress' | 'path' | 'body' | 'verdict'>,
  originId: string,
): boolean {
  return (
    one.originId === originId &&
    one.receivedAt === other.receivedAt &&
    one.remoteAddress === other.remoteAddress &&
    one.path === other.path &&
    one.verdict === other.verdict &&
    one.body.equals(other.body)
  );
}
