import { gzipSync } from 'node:zlib';

import { fingerprint } from '../../src';
import { logstashContent } from '../../src/notification/reading/logstash-event';
import { BAD_PIPELINES, type Pipeline } from '../helpers/logstash/configuration';
import type { LogstashSettings } from '../helpers/logstash/logstash';
import { createIdentity, type Identity } from '../helpers/peers';
import { send } from '../helpers/receiver';
import { attemptWith } from '../helpers/sender';
import { type Behind, recordsOf, startBehind } from './behind';

/** Without numbers, long text or a spelling that some pipeline minds. */
const PLAIN = { summary: 'a', details: { notification_type: 'vuln' } };
const OTHER = { ...PLAIN, summary: 'b' };
const OTHER_TYPE = { summary: 'a', details: { notification_type: 'ip_blocked' } };

/** Whether every notification of a body arrives, unaltered. */
type Probe = (behind: Behind) => Promise<boolean>;

/** What is tried on one running stand-in, in this order. */
const PROBES: Readonly<Record<string, Probe>> = {
  array: arrives([PLAIN, OTHER], JSON.stringify([PLAIN, OTHER])),
  put: arrives([PLAIN], JSON.stringify([PLAIN]), { method: 'PUT' }),
  ndjson: arrives([PLAIN, OTHER], `${JSON.stringify(PLAIN)}\n${JSON.stringify(OTHER)}\n`),
  'single object': arrives([PLAIN], JSON.stringify(PLAIN)),
  gzip: arrives([PLAIN], gzipSync(JSON.stringify([PLAIN])), {
    headers: { 'content-encoding': 'gzip' },
  }),
  'large body': arrivesAlone({ ...PLAIN, description: 'x'.repeat(100_000) }),
  characters: arrivesAlone({ ...PLAIN, summary: 'é😀' }),
  numbers: arrivesAlone({ ...PLAIN, details: { notification_type: 'vuln', count: 1 } }),
  spellings: arrivesAlone({
    ...PLAIN,
    details: { notification_type: 'vuln', hit: { domain: 'a.test' } },
  }),
  types: arrivesAlone(OTHER_TYPE),
  malformed: async ({ logstash }) => {
    await send(logstash, 'no JSON');
    const records = await recordsOf(logstash.quarantine);
    return records.some((record) => (record['event'] as typeof record)['original'] === 'no JSON');
  },
  'deep body': async (behind) => {
    const nested = `${'['.repeat(26)}${']'.repeat(26)}`;
    const before = behind.arrivals.length;
    await send(
      behind.logstash,
      `[{"summary":"a","details":{"notification_type":"vuln","a":${nested}}}]`,
    );
    await behind.logstash.settled();
    return behind.arrivals.length === before;
  },
  once: async (behind) => {
    const before = behind.arrivals.length;
    await send(behind.logstash, JSON.stringify([PLAIN]));
    await behind.logstash.settled();
    return behind.arrivals.length === before + 1;
  },
  key: ({ arrivals }) =>
    Promise.resolve(arrivals.every(({ headers }) => 'idempotency-key' in headers)),
  'receiver refuses': arrivesAfter([401]),
  'receiver fails': arrivesAfter([503, 503]),
  restart: async (behind) => {
    const [requests, answered] = [behind.requests(), answeredBy(behind)];
    behind.answer(() => 'silence');
    const sent = isAccepted(behind, PLAIN);
    await behind.requested(requests + 1);
    await behind.logstash.restart({ meanwhile: () => behind.answer(() => 200) });
    await behind.logstash.settled();
    return !(await sent) || answeredBy(behind) > answered;
  },
};

/** What is tried on a stand-in of its own. */
const OWN_PROBES: Readonly<
  Record<string, { settings: Omit<LogstashSettings, 'pipeline' | 'to'>; probe: Probe }>
