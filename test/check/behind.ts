/** A stand-in, with a receiver behind it that answers as told and keeps what came. */
import { once, EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';

import type { Fields } from '../helpers/logstash/configuration';
import {
  type LogstashSettings,
  type RunningLogstash,
  startLogstash,
} from '../helpers/logstash/logstash';
import { createIdentity, type Identity, type Peer, startHttps } from '../helpers/peers';

/** What the receiver answers to a request, of which this is the number, from 1. */
export type Answering = (number: number) => number | 'silence';

/** A request that the receiver answered with a 2xx, or left unanswered. */
export interface Arrival {
  readonly answered: boolean;
  readonly text: string;
  readonly event: Fields;
  readonly headers: IncomingHttpHeaders;
}

export interface Behind extends AsyncDisposable {
  readonly logstash: RunningLogstash;
  /** Everything that was taken so far. */
  readonly arrivals: readonly Arrival[];
  /** How many requests came, taken or not. */
  readonly requests: () => number;
  /** Resolves once so many requests have come. */
  requested(count: number): Promise<void>;
  /** Answers like this from now on. */
  answer(answering: Answering): void;
}

/** Starts both; the receiver takes everything until told otherwise. */
export async function startBehind(
  settings: Omit<LogstashSettings, 'to'>,
  identity?: Identity,
): Promise<Behind> {
  const { tls, ca } = identity ?? (await createIdentity());
  const arrivals: Arrival[] = [];
  const requests = new EventEmitter();
  let count = 0;
  let answering: Answering = () => 200;
  const peer = await startHttps(tls, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      count += 1;
      const answer = answering(count);
      const text = Buffer.concat(chunks).toString();
      if (answer === 'silence' || (answer >= 200 && answer < 300)) {
        const event = JSON.parse(text) as Fields;
        arrivals.push({ answered: answer !== 'silence', text, event, headers: request.headers });
      }
      if (answer !== 'silence') response.writeHead(answer).end();
      requests.emit('request');
    });
  });
  const logstash = await startLogstash({ ...settings, to: { url: peer.url, ca } });
  return {
    logstash,
    arrivals,
    requests: () => count,
    async requested(wanted) {
      while (count < wanted) await once(requests, 'request');
    },
    answer: (next) => (answering = next),
    [Symbol.asyncDispose]: () => closeBoth(logstash, peer),
  };
}

async function closeBoth(logstash: RunningLogstash, peer: Peer): Promise<void> {
  await logstash.close();
  await peer[Symbol.asyncDispose]();
}

/** Records of an archive or quarantine file. */
export async function recordsOf(file: string): Promise<readonly Fields[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Fields);
}
