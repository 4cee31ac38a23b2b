/**
 * The console API of a running `serve`, as the check calls it: with the token, and with each way in which it can fail
 * told in words. Neither a message nor an error holds the token.
 *
 * @module
 */
import { type IncomingMessage, request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
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

/** An answer, as it begins. */
export interface ApiAnswer {
  readonly status: number;
  readonly isSuccess: boolean;
  /** As its header says; empty when that says nothing. */
  readonly contentType: string;
  /** To be read, or destroyed. */
  readonly body: IncomingMessage;
  /** Ends it. */
  readonly signal: AbortSignal;
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
  async call(path: string, given: ApiCall = {}): Promise<ApiAnswer> {
    const { method = 'GET', also = [], signal = AbortSignal.timeout(ANSWER_MS) } = given;
    const headers = {
      ...given.headers,
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
    };
    const content = given.body === undefined ? undefined : JSON.stringify(given.body);
    const url = new URL(path, this.#base);
    const body = await this.#reach(begin(url, { method, headers, signal }, content), signal);
    const status = body.statusCode ?? 0;
    const isSuccess = status >= 200 && status < 300;
    const contentType = body.headers['content-type'] ?? '';
    const answer = { status, isSuccess, contentType, body, signal };
    if (isSuccess || also.includes(status)) return answer;
    throw await this.#refusal(answer);
  }

  /** Asks, and asks again as long as the API is away, and gives the answer as JSON. @throws ArrivalsError */
  async ask(path: string, given: ApiCall = {}): Promise<unknown> {
    const deadline = Date.now() + this.patience;
    for (;;) {
      try {
        const text = await this.textOf(await this.call(path, given));
        return text === '' ? undefined : this.#parse(text);
      } catch (error) {
        if (!isAway(error) || Date.now() >= deadline) throw error;
        await sleep(PAUSE_MS);
      }
    }
  }

  /** The body of an answer. @throws ArrivalsError, also for one without end */
  async textOf({ body, signal }: ApiAnswer): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    const bytes = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
    for (;;) {
      const { done, value } = await this.#reach(bytes.next(), signal);
      if (done === true) return text;
      text += decoder.decode(value, { stream: true });
      if (text.length > LONGEST_ANSWER) {
        body.destroy();
        throw this.foreign(`its answer has over ${LONGEST_ANSWER} characters`);
      }
    }
  }

  /** The error of an answer that no console API would give. */
  foreign(what: string): ArrivalsError {
    const sentence = `it is no console API of this version of Wallstash (${what}). Give the URL at which "wallstash serve" has its console.`;
    return new ArrivalsError('WST_ARRIVALS_FOREIGN', this.url, sentence);
  }

  async #reach<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
    try {
      return await answer;
    } catch (cause) {
      const sentence = `${reasonOf(cause, signal)}. Start "wallstash serve" there, or mend the URL: it is the one of the console (port 8044 by default), not of the receiver.`;
      throw new ArrivalsError('WST_ARRIVALS_UNREACHABLE', this.url, sentence, { cause });
    }
  }

  async #refusal(answer: ApiAnswer): Promise<ArrivalsError> {
    const { status, contentType } = answer;
    const text = await this.textOf(answer).catch(() => '');
    const isProblem = contentType.startsWith('application/problem+json');
    const problem = isProblem ? this.#parse(text) : undefined;
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

/** Each request has a connection of its own: a kept one may end at the moment at which it is used again. */
function begin(
  url: URL,
  options: Pick<RequestOptions, 'method' | 'headers' | 'signal'>,
  body: string | undefined,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    request(url, { ...options, agent: false }, resolve)
      .on('error', reject)
      .end(body);
  });
}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (field(signal.reason, 'name') === 'TimeoutError') return 'it does not answer';
  const code = field(error, 'code');
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host name is not known';
  return typeof code === 'string' ? `the connection failed (${code})` : 'the connection failed';
}
