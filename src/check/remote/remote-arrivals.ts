/**
 * What arrives at a running `serve`, read from the live stream of its console API.
 *
 * The stream brings each delivery with its body, one at a time and only as fast as they are taken, so memory does not
 * grow with their number. After a break it is resumed behind the last delivery that was had. Whatever could make a
 * count wrong (retention was quicker, a record is damaged, or the journal is another one) ends it with an error, and so does an API that
 * stays away.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { type Arrival, type Arrivals, arrivalOfTrouble } from '../arrivals';
import { ArrivalsError } from '../errors';
import { parseJson } from '../parse-json';
import { type ConsoleApi, isAway } from './console-api';
import type { StreamEvent } from './event-stream';
import { asDelivery, field } from './guards';
import { LiveStreamReader } from './live-stream-reader';

const PAUSE_MS = 250;
/** A stream that lasted so long was a good one, even if it said nothing. */
const LASTING_MS = 1_000;

/** Begins to read; what arrives from now on is told. @throws ArrivalsError when that cannot be done */
export async function openRemoteArrivals(api: ConsoleApi): Promise<RemoteArrivals> {
  const stream = await LiveStreamReader.open(api);
  return new RemoteArrivals(api, stream);
}

/** See the module. */
export class RemoteArrivals implements Arrivals {
  readonly #api: ConsoleApi;
  readonly #listeners = new Set<(arrival: Arrival) => void>();
  readonly #broken = new AbortController();
  readonly #closed = new AbortController();
  readonly #following: Promise<void>;
  /** Id of the last delivery that was had. */
  #position: string;
  /** When that was received: another journal may have another delivery under its id. */
  #positionAt: number | undefined;
  /** Those who wait for anything to come. */
  readonly #waiting = new Set<() => void>();

  constructor(api: ConsoleApi, stream: LiveStreamReader) {
    this.#api = api;
    this.#position = stream.position;
    this.#following = this.#follow(stream).catch((error: unknown) => {
      this.#broken.abort(error);
      this.#wakeAll();
    });
  }

  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  subscribe(listener: (arrival: Arrival) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws ArrivalsError when the API stays away */
  async caughtUp(): Promise<void> {
    const state = await this.#api.ask('readyz', { also: [503] });
    const newest = field(field(state, 'journal'), 'newest');
    if (newest === undefined) return;
    // Of another form it could be one that never comes.
    if (typeof newest !== 'string' || !/^\d{10}$/.test(newest)) {
      throw this.#api.foreign('its journal has no entry like the newest that it names');
    }
    while (this.#position < newest && !this.#broken.signal.aborted) {
      if (await this.#goesOn()) continue;
      throw this.#lost(`its stream stands still at ${this.#position}, and ${newest} has arrived.`);
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#following;
  }

  /** Resolves to whether anything came, or ended the stream for good, within twice the time that it may stay away. */
  #goesOn(): Promise<boolean> {
    return new Promise((resolve) => {
      const goOn = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(goOn);
        resolve(false);
      }, 2 * this.#api.patience);
      this.#waiting.add(goOn);
    });
  }

  #wakeAll(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const goOn of waiting) goOn();
  }

  async #follow(first: LiveStreamReader): Promise<void> {
    let stream = first;
    let deadline = Date.now() + this.#api.patience;
    let silent = 0;
    for (;;) {
      const openedAt = Date.now();
      const hasTold = await this.#readAll(stream);
      if (this.#closed.signal.aborted) return;
      if (hasTold || Date.now() - openedAt > LASTING_MS) {
        deadline = Date.now() + this.#api.patience;
        silent = 0;
      } else if ((silent += 1) > 1 && Date.now() >= deadline) {
        throw this.#lost(
          `its stream breaks off each time behind ${this.#position}. See its output.`,
        );
      }
      const next = await this.#reopen(deadline);
      if (next === undefined) return;
      stream = next;
    }
  }

  /** Resolves when the stream broke or was closed, to whether it said anything. */
  async #readAll(stream: LiveStreamReader): Promise<boolean> {
    const end = (): void => stream.close();
    this.#closed.signal.addEventListener('abort', end, { once: true });
    if (this.#closed.signal.aborted) end();
    let hasTold = false;
    for await (const events of stream.events()) {
      for (const event of events) this.#take(event);
      hasTold ||= events.length > 0;
    }
    this.#closed.signal.removeEventListener('abort', end);
    return hasTold;
  }

  #take({ event, data, id }: StreamEvent): void {
    if (event === 'dropped') {
      const count = String(field(parseJson(data), 'entries'));
      throw this.#lost(
        `its journal dropped ${count} deliveries before they could be read. Keep more (--keep, --keep-bytes of serve), or send less at a time (--rate, --burst).`,
      );
    }
    const untold = event === 'cleared' ? field(parseJson(data), 'untold') : undefined;
    if (typeof untold === 'number') {
      throw this.#lost(
        `${untold} deliveries were cleared before they could be read. Clear nothing during a check, and run it again.`,
      );
    }
    if (event === 'damaged') {
      const count = String(field(parseJson(data), 'entries'));
      throw this.#lost(
        `the records of ${count} deliveries in its journal are damaged. Look what "wallstash journal verify" says of it, and at its disk.`,
      );
    }
    if (event === 'trouble') this.#takeTrouble(parseJson(data));
    if (event === 'reset') throw this.#anotherJournal();
    // Behind what was imported there stands only an id.
    if (event === undefined && id !== undefined) this.#moveTo(id);
    if (event !== 'delivery') return;
    const delivery = asDelivery(parseJson(data));
    if (delivery === undefined || delivery.id !== id) {
      throw this.#api.foreign('its stream does not bring whole deliveries');
    }
    for (const listener of this.#listeners) listener(delivery);
    this.#moveTo(delivery.id, delivery.receivedAt);
  }

  #takeTrouble(trouble: unknown): void {
    const [message, entry] = [field(trouble, 'message'), field(trouble, 'entry')];
    if (typeof message !== 'string' || entry !== undefined) return;
    const arrival = arrivalOfTrouble({ message });
    for (const listener of this.#listeners) listener(arrival);
  }

  #moveTo(id: string, receivedAt?: number): void {
    this.#position = id;
    this.#positionAt = receivedAt;
    this.#wakeAll();
  }

  /** Tries until the deadline; `undefined` when closed. */
  async #reopen(deadline: number): Promise<LiveStreamReader | undefined> {
    const { signal } = this.#closed;
    for (;;) {
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return undefined;
      try {
        await this.#requireSameJournal();
        return await LiveStreamReader.open(this.#api, this.#position);
      } catch (error) {
        if (!isAway(error) || Date.now() >= deadline) throw error;
      }
    }
  }

  /** A journal that began anew and has grown past our place would tell of nothing. */
  async #requireSameJournal(): Promise<void> {
    if (this.#positionAt === undefined) return;
    const path = `api/deliveries/${this.#position}`;
    const entry = asDelivery(await this.#api.ask(path, { also: [404] }));
    // Not there: retention dropped it, or the journal is shorter, which the stream itself tells.
    if (entry !== undefined && entry.receivedAt !== this.#positionAt) throw this.#anotherJournal();
  }

  #anotherJournal(): ArrivalsError {
    return this.#lost(
      'its journal began anew during the check. Let serve keep its journal on disk, and run the check again.',
    );
  }

  #lost(sentence: string): ArrivalsError {
    return new ArrivalsError('WST_ARRIVALS_LOST', this.#api.url, sentence);
  }
}
