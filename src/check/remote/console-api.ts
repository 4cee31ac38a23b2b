/**
 * The console API of a running `serve`, as the check calls it: with the token, and with each way in which it can fail
 * told in words. Neither a message nor an error holds the token.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { InvalidOptionError } from '../../errors';
import { ArrivalsError } from '../errors';
import { field } from './guards';

/** Where a console API is, and how to get in. */
export interface ConsoleAddress {
  /** `http://127.0.0.1:8044`. */
  readonly url: string;
  /** What `serve` was given as `--console-token`. @default none */
  readonly token?: string | undefined;
  /** Milliseconds for which an API that was there may be away. @default 20000 */
  readonly patience?: number | undefined;
}

/** One request. */
export interface ApiCall {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses beside those of success with which the answer is returned. @default none */
  readonly also?: readonly number[];
  /** Ends the request. @default after ten seconds */
  readonly signal?: AbortSignal;
}

const ANSWER_MS = 10_000;
const PAUSE_MS = 250;
/** Characters of the longest answer: a delivery with its body is the largest. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

/** See the module. */
export class ConsoleApi {
  /** As it may be shown. */
  readonly url: string;
  /** Milliseconds. */
  readonly patience: number;
  readonly #base: URL;
  readonly #token: string | undefined;

  /** @throws InvalidOptionError for what is no URL of an API */
  constructor({ url, token, patience = 20_000 }: ConsoleAddress) {
    this.#base = baseOf(url);
    this.url = this.#base.href.replace(/\/$/, '');
    this.#token = token;
    this.patience = patience;
  }

  /** Asks once. @throws ArrivalsError unless the answer is a success */
  async call(path: string, given: ApiCall = {}): Promise<Response> {
    const { method = 'GET', body, headers = {}, also = [] } = given;
    const init: RequestInit = {
      method,
      redirect: 'manual',
      signal: given.signal ?? AbortSignal.timeout(ANSWER_MS),
      headers: {
        ...headers,
        ...(method === 'POST' && { 'content-type': 'application/json' }),
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    const response = await this.#reach(fetch(new URL(path, this.#base), init));
    if (response.ok || also.includes(response.status)) return response;
    throw await this.#refusal(response);
  }

  /** Asks, and asks again as long as the API is away, and gives the answer as JSON. @throws ArrivalsError */
  async ask(path: string, given: ApiCall = {}): Promise<unknown> {
    const deadline = Date.now() + this.patience;
    for (;;) {
      try {
        const response = await this.call(path, given);
        const text = await this.textOf(response);
        return text === '' ? undefined : this.#parse(text);
      } catch (error) {
        if (!isAway(error) || Date.now() >= deadline) throw error;
        await sleep(PAUSE_MS);
      }
    }
  }

  /** The body of an answer. @throws ArrivalsError, also for one without end */
  async textOf({ body }: Response): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of this.#chunksOf(body)) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length > LONGEST_ANSWER) {
        throw this.foreign(`its answer has over ${LONGEST_ANSWER} characters`);
      }
    }
    return text;
  }

  /** The error of an answer that no console API would give. */
  foreign(what: string): ArrivalsError {
    const sentence = `it is no console API of this version of Wallstash (${what}). Give the URL at which "wallstash serve" has its console.`;
    return new ArrivalsError('WST_ARRIVALS_FOREIGN', this.url, sentence);
  }

  async *#chunksOf(
    body: ReadableStream<Uint8Array> | null,
  ): AsyncGenerator<Uint8Array, void, void> {
    if (body === null) return;
    const reader = body.getReader();
    try {
      for (;;) {
        const { done, value } = await this.#reach(reader.read());
        if (done) return;
        yield value;
      }
    } finally {
      // The rest of it is wanted by nobody.
      void reader.cancel().catch(() => undefined);
    }
  }

  async #reach<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (cause) {
      const sentence = `${reasonOf(cause)}. Start "wallstash serve" there, or mend the URL: it is the one of the console (port 8044 by default), not of the receiver.`;
      throw new ArrivalsError('WST_ARRIVALS_UNREACHABLE', this.url, sentence, { cause });
    }
  }

  async #refusal(response: Response): Promise<ArrivalsError> {
    const { status } = response;
    const text = await this.textOf(response).catch(() => '');
    const type = response.headers.get('content-type') ?? '';
    const problem = type.startsWith('application/problem+json') ? this.#parse(text) : undefined;
    const detail = field(problem, 'detail');
    const isOurs = String(field(problem, 'type')).startsWith('docs/errors.md#');
    if (!isOurs || typeof detail !== 'string' || status === 404) {
      return this.foreign(`it answers ${status}`);
    }
    if (status === 503) {
      return new ArrivalsError('WST_ARRIVALS_UNREACHABLE', this.url, `it answers 503: ${detail}`);
    }
    const remedy = status === 401 ? ' Pass it as WALLSTASH_CONSOLE_TOKEN.' : '';
    const sentence = `it answers ${status}: ${detail}${remedy}`;
    return new ArrivalsError('WST_ARRIVALS_REFUSED', this.url, sentence);
  }

  #parse(text: string): unknown {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw this.foreign('its answer is no JSON');
    }
  }
}

/** The API did not answer, and may do so later. */
export function isAway(error: unknown): boolean {
  return error instanceof ArrivalsError && error.code === 'WST_ARRIVALS_UNREACHABLE';
}

function baseOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === undefined || !isHttp || `${url.username}${url.password}${url.search}` !== '') {
    const expected = 'a URL such as http://127.0.0.1:8044, without user, password and query';
    throw new InvalidOptionError('--arrives-at', '(value not shown)', expected);
  }
  return new URL(`${url.pathname.replace(/\/$/, '')}/`, url);
}

/** `fetch` hides why behind one or two errors. */
function reasonOf(error: unknown): string {
  if (field(error, 'name') === 'TimeoutError') return 'it does not answer';
  const code = field(field(error, 'cause'), 'code') ?? field(error, 'code');
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host name is not known';
  return typeof code === 'string' ? `the connection failed (${code})` : 'the connection failed';
}
