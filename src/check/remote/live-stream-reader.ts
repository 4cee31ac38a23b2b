/**
 * One connection to the live stream of a console API, from its beginning to its break.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';

import type { ConsoleApi } from './console-api';
import { LineTooLongError, readEvents, type StreamEvent } from './event-stream';

/** The API sends a sign of life every 15 seconds. */
const SILENCE_MS = 60_000;
/** One that has not begun by then does not answer. */
const OPENING_MS = 10_000;

/** See the module. */
export class LiveStreamReader {
  /** Id of the entry behind which it begins; zeros before the first. */
  readonly position: string;
  readonly #events: AsyncGenerator<readonly StreamEvent[], void, void>;
  readonly #end: AbortController;
  /** What came with the beginning. */
  readonly #first: readonly StreamEvent[];

  private constructor(
    { position, first }: { readonly position: string; readonly first: readonly StreamEvent[] },
    events: AsyncGenerator<readonly StreamEvent[], void, void>,
    end: AbortController,
  ) {
    this.position = position;
    this.#first = first;
    this.#events = events;
    this.#end = end;
  }

  /** Opens it behind an entry, by default the newest; resolves when the API has begun to send. @throws ArrivalsError */
  static async open(api: ConsoleApi, after?: string): Promise<LiveStreamReader> {
    const end = new AbortController();
    const silence = setTimeout(() => end.abort(), SILENCE_MS);
    // However it ends: nobody need read on until the stream itself sees to it.
    end.signal.addEventListener('abort', () => clearTimeout(silence));
    const opening = setTimeout(() => end.abort(noAnswer()), OPENING_MS);
    const path = `api/stream?bodies=true${after === undefined ? '' : `&after=${after}`}`;
    try {
      const { contentType, body } = await api.call(path, { signal: end.signal });
      if (!contentType.startsWith('text/event-stream')) {
        throw api.foreign(`in place of a stream it answers ${contentType || 'nothing'}`);
      }
      const events = bounded(readEvents(heard(body, silence)), api);
      const { value, done } = await events.next();
      const [beginning, ...first] = done === true ? [] : value;
      const position = beginning?.id;
      if (position === undefined || !/^\d{10}$/.test(position)) {
        throw api.foreign('its stream does not say where it begins');
      }
      return new LiveStreamReader({ position, first }, events, end);
    } catch (error) {
      end.abort();
      throw error;
    } finally {
      clearTimeout(opening);
    }
  }

  /** The events up to the break, which is no error, those together that came together; can be read once. */
  async *events(): AsyncGenerator<readonly StreamEvent[], void, void> {
    try {
      yield this.#first;
      yield* this.#events;
    } finally {
      this.close();
    }
  }

  close(): void {
    this.#end.abort();
  }
}

/** As `fetch` gives it when time is up. */
function noAnswer(): DOMException {
  return new DOMException('The stream did not begin in time.', 'TimeoutError');
}

/** What no console API sends ends in the error that says so. */
async function* bounded(
  events: AsyncGenerator<readonly StreamEvent[], void, void>,
  api: ConsoleApi,
): AsyncGenerator<readonly StreamEvent[], void, void> {
  try {
    yield* events;
  } catch (error) {
    throw error instanceof LineTooLongError
      ? api.foreign(`its stream has ${error.message}`)
      : error;
  }
}

/** The bytes; each is a sign of life, and the end of the connection is the end of them. */
async function* heard(
  bytes: IncomingMessage,
  silence: NodeJS.Timeout,
): AsyncGenerator<Uint8Array, void, void> {
  const chunks = bytes[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  try {
    for (;;) {
      // A connection that breaks rejects; so does one that was ended here.
      const { done, value } = await chunks.next().catch(() => NOTHING_MORE);
      if (done === true) return;
      silence.refresh();
      yield value;
    }
  } finally {
    clearTimeout(silence);
  }
}

const NOTHING_MORE = { done: true, value: undefined } as const;
