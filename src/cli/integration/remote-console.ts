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
import { RemoteApi, type RemoteAddress } from '../remote-api';
import type {
  CommandConsole,
  CommandConsoleDependencies,
  CommandTestOptions,
} from './command-console';
import { renderAttempt } from './integration-output';

/** Milliseconds between two looks at a delivery that has had no attempt. */
const LOOK_AGAIN = 50;
const INTEGRATIONS = '/api/integrations';

/** See the module. Disposing of it leaves the other process as it is. */
export class RemoteConsole implements CommandConsole {
  readonly retriedBy = 'the "wallstash serve" that runs';
  readonly #api: RemoteApi;
  readonly #dependencies: CommandConsoleDependencies;

  constructor(address: RemoteAddress, dependencies: CommandConsoleDependencies) {
    this.#api = new RemoteApi(address, dependencies.signal);
    this.#dependencies = dependencies;
  }

  create: Console['create'] = (settings) =>
    this.#api.call<IntegrationView>('POST', INTEGRATIONS, settings);
  update: Console['update'] = (reference, changes) =>
    this.#api.call<IntegrationView>('PATCH', pathOf(reference), changes);
  enable: Console['enable'] = (reference) =>
    this.#api.call<IntegrationView>('POST', `${pathOf(reference)}/enable`);
  disable: Console['disable'] = (reference) =>
    this.#api.call<IntegrationView>('POST', `${pathOf(reference)}/disable`);
  delete: Console['delete'] = (reference) => this.#api.call<undefined>('DELETE', pathOf(reference));

  get(reference: string): Promise<IntegrationView> {
    return this.#api.call('GET', pathOf(reference));
  }

  /** The results come together, at the end. */
  async test(reference: string, { onResult }: CommandTestOptions): Promise<TestRun> {
    const run = await this.#api.call<TestRun>('POST', `${pathOf(reference)}/test`);
    for (const result of run.results) onResult?.(result);
    return run;
  }

  async raise(
    notifications: readonly object[],
    to: readonly string[] | undefined,
  ): Promise<readonly ConsoleDelivery[]> {
    const raised = await this.#api.call<Pick<Attempts, 'deliveries'>>('POST', '/api/events', {
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
      const found = await this.#api.call<Attempts>('GET', `/api/attempts?${query.toString()}`);
      // One that is gone has lost its integration; one that is held will have no attempt for now.
      const waits = found.deliveries[0]?.state === 'pending' && found.attempts.length === 0;
      if (!waits) return found;
      await pause(LOOK_AGAIN, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return found;
    }
  }
}

/** The answer of `/api/attempts`, the newest attempt first. */
interface Attempts {
  readonly attempts: readonly AttemptRecord[];
  readonly deliveries: readonly ConsoleDelivery[];
}

const UNKNOWN: Attempts = { attempts: [], deliveries: [] };

function pathOf(reference: string): string {
  return `${INTEGRATIONS}/${encodeURIComponent(reference)}`;
}