> = {
  'no answer': {
    settings: { outputTimeout: 200 },
    probe: async (behind) => {
      behind.answer((number) => (number === 1 ? 'silence' : 200));
      await send(behind.logstash, JSON.stringify([PLAIN]));
      await behind.logstash.settled();
      return answeredBy(behind) > 0;
    },
  },
  'full queue': {
    settings: { queueLimit: 1, blockedAfter: 20 },
    probe: async (behind) => {
      behind.answer(() => 503);
      const first = isAccepted(behind, PLAIN);
      await behind.requested(1);
      const second = await isAccepted(behind, OTHER);
      behind.answer(() => 200);
      const accepted = [await first, second].filter(Boolean);
      await behind.logstash.settled();
      // Not what arrived: a pipeline that gives up at 503 is caught by another probe.
      return (await recordsOf(behind.logstash.archive)).length === accepted.length;
    },
  },
  'in time': {
    settings: {},
    probe: async (behind) => {
      behind.answer(() => 'silence');
      const { url, ca } = behind.logstash;
      const { failure } = await attemptWith({ url, ca, requestTimeout: 5_000 });
      return failure === null;
    },
  },
};

/** The probes that each pipeline fails; the good one fails none. */
const FAILS: Readonly<Record<Pipeline, readonly string[]>> = {
  good: [],
  'json-codec-ndjson': ['ndjson'],
  'no-quarantine': ['malformed'],
  'default-retryable-codes': ['receiver refuses'],
  'no-retry': ['receiver refuses', 'receiver fails', 'no answer'],
  'drops-unanswered': ['no answer'],
  'no-persistent-queue': ['restart'],
  'duplicates-without-key': ['key'],
  'sent-twice': ['once', 'key'],
  'post-only': ['put'],
  'first-of-array': ['array'],
  'no-single-object': ['single object'],
  'wrong-charset': ['characters'],
  'small-body-limit': ['large body'],
  'no-gzip': ['gzip'],
  'no-depth-limit': ['deep body'],
  'alters-numbers': ['numbers'],
  'renames-fields': ['spellings'],
  'known-types-only': ['types'],
  'answers-when-delivered': ['in time'],
  'drops-when-full': ['full queue'],
  'published-example': ['ndjson', 'malformed', 'deep body', 'key', 'receiver refuses', 'restart'],
};

let identity: Identity;
beforeAll(async () => {
  identity = await createIdentity();
});

test.each(['good', ...BAD_PIPELINES] as const)(
  'the stand-in with the pipeline %s fails what it is known for, and nothing else',
  async (pipeline) => {
    expect(await failedProbes(pipeline)).toEqual(FAILS[pipeline]);
  },
);

async function failedProbes(pipeline: Pipeline): Promise<readonly string[]> {
  const failed: string[] = [];
  await using behind = await startBehind({ pipeline }, identity);
  for (const [name, probe] of Object.entries(PROBES)) {
    behind.answer(() => 200);
    if (!(await probe(behind))) failed.push(name);
  }
  for (const [name, { settings, probe }] of Object.entries(OWN_PROBES)) {
    await using own = await startBehind({ ...settings, pipeline }, identity);
    if (!(await probe(own))) failed.push(name);
  }
  return failed;
}

/** Whether it was answered 200; not so when the stand-in was killed before. */
async function isAccepted({ logstash }: Behind, notification: object): Promise<boolean> {
  return send(logstash, JSON.stringify([notification])).then(
    ({ status }) => status === 200,
    () => false,
  );
}

function answeredBy({ arrivals }: Behind): number {
  return arrivals.filter(({ answered }) => answered).length;
}

function arrives(
  sent: readonly object[],
  body: string | Buffer,
  options: Parameters<typeof send>[2] = {},
): Probe {
  return async ({ logstash, arrivals }) => {
    const before = arrivals.length;
    await send(logstash, body, options);
    await logstash.settled();
    const came = new Set(
      arrivals
        .slice(before)
        .map(({ event }) => fingerprint(logstashContent(event, 'wallarm').payload)),
    );
    return came.size === sent.length && sent.every((one) => came.has(fingerprint(one)));
  };
}

function arrivesAlone(notification: object): Probe {
  return arrives([notification], JSON.stringify([notification]));
}

/** Whether it arrives at a receiver that answers so first. */
function arrivesAfter(statuses: readonly number[]): Probe {
  return async (behind) => {
    const before = behind.requests();
    behind.answer((number) => statuses[number - before - 1] ?? 200);
    return arrivesAlone(PLAIN)(behind);
  };
}
