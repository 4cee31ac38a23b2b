/** A receiver whose console API a check reads, with Logstash's stand-in before it. */
import { startApi, type RunningApi } from '../../src/api/api';
import type { CheckOptions } from '../../src/check/options';
import { connectReceiver, type RemoteReceiver } from '../../src/check/remote/remote-receiver';
import type { CheckResult } from '../../src/check/result';
import { runCheck } from '../../src/check/run-check';
import type { Journal } from '../../src/journal/journal';
import { type Pipeline, type RunningLogstash, startLogstash } from '../helpers/logstash/logstash';
import type { ReceiverOptions } from '../../src/receiver/options';
import type { RunningReceiver } from '../../src/receiver/receiver';
import type { TestReceiver } from '../helpers/receiver';
import { checkReceiver, QUICK } from './setup';

/** An API that can go away and come back at its place. */
export interface MovingApi extends AsyncDisposable {
  readonly url: string;
  readonly running: () => RunningApi;
  stop(): Promise<void>;
  /** Starts it again, over this journal or the one that it had. */
  start(journal?: Journal): Promise<void>;
}

export async function startMovingApi(
  journal: Journal,
  beside: Partial<Pick<RunningReceiver, 'faults' | 'troubles'>> = {},
): Promise<MovingApi> {
  const { faults, troubles } = beside;
  let api = await startApi({ journal, faults, troubles }, { port: 0 });
  const { url, port } = api;
  return {
    url,
    running: () => api,
    stop: () => api.close(),
    async start(other = journal) {
      api = await startApi({ journal: other, faults, troubles }, { port });
    },
    [Symbol.asyncDispose]: () => api.close(),
  };
}

export interface Stack extends AsyncDisposable {
  readonly receiver: TestReceiver;
  readonly api: MovingApi;
  readonly logstash: RunningLogstash;
  readonly remote: RemoteReceiver;
  /** What was no failure of the check. */
  readonly troubles: readonly string[];
  check(options?: Partial<CheckOptions>): Promise<CheckResult>;
}

/** Everything from Logstash to the check's own end of the console API. */
export async function startStack(
  pipeline: Pipeline = 'good',
  options: ReceiverOptions & { readonly trusted?: string } = {},
): Promise<Stack> {
  const { trusted, ...receiving } = options;
  const receiver = await checkReceiver(receiving);
  const api = await startMovingApi(receiver.journal, receiver.running);
  const logstash = await startLogstash({
    pipeline,
    to: { url: receiver.url, ca: trusted ?? receiver.ca },
  });
  const troubles: string[] = [];
  const remote = await connectReceiver({ url: api.url }, (sentence) => troubles.push(sentence));
  const { arrivals, faults } = remote;
  return {
    ...{ receiver, api, logstash, remote, troubles },
    check: (options = {}) =>
      runCheck({
        ...QUICK,
        through: { url: logstash.url, ca: logstash.ca },
        arrivals,
        abilities: {
          faults,
          quarantine: () => Promise.resolve([logstash.quarantine]),
          restart: () => logstash.restart().then(() => undefined),
          settled: async () => {
            await logstash.settled();
            await arrivals.caughtUp?.();
          },
        },
        ...options,
      }),
    async [Symbol.asyncDispose]() {
      for (const one of [remote, logstash, api, receiver]) await one[Symbol.asyncDispose]();
    },
  };
}
