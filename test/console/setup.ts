/**
 * A console in a directory of its own, and receivers that answer as told.
 *
 * @module
 */
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IntegrationSettings } from '../../src/console/integration';
import type { Clock } from '../../src/sender/clock';
import { createIdentity, type Identity, type Peer, startHttps } from '../helpers/peers';

/** A directory that goes with the test. */
export async function consoleDirectory() {
  const parent = await mkdtemp(join(tmpdir(), 'wst-'));
  return {
    path: join(parent, 'console'),
    [Symbol.asyncDispose]: () => rm(parent, { recursive: true, force: true }),
  };
}

/** A receiver that keeps what came. */
export interface RecordingPeer extends Peer {
  readonly settings: IntegrationSettings;
  /** The body of each request, parsed. */
  readonly bodies: unknown[];
  /** The notification type of each notification, in order of arrival. */
  readonly types: string[];
  /** Resolves when so many requests have come. */
  arrived(count: number): Promise<void>;
}

let shared: Promise<Identity> | undefined;

/** The identity that all receivers of these tests have. */
export function identity(): Promise<Identity> {
  return (shared ??= createIdentity());
}

/** Starts one; `statuses` are its answers in turn, the last one from then on, or what decides on a body. */
export async function startRecording(
  statuses: readonly number[] | ((body: string) => number) = [200],
): Promise<RecordingPeer> {
  const { tls, ca } = await identity();
  const bodies: unknown[] = [];
  const types: string[] = [];
  const events = new EventEmitter();
  let requests = 0;
  const peer = await startHttps(tls, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = JSON.parse(text) as {
        details: { notification_type: string };
      }[];
      bodies.push(body);
      types.push(...body.map(({ details }) => details.notification_type));
      const status =
        typeof statuses === 'function'
          ? statuses(text)
          : (statuses[Math.min(requests, statuses.length - 1)] ?? 200);
      requests += 1;
      response.writeHead(status).end(`you sent ${String(request.headers['x-auth-token'])}`);
      events.emit('request');
    });
  });
  return {
    ...peer,
    bodies,
    types,
    settings: { name: 'Logstash', url: peer.url, ca },
    async arrived(count) {
      while (requests < count) await once(events, 'request');
    },
  };
}

/** Time that stands still until the test moves it. */
export class ManualClock implements Clock {
  #now = Date.parse('2026-01-01T00:30:00Z');
  readonly #sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  readonly #events = new EventEmitter();

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#sleepers.push({ until: this.#now + ms, wake: resolve });
      signal?.addEventListener('abort', () => resolve(), { once: true });
      this.#events.emit('sleep');
    });
  }

  /** Moves time on and wakes who is due. */
  advance(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter(({ until }) => until <= this.#now);
    for (const sleeper of due) {
      this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
      sleeper.wake();
    }
  }

  /** Resolves when somebody waits for this many milliseconds from now. */
  async sleeping(ms: number): Promise<void> {
    while (!this.#sleepers.some(({ until }) => until === this.#now + ms)) {
      await once(this.#events, 'sleep');
    }
  }
}
