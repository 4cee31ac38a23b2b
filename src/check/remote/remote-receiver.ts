/**
 * The receiver of a running `serve` as the receiver behind Logstash, by way of its console API.
 *
 * @module
 */
import type { CheckResult } from '../result';
import type { Arrivals } from '../arrivals';
import type { Faults } from '../scenario';
import { type ConsoleAddress, ConsoleApi } from './console-api';
import { type CheckState, PublishedCheck } from './published-check';
import { messageOf } from '../../errors';
import { field } from './guards';
import { openRemoteArrivals } from './remote-arrivals';
import { remoteFaults } from './remote-faults';

/** See the module. Disposing switches off the faults that the check switched on, and tells the console of its end. */
export interface RemoteReceiver extends AsyncDisposable {
  /** Where its console API is, as it may be shown. */
  readonly url: string;
  readonly arrivals: Arrivals;
  /** `undefined` when no receiver runs beside the API. */
  readonly faults: Faults | undefined;
  /** Tells the console how the check goes. */
  tell(state: CheckState, result: CheckResult, toCome: readonly string[]): void;
}

/**
 * Connects; what arrives from then on is told.
 *
 * `onTrouble` gets a sentence for what went wrong and is no failure of the check.
 *
 * @throws InvalidOptionError for what is no URL of an API.
 * @throws ArrivalsError when there is no API, it does not let the check in, or it is another program.
 */
export async function connectReceiver(
  address: ConsoleAddress,
  onTrouble: (sentence: string) => void,
): Promise<RemoteReceiver> {
  const api = new ConsoleApi(address);
  const arrivals = await openRemoteArrivals(api);
  const faults = await remoteFaults(api).catch(async (error: unknown) => {
    await arrivals.close();
    throw error;
  });
  for (const run of await runningChecks(api)) {
    onTrouble(
      `The check ${run} has not told that console of its end: if it still runs, each meets the faults of the other.`,
    );
  }
  const published = new PublishedCheck(api, onTrouble);
  return {
    ...{ url: api.url, arrivals, faults },
    tell: (...report) => published.tell(...report),
    async [Symbol.asyncDispose]() {
      await faults?.close().catch((error: unknown) => {
        const why = messageOf(error);
        onTrouble(`A fault of the check may still be on: switch it off in the console. ${why}`);
      });
      await published.close();
      await arrivals.close();
    },
  };
}

/** Ids of the checks that say they run. None where they cannot be had: that is no failure of this check. */
async function runningChecks(api: ConsoleApi): Promise<readonly string[]> {
  const answer = await api
    .call('api/checks')
    .then(async (answer) => JSON.parse(await api.textOf(answer)) as unknown)
    .catch(() => undefined);
  const checks = field(answer, 'checks');
  if (!Array.isArray(checks)) return [];
  const running = checks.filter((one: unknown) => field(one, 'state') === 'running');
  return running.map((one: unknown) => String(field(one, 'run')));
}
