/**
 * The live stream: server-sent events for one browser each.
 *
 * Deliveries are pulled from the journal after the last one sent, and only while the socket takes them: a slow browser
 * makes itself wait and holds next to no memory here (with bodies, what {@link RecentEntries} may). So nothing is lost
 * or repeated after a reconnect with `Last-Event-ID` either. Of everything else a browser is told only what has changed
 * (it asks again for what it shows), the newest results of test runs, and the newest of what was no delivery.
 *
 * @module
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

import type { TestResult } from '../console/test-run';
import type { EntrySummary, JournalEntry } from '../journal/entry';
import { formatEntryId, parseEntryId } from '../journal/entry-id';
import type { EntryPage, Journal, JournalStatistics } from '../journal/journal';
import { loadReadable } from '../journal/querying/load-readable';
import { cursorAfter } from '../journal/querying/query';
import { delay } from '../real-time';
import type { DatedTrouble } from '../receiver/recent-troubles';
import type { DescribedSummary } from './describe-deliveries';
import { RecentEntries } from './recent-entries';
import { wholeDelivery } from './whole-delivery';

/** What may have changed. */
export const CHANGED = [
  'integrations',
  'attempts',
  'faults',
  'checks',
  'sends',
  'replays',
] as const;
/** One of {@link CHANGED}. */
export type Changed = (typeof CHANGED)[number];

/** What a browser wants to be told. */
export interface LiveStreamOptions {
  /** The last entry that it has. @default the newest */
  readonly after?: string | undefined;
  /** Whole deliveries in place of summaries. @default false */
  readonly bodies?: boolean | undefined;
}

/** What a stream tells of, and in which words. */
export interface StreamSources {
  readonly journal: Journal;
  /** Summaries as a list has them. */
  readonly describe: (summaries: readonly EntrySummary[]) => Promise<readonly DescribedSummary[]>;
}

/** Deliveries read from the journal at a time. */
const PAGE = 100;
/** Characters of events that are sent together: a write for each costs more than all the rest of it. */
const GATHERED = 64 * 1024;
/** Test results and troubles kept for a browser that is slow, of each; the oldest go first. */
const KEPT = 50;
/** Milliseconds of rest between two looks: what comes meanwhile is sent together. */
const REST_MS = 25;
/** What stands before the journal's first entry. */
const START = '0000000000';

/** One browser's stream. */
export class LiveStream {
  readonly #journal: Journal;
  readonly #describe: StreamSources['describe'];
  readonly #response: ServerResponse;
  readonly #changed = new Set<Changed>();
  #results: object[] = [];
  #troubles: DatedTrouble[] = [];
  readonly #bodies: boolean;
  /** What has just come and was not sent; of use with bodies only. */
  readonly #recent = new RecentEntries();
  /** Whole events that are to be sent. */
  #gathered = '';
  /** Id of the last entry sent, or passed over. */
  #position: string;
  /** Entries cleared, and imported, that it has not been told of. */
  #cleared = 0;
  #imported = 0;
  /** Something came since the last look. */
  #stale = true;
  #wake: () => void = () => undefined;

  constructor(
    { journal, describe }: StreamSources,
    response: ServerResponse,
    { after, bodies = false }: LiveStreamOptions,
  ) {
    this.#journal = journal;
    this.#describe = describe;
    this.#response = response;
    this.#bodies = bodies;
    this.#position = after ?? newestEver(journal.statistics());
  }

  /** Bytes that wait for the browser. */
  get buffered(): number {
    return this.#response.writableLength;
  }

  /** The journal has something new. */
  arrived(entry: JournalEntry): void {
    if (this.#bodies) this.#recent.add(entry);
    this.#look();
  }

  changed(what: Changed): void {
    this.#changed.add(what);
    this.#look();
  }

  /** So many entries were cleared. */
  cleared(entries: number): void {
    this.#cleared += entries;
    this.#look();
  }

  /** So many entries were imported. They are not told of one by one: they are no arrivals. */
  imported(entries: number): void {
    this.#imported += entries;
    this.#look();
  }

  testResult(integrationId: string, result: TestResult): void {
    this.#results = [...this.#results.slice(1 - KEPT), { integrationId, result }];
    this.#look();
  }

  /** Something came to the receiver that was no delivery. */
  troubled(trouble: DatedTrouble): void {
    this.#troubles = [...this.#troubles.slice(1 - KEPT), trouble];
    this.#look();
  }

  /** Sends a comment, so that whoever stands between does not take the stream for dead. */
  beat(): void {
    if (!this.#response.writableNeedDrain) this.#response.write(':\n\n');
  }

  end(): void {
    this.#response.end();
    this.#wake();
  }

  /** Runs until the browser is gone, or {@link end}. */
  async run(): Promise<void> {
    this.#response.once('close', () => this.#wake());
    await this.#begin();
    while (this.#open) {
      if (this.#stale) {
        this.#stale = false;
        await this.#sendNews();
        await this.#sendDeliveries().finally(() => this.#flush());
        await delay(REST_MS);
      } else {
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    }
  }

  get #open(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed;
  }

  #look(): void {
    this.#stale = true;
    this.#wake();
  }

  /** A journal that began anew does not know the browser's last entry: what the browser shows is of another one. */
  async #begin(): Promise<void> {
    const isKnown = this.#position <= newestEver(this.#journal.statistics());
    if (!isKnown) this.#position = START;
    // An id without an event: who is cut off before the first delivery comes back to this place.
    await this.#gather(`retry: 1000\nid: ${this.#position}\n\n`);
    if (!isKnown) await this.#event('reset', {});
    await this.#flush();
  }

