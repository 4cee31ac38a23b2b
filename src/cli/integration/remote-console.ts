/**
 * The console of a `serve` that runs, over its HTTP API: what it says of an error is said as if it had happened here.
 *
 * @module
 */
import { setTimeout as pause } from 'node:timers/promises';

import type { Console } from '../../console/console';
import type { AttemptRecord, ConsoleDelivery } from '../../console/delivery';
import type { IntegrationView } from '../../console/describe-integration';
import type { TestRun } from '../../console/test-run';
import { ERROR_CODES, InvalidOptionError, WallstashError } from '../../errors';
import { EXIT, ExitError } from '../command';
import type {
  CommandConsole,
  CommandConsoleDependencies,
  CommandTestOptions,
} from './command-console';
import { renderAttempt } from './integration-output';

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

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Milliseconds between two looks at a delivery that has had no attempt. */
const LOOK_AGAIN = 50;
const INTEGRATIONS = '/api/integrations';

/** See the module. Disposing of it leaves the other process as it is. */
export class RemoteConsole implements CommandConsole {
  readonly retriedBy = 'the "wallstash serve" that runs';
  readonly #address: RemoteAddress;
  readonly #dependencies: CommandConsoleDependencies;

  constructor(address: RemoteAddress, dependencies: CommandConsoleDependencies) {
    this.#address = address;
    this.#dependencies = dependencies;
  }

  create: Console['create'] = (settings) =>
    this.#call<IntegrationView>('POST', INTEGRATIONS, settings);
  update: Console['update'] = (reference, changes) =>
    this.#call<IntegrationView>('PATCH', pathOf(reference), changes);
  enable: Console['enable'] = (reference) =>
    this.#call<IntegrationView>('POST', `${pathOf(reference)}/enable`);
  disable: Console['disable'] = (reference) =>
    this.#call<IntegrationView>('POST', `${pathOf(reference)}/disable`);
  delete: Console['delete'] = (reference) => this.#call<undefined>('DELETE', pathOf(reference));

  get(reference: string): Promise<IntegrationView> {
    return this.#call('GET', pathOf(reference));
  }

  /** The results come together, at the end. */
  async test(reference: string, { onResult }: CommandTestOptions): Promise<TestRun> {
    const run = await this.#call<TestRun>('POST', `${pathOf(reference)}/test`);
    for (const result of run.results) onResult?.(result);
    return run;
  }

  async raise(
    notifications: readonly object[],
    to: readonly string[] | undefined,
  ): Promise<readonly ConsoleDelivery[]> {
    const raised = await this.#call<Pick<Attempts, 'deliveries'>>('POST', '/api/events', {
      notifications,
      to,
    });
    return raised.deliveries;
  }

  /** The other process delivers. */
  settled(): Promise<void> {
    return Promise.resolve();
  }

  async tried(raised: readonly ConsoleDelivery[]): Promise<readonly ConsoleDelivery[]> {
    const { onAttempt, colour, signal } = this.#dependencies;
    const result: ConsoleDelivery[] = [];
    for (const delivery of raised) {
      const { attempts, deliveries } = signal.aborted
        ? UNKNOWN
        : await this.#firstAttempts(delivery.id);
      for (const attempt of attempts.toReversed()) onAttempt(renderAttempt(attempt, colour));
      result.push(deliveries[0] ?? delivery);
    }
    return result;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  async #firstAttempts(deliveryId: string): Promise<Attempts> {
    const { signal } = this.#dependencies;
    const query = new URLSearchParams({ deliveryId });
    for (;;) {
      const found = await this.#call<Attempts>('GET', `/api/attempts?${query.toString()}`);
      // One that is gone has lost its integration; one that is held will have no attempt for now.
      const waits = found.deliveries[0]?.state === 'pending' && found.attempts.length === 0;
      if (!waits) return found;
      await pause(LOOK_AGAIN, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return found;
    }
  }

  async #call<T>(method: Method, path: string, body?: object): Promise<T> {
    const { url, token } = this.#address;
    const { signal } = this.#dependencies;
    try {
      const answer = await fetch(`${url}${path}`, {
        method,
        redirect: 'error',
        headers: {
          ...((method === 'POST' || method === 'PATCH') && { 'content-type': 'application/json' }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
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

/** The answer of `/api/attempts`, the newest attempt first. */
interface Attempts {
  readonly attempts: readonly AttemptRecord[];
  readonly deliveries: readonly ConsoleDelivery[];
}

const UNKNOWN: Attempts = { attempts: [], deliveries: [] };

/** The error of the console as it would be here, so that the flag that was typed can be named. */
function refusedOption(detail: string): WallstashError {
  const [, quoted = '', name = '', expected = ''] =
    /^Cannot use (".*?"|\S+) for (\w+): expected (.*)\.$/s.exec(detail) ?? [];
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

function pathOf(reference: string): string {
  return `${INTEGRATIONS}/${encodeURIComponent(reference)}`;
}

/** What `fetch` hides in the cause of its error. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { readonly cause?: unknown };
  return cause instanceof Error ? cause.message : String(cause);
}
