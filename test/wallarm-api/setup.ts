/**
 * Wallarm's API over a console in a directory of its own, on a free port with a verified certificate.
 *
 * @module
 */
import { request } from 'node:https';

import type { RunningConsole } from '../../src/console/running-console';
import { startRunningConsole } from '../../src/console/start-console';
import { resolveWallarmApiOptions, type WallarmApiOptions } from '../../src/wallarm-api/options';
import { createWallarmApi } from '../../src/wallarm-api/server';
import { consoleDirectory, identity } from '../console/setup';
import { startHttps } from '../helpers/peers';

export const TOKEN = 'A'.repeat(63) + '/';
export const CLIENT = 4242;

/** An answer. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly json: () => unknown;
}

/** A console behind Wallarm's API. */
export interface TestWallarmApi extends AsyncDisposable {
  readonly port: number;
  readonly console: RunningConsole;
  readonly directory: string;
  /** Sends a request with a token; `body` as JSON unless it is a text. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
}

/** Starts it. Defects fail the test that closes it. */
export async function startWallarmApi(options: WallarmApiOptions = {}): Promise<TestWallarmApi> {
  const { tls, ca } = await identity();
  const directory = await consoleDirectory();
  const console = await startRunningConsole({ directory: directory.path });
  const defects: unknown[] = [];
  const peer = await startHttps(
    tls,
    createWallarmApi({
      wallarm: console.wallarm,
      options: resolveWallarmApiOptions(options),
      onDefect: (error) => defects.push(error),
    }),
  );
  return {
    ...{ port: peer.port, console, directory: directory.path },
    call: (method, path, body, headers = { 'X-WallarmAPI-Token': TOKEN }) =>
      call({ method, path, body, headers, port: peer.port, ca }),
    async [Symbol.asyncDispose]() {
      await peer[Symbol.asyncDispose]();
      await console.close();
      await directory[Symbol.asyncDispose]();
      expect(defects).toEqual([]);
    },
  };
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly port: number;
  readonly ca: string;
}

/** One request over a verified connection. */
export function call({ method, path, body, headers, port, ca }: Call): Promise<Reply> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const isJson = body !== undefined;
  return new Promise((resolve, reject) => {
    const sending = request(
      {
        ...{ host: 'localhost', servername: 'localhost', port, ca, method, path, agent: false },
        headers: {
          ...headers,
          ...(isJson
            ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
            : method === 'POST' && { 'content-length': 0 }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString();
          const { statusCode = 0 } = response;
          resolve({ status: statusCode, text: answer, json: () => JSON.parse(answer) as unknown });
        });
      },
    );
    sending.on('error', reject);
    sending.end(isJson ? text : undefined);
  });
}

/** The object of an answer about one integration. */
export function objectOf(reply: Reply): Record<string, unknown> & { readonly id: number } {
  const { body } = reply.json() as { body: { object: Record<string, unknown> & { id: number } } };
  return body.object;
}
