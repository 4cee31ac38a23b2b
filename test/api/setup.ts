/**
 * An API over a real socket, and what a test sends to it.
 *
 * @module
 */
import { once } from 'node:events';
import { type IncomingHttpHeaders, type IncomingMessage, request as httpRequest } from 'node:http';

import { type RunningApi, startApi } from '../../src/api/api';
import type { ApiDependencies } from '../../src/api/dependencies';
import type { ApiOptions } from '../../src/api/options';
import type { Console } from '../../src/console/console';
import { startConsole } from '../../src/console/start-console';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import type { Journal } from '../../src/journal/journal';
import { FaultBoard } from '../../src/receiver/faults/fault-board';
import type { FaultSwitch } from '../../src/receiver/faults/fault';
import { consoleDirectory } from '../console/setup';

/** An API with a journal in memory, a console in a directory of its own, and faults that nobody acts on. */
export interface TestApi extends AsyncDisposable {
  readonly api: RunningApi;
  readonly journal: Journal;
  readonly console: Console;
  readonly faults: FaultSwitch;
}

/** Nobody is there: it is only told of. */
const RECEIVER = { url: 'https://localhost:5044', ca: 'the PEM of its CA' };

export async function startTestApi(
  options: ApiOptions = {},
  over: Partial<ApiDependencies> = {},
): Promise<TestApi> {
  const directory = await consoleDirectory();
  const console = await startConsole({ directory: directory.path, paused: true });
  const { journal = memoryJournal() } = over;
  const faults = new FaultBoard(() => undefined);
  const parts = { console, faults, receiver: RECEIVER, ...over, journal };
  const api = await startApi(parts, { port: 0, ...options });
  return {
    api,
    journal,
    console,
    faults,
    async [Symbol.asyncDispose]() {
      await api.close();
      await console.close();
      await journal.close();
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text as JSON. */
  json(): unknown;
}

/** One request; text and bytes are sent as they are, anything else as JSON. */
export interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Sends a request on a connection of its own and reads the whole answer. */
export async function call({ port }: RunningApi, path: string, what: Call = {}): Promise<Reply> {
  const { method = 'GET', headers = {}, body } = what;
  const json = method === 'POST' || method === 'PATCH' ? JSON_TYPE : {};
  const request = httpRequest({
    ...{ host: '127.0.0.1', port, path, method, agent: false },
    headers: { ...json, ...headers },
  });
  const raw = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
  request.end(raw ? body : JSON.stringify(body));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    json: () => JSON.parse(text) as unknown,
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };
