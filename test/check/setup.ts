/** A check through the stand-in for Logstash, or through a forwarder of a few lines, on real sockets. */
import { Agent, request as httpsRequest } from 'node:https';

import type { CheckOptions } from '../../src/check/options';
import type { CheckResult, ScenarioResult } from '../../src/check/result';
import { runCheck } from '../../src/check/run-check';
import type { FaultSwitch } from '../../src/receiver/faults/fault';
import type { ReceiverOptions } from '../../src/receiver/options';
import type { RunningReceiver } from '../../src/receiver/receiver';
import { type LogstashSettings, type Pipeline, startLogstash } from '../helpers/logstash/logstash';
import { createIdentity, type Peer, startHttps } from '../helpers/peers';
import { startTestReceiver, type TestReceiver } from '../helpers/receiver';

/** Nothing waits for time to pass: what is behind says when nothing more will come. The timeout only ends a hang. */
export const QUICK: Partial<CheckOptions> = {
  timeout: 50_000,
  settle: 0,
  slowness: 100,
  burst: 50,
  retryTimeScale: 0.001,
};

export interface ThroughOptions extends Partial<CheckOptions> {
  readonly logstash?: Partial<LogstashSettings>;
  /** Of the receiver behind. */
  readonly behind?: ReceiverOptions;
  /** Milliseconds that the check waits for an answer. @default 15,000, as Wallarm */
  readonly requestTimeout?: number;
  /** Switches faults of the receiver on and off beside the check. */
  readonly faults?: (
    faults: FaultSwitch,
  ) => Pick<CheckOptions, 'onScenario'> & Pick<LogstashSettings, 'onFull'>;
}

/** Runs a check through the stand-in with this pipeline. */
export async function checkThrough(
  pipeline: Pipeline,
  { logstash = {}, behind, requestTimeout = 15_000, faults, ...options }: ThroughOptions = {},
): Promise<CheckResult> {
  await using receiver = await checkReceiver(behind);
  const { onScenario, onFull } = faults?.(receiver.running.faults) ?? {};
  await using standIn = await startLogstash({
    ...{ pipeline, to: receiver, ...logstash },
    ...(onFull !== undefined && { onFull }),
  });
  return await runCheck({
    ...QUICK,
    through: { url: standIn.url, ca: standIn.ca, requestTimeout },
    arrivals: receiver.journal,
    abilities: {
      faults: receiver.running.faults,
      quarantine: () => Promise.resolve([standIn.quarantine]),
      restart: () => standIn.restart().then(() => undefined),
      settled: () => standIn.settled(),
    },
    onScenario,
    ...options,
  });
}

/** The receiver behind Logstash. */
export function checkReceiver(
  options: ReceiverOptions = {},
): Promise<TestReceiver & { readonly running: RunningReceiver }> {
  return startTestReceiver({ onViolation: 'accept', maxBody: 64 * 1024 * 1024, ...options });
}

/** What a forwarder makes of a body: the bodies that go on, each with its `Idempotency-Key` if it has one. */
export type Forwarding = (
  notifications: readonly object[],
) => readonly { readonly body: unknown; readonly key?: string }[];

/** Takes JSON arrays, sends on what `forward` makes of each, and answers once that was taken. */
export async function startForwarder(
  to: Pick<TestReceiver, 'url' | 'ca'>,
  forward: Forwarding,
): Promise<Peer & { readonly ca: string }> {
  const identity = await createIdentity();
  const agent = new Agent({ keepAlive: true, ca: to.ca });
  const peer = await startHttps(identity.tls, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const notifications = JSON.parse(Buffer.concat(chunks).toString()) as object[];
      const posts = forward(notifications).map(({ body, key }) => post(to.url, agent, body, key));
      void Promise.all(posts).then(() => response.end('ok'));
    });
  });
  return {
    ...peer,
    ca: identity.ca,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      await peer[Symbol.asyncDispose]();
    },
  };
}

function post(url: string, agent: Agent, body: unknown, key: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = key === undefined ? {} : { 'Idempotency-Key': key };
    const request = httpsRequest(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', resolve);
    });
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

/** Ids of the scenarios that failed, in their order. */
export function failedIn({ scenarios }: CheckResult): readonly string[] {
  return scenarios.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
}

/** The result of one scenario. */
export function resultOf({ scenarios }: CheckResult, id: string): ScenarioResult {
  const result = scenarios.find((one) => one.id === id);
  if (result === undefined) throw new Error(`no scenario ${id} in the result`);
  return result;
}
