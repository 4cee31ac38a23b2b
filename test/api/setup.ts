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
import type { ServeFacts } from '../../src/api/schemas/settings';
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

/** As a `serve` with its defaults tells of itself. */
const SETTINGS: ServeFacts = {
  ...{ version: '0.0.0', node: 'v22.0.0, linux 6.0 x64', startedAt: 1_700_000_000_000 },
  flags: [
    {
      ...{ flag: '--port', variable: 'WALLSTASH_PORT', value: '5044', from: 'default' },
      ...{ hidden: false, about: 'port of the endpoint' },
    },
  ],
  addresses: {
    receiver: { url: RECEIVER.url, host: '127.0.0.1' },
    console: { url: 'http://127.0.0.1:8044', host: '127.0.0.1' },
    wallarmApi: null,
  },
  retention: { durable: true, keep: 100_000, keepBytes: 1_000_000_000 },
  disk: { directory: '/data', free: 1_000_000_000, size: 2_000_000_000 },
  certificates: [
    {
      ...{ role: 'ca', subject: 'CN=Wallstash CA', issuer: 'CN=Wallstash CA', names: [] },
      ...{ validFrom: '2026-01-01T00:00:00.000Z', validTo: '2036-01-01T00:00:00.000Z' },
      ...{ daysLeft: 3_000, fingerprint: 'AA:BB', key: 'EC P-256', file: '/certs/ca.crt' },
    },
  ],
  check: { command: null, token: false, caFile: '/certs/ca.crt' },
};

/** What a `serve` tells of itself. */
export const testSettings = (): Promise<ServeFacts> => Promise.resolve(SETTINGS);

export async function startTestApi(
  options: ApiOptions = {},
  over: Partial<ApiDependencies> = {},
): Promise<TestApi> {
  const directory = await consoleDirectory();
  const console = await startConsole({ directory: directory.path, paused: true });
  const { journal = memoryJournal() } = over;
  const faults = new FaultBoard(() => undefined);
  const told = { receiver: RECEIVER, settings: testSettings, version: '0.0.0' };
  const parts = { console, faults, ...told, ...over, journal };
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
