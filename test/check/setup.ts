/** A check through the stand-in for Logstash, or through a forwarder of a few lines, on real sockets. */
import { Agent, request as httpsRequest } from 'node:https';

import type { CheckOptions } from '../../src/check/options';
import type { CheckResult, ScenarioResult } from '../../src/check/result';
import { runCheck } from '../../src/check/run-check';
import type { RunningReceiver } from '../../src/receiver/receiver';
import { type LogstashSettings, type Pipeline, startLogstash } from '../helpers/logstash/logstash';
import { createIdentity, type Peer, startHttps } from '../helpers/peers';
import { startTestReceiver, type TestReceiver } from '../helpers/receiver';

/** Short waits: nothing here has to be given time to be slow. */
export const QUICK: Partial<CheckOptions> = {
  timeout: 3_000,
  settle: 200,
  slowness: 100,
  burst: 50,
  retryTimeScale: 0.001,
};

export interface ThroughOptions extends Partial<CheckOptions> {
  readonly logstash?: Partial<LogstashSettings>;
}

/** Runs a check through the stand-in with this pipeline. */
export async function checkThrough(
  pipeline: Pipeline,
  { logstash = {}, ...options }: ThroughOptions = {},
): Promise<CheckResult> {
  await using receiver = await checkReceiver();
  await using standIn = await startLogstash({
    pipeline,
    to: receiver,
    ...logstash,
  });
  return await runCheck({
    ...QUICK,
    through: { url: standIn.url, ca: standIn.ca },
    arrivals: receiver.journal,
    abilities: {
      faults: receiver.running.faults,
      quarantine: () => Promise.resolve([standIn.quarantine]),
      restart: () => standIn.restart().then(() => undefined),
    },
    ...options,
  });
}

/** The receiver behind Logstash. */
export function checkReceiver(): Promise<TestReceiver & { readonly running: RunningReceiver }> {
  return startTestReceiver({ onViolation: 'accept', maxBody: 64 * 1024 * 1024 });
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
