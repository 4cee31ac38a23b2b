/**
 * The HTTP API of a `serve` that runs, as the commands use it: what it says of an error is said as if it had happened here.
 *
 * @module
 */
import { ERROR_CODES, InvalidOptionError, messageOf, WallstashError } from '../errors';
import { EXIT, ExitError } from './command';

/** Where a console is offered. */
export interface RemoteAddress {
  /** URL of its API. */
  readonly url: string;
  /** Who runs it, in its own words. */
  readonly owner: string;
  /** What it wants callers to bear. @default none */
  readonly token: string | undefined;
}

/** The console of another process does not answer as one does. */
export class ConsoleUnreachableError extends WallstashError {
  override readonly name = 'ConsoleUnreachableError';
  readonly url: string;

  constructor({ owner, url }: RemoteAddress, why: string, options?: ErrorOptions) {
    const message = `Cannot use the console at ${url}, which ${owner} runs: ${why}. It may be about to end: try again.`;
    super('WST_CONSOLE_UNREACHABLE', message, options);
    this.url = url;
  }
}

/** What is sent, with its media type. */
interface Sent extends Pick<RequestInit, 'method' | 'body' | 'duplex'> {
  readonly type: string | undefined;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** See the module. */
export class RemoteApi {
  readonly #address: RemoteAddress;
  readonly #signal: AbortSignal;

  constructor(address: RemoteAddress, signal: AbortSignal) {
    this.#address = address;
    this.#signal = signal;
  }

  /** Sends a request and gives what was answered. @throws the error that it tells of, ConsoleUnreachableError */
  call<T>(method: Method, path: string, body?: object): Promise<T> {
    const type = method === 'POST' || method === 'PATCH' ? 'application/json' : undefined;
    return this.#send(path, {
      ...{ method, type },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  /** Sends bytes of this media type as they come, else the same. */
  upload<T>(path: string, type: string, body: AsyncIterable<Uint8Array>): Promise<T> {
    return this.#send(path, { method: 'POST', type, body, duplex: 'half' });
  }

  async #send<T>(path: string, { type, ...request }: Sent): Promise<T> {
    const { url, token } = this.#address;
    const signal = this.#signal;
    try {
      const answer = await fetch(`${url}${path}`, {
        ...request,
        redirect: 'error',
        headers: {
          ...(type !== undefined && { 'content-type': type }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        signal,
      });
      const text = await answer.text();
      if (!answer.ok) throw this.#refusal(answer.status, text);
      return (text === '' ? undefined : JSON.parse(text)) as T;
    } catch (error) {
      if (error instanceof WallstashError) throw error;
      if (signal.aborted) throw new ExitError(EXIT.failed);
      throw new ConsoleUnreachableError(this.#address, reasonOf(error), { cause: error });
    }
  }

  /** The error that the problem details tell of. */
  #refusal(status: number, text: string): WallstashError {
    const { owner, token } = this.#address;
    const { type = '', detail = '', errors = [] } = problemIn(text);
    const name = type.slice(type.indexOf('#') + 1).toUpperCase();
    const code = ERROR_CODES.find((known) => known === name);
    if (code === undefined)
      return new ConsoleUnreachableError(this.#address, `it answered ${status}`);
    if (code === 'WST_OPTION' && errors.length === 0) return refusedOption(detail);
    if (code !== 'WST_TOKEN') return new WallstashError(code, [detail, ...errors].join('\n  '));
    const what = token === undefined ? 'it wants a token' : 'its token is another';
    const remedy = 'Put the one that it was started with into WALLSTASH_CONSOLE_TOKEN.';
    return new WallstashError(
      code,
      `Cannot use the console that ${owner} runs: ${what}. ${remedy}`,
    );
  }
}

/** The error of the console as it would be here, so that the flag that was typed can be named. */
function refusedOption(detail: string): WallstashError {
  const [, quoted = '', name = '', expected = ''] =
    /^Cannot use (".*?"|\S+) for (\w+): expected (.*)\.$/s.exec(detail) ?? [];
  if (quoted === 'nothing') return new InvalidOptionError(name, undefined, expected);
  const value = parsedText(quoted);
  if (typeof value !== 'string') return new WallstashError('WST_OPTION', detail);
  return new InvalidOptionError(name, value, expected);
}

function parsedText(quoted: string): unknown {
  try {
    return JSON.parse(quoted) as unknown;
  } catch {
    return undefined;
  }
}

/** The part of problem details (RFC 9457) that is told. */
interface Problem {
  readonly type: string;
  readonly detail: string;
  readonly errors: readonly string[];
}

/** Nothing of it when somebody else answered. */
function problemIn(text: string): Partial<Problem> {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return {};
  }
}

/** What `fetch` hides in the cause of its error. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { readonly cause?: unknown };
  return messageOf(cause);
}