  async #sendNews(): Promise<void> {
    const results = this.#results;
    this.#results = [];
    for (const result of results) await this.#event('test-result', result);
    const troubles = this.#troubles;
    this.#troubles = [];
    for (const trouble of troubles) await this.#event('trouble', trouble);
    const cleared = this.#cleared;
    this.#cleared = 0;
    if (cleared > 0) await this.#event('cleared', { entries: cleared });
    const imported = this.#imported;
    this.#imported = 0;
    if (imported > 0) await this.#event('imported', { entries: imported });
    const what = [...this.#changed];
    this.#changed.clear();
    if (what.length > 0) await this.#event('changed', { what });
  }

  async #sendDeliveries(): Promise<void> {
    let page: EntryPage;
    do {
      const newest = newestEver(this.#journal.statistics());
      page = await this.#journal.query({ ...after(this.#position), limit: PAGE });
      if (page.dropped > 0) await this.#event('dropped', { entries: page.dropped });
      await this.#untold(page.cleared);
      await this.#unreadable(page.damaged);
      const arrived = page.entries.filter(({ imported }) => imported === undefined);
      if (this.#bodies) await this.#sendWhole(arrived.map(({ id }) => id));
      else await this.#sendSummaries(arrived);
      const last = page.entries.at(-1)?.id;
      // What stood behind the last one that is held is not told of any more: whoever waits for it must know.
      await this.#moveTo(page.next === undefined ? later(last, newest) : last);
      this.#recent.forgetUpTo(this.#position);
    } while (page.next !== undefined && this.#open);
  }

  async #sendSummaries(summaries: readonly EntrySummary[]): Promise<void> {
    for (const summary of await this.#describe(summaries)) {
      await this.#event('delivery', summary, summary.id);
    }
  }

  async #sendWhole(ids: readonly string[]): Promise<void> {
    let told = 0;
    const damaged = new Set<string>();
    const onDamaged = (id: string): void => void damaged.add(id);
    for await (const entry of this.#recent.all(ids) ??
      loadReadable(this.#journal, ids, onDamaged)) {
      if (!this.#open) return;
      const place = ids.indexOf(entry.id, told);
      await this.#missed(ids.slice(told, place), damaged);
      await this.#event('delivery', wholeDelivery(entry), entry.id);
      told = place + 1;
    }
    await this.#missed(ids.slice(told), damaged);
  }

  /** Retention can be quicker than a slow reader, and so can somebody who clears; and a disk can lose what it had. */
  async #missed(ids: readonly string[], damaged: ReadonlySet<string>): Promise<void> {
    const last = ids.at(-1);
    if (last === undefined) return;
    const gone = ids.filter((id) => !damaged.has(id));
    await this.#unreadable(ids.length - gone.length);
    const cleared = gone.filter((id) => this.#isCleared(id)).length;
    await this.#untold(cleared);
    if (cleared < gone.length) await this.#event('dropped', { entries: gone.length - cleared });
    await this.#moveTo(last);
  }

  #isCleared(id: string): boolean {
    const sequence = parseEntryId(id) ?? 0;
    const { oldest = id } = this.#journal.statistics();
    if (id < oldest) return false;
    return (
      this.#journal.clearedBetween(formatEntryId(sequence - 1), formatEntryId(sequence + 1)) > 0
    );
  }

  /** So many were cleared before this stream told of them. Who counts must know; who shows deliveries never showed these. */
  async #untold(entries: number): Promise<void> {
    if (this.#bodies && entries > 0) await this.#event('cleared', { entries, untold: entries });
  }

  /** So many are there and cannot be read; likewise. */
  async #unreadable(entries: number): Promise<void> {
    if (this.#bodies && entries > 0) await this.#event('damaged', { entries });
  }

  /** Who is cut off behind what was imported comes back to this place. */
  async #moveTo(id = this.#position): Promise<void> {
    if (id === this.#position) return;
    this.#position = id;
    await this.#gather(`id: ${id}\n\n`);
  }

  async #event(name: string, data: object, id?: string): Promise<void> {
    const head = id === undefined ? '' : `id: ${id}\n`;
    await this.#gather(`${head}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    if (id !== undefined) this.#position = id;
  }

  async #gather(text: string): Promise<void> {
    this.#gathered += text;
    if (this.#gathered.length >= GATHERED) await this.#flush();
  }

  /** Resolves when there is room for more, or nobody is there any more. */
  async #flush(): Promise<void> {
    const text = this.#gathered;
    this.#gathered = '';
    if (text === '' || !this.#open || this.#response.write(text)) return;
    const gone = new AbortController();
    const leave = (): void => gone.abort();
    this.#response.once('close', leave);
    await once(this.#response, 'drain', { signal: gone.signal }).catch(() => undefined);
    this.#response.off('close', leave);
  }
}

function after(id: string): { readonly cursor?: string } {
  return id === START ? {} : { cursor: cursorAfter(id) };
}

/** Id of the newest entry that there ever was, also where nothing is held any more. */
function newestEver({ newest, dropped, cleared }: JournalStatistics): string {
  return newest ?? formatEntryId(dropped + cleared);
}

function later(id: string | undefined, other: string): string {
  return id !== undefined && id > other ? id : other;
}
