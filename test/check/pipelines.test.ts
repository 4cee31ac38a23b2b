import { SCENARIOS } from '../../src/check/scenarios/all';
import type { FaultSwitch } from '../../src/receiver/faults/fault';
import type { BadPipeline, Pipeline } from '../helpers/logstash/configuration';
import { checkThrough, failedIn } from './setup';

// The first four mostly wait, while the others work.
test.concurrent.each<[Pipeline, readonly string[]]>([
  ['good', []],
  ['answers-when-delivered', ['slow-receiver']],
])(
  'with a sender that waits less than the receiver, the pipeline %s fails exactly %j',
  async (pipeline, failing) => {
    const result = await checkThrough(pipeline, {
      only: ['post', 'slow-receiver'],
      requestTimeout: 400,
      retryTimeScale: 0.0001,
    });

    expect(failedIn(result)).toEqual(failing);
  },
);

test.concurrent.each<[Pipeline, readonly string[]]>([
  ['good', []],
  ['drops-unanswered', ['slow-receiver']],
])(
  'with an output that waits two seconds, the pipeline %s fails exactly %j',
  async (pipeline, failing) => {
    const result = await checkThrough(pipeline, {
      logstash: { outputTimeout: 2_000 },
      only: ['post', 'slow-receiver'],
      slowness: 2_500,
    });

    expect(failedIn(result)).toEqual(failing);
  },
);

test.concurrent('a good pipeline passes every scenario', async () => {
  const result = await checkThrough('good');

  expect(result.scenarios.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(result).toMatchObject({ passed: true, counts: { passed: 18, failed: 0, skipped: 0 } });
  expect(result.unexpected.count).toBe(0);
});

/** What the failing scenarios give as their reason, the whole of it. */
const LOST = /^\d+ of \d+ lost\.$/;
const ALTERED = /^\d+ of \d+ arrived altered\.$/;
const DOUBLED = /^\d+ duplicates? without the same Idempotency-Key\.$/;
const NOT_KEPT = /^The broken body was answered 200 and is not in the quarantine\.$/;

test.concurrent.each<[BadPipeline, readonly string[], RegExp]>([
  ['json-codec-ndjson', ['ndjson'], LOST],
  ['no-quarantine', ['malformed-is-kept'], NOT_KEPT],
  ['default-retryable-codes', ['receiver-rejects'], LOST],
  ['no-retry', ['receiver-down', 'receiver-rejects', 'slow-receiver', 'restart'], LOST],
  ['no-persistent-queue', ['restart'], LOST],
  ['duplicates-without-key', ['repeat'], DOUBLED],
  ['post-only', ['put'], LOST],
  ['first-of-array', ['array'], LOST],
  ['no-single-object', ['single-object'], LOST],
  ['wrong-charset', ['unicode'], ALTERED],
  ['small-body-limit', ['large-body'], /413.* 1 of 1 not acknowledged\.$/],
  ['no-depth-limit', ['deep-body'], /^It arrived: nothing on the way refused it or kept it out\.$/],
  ['no-gzip', ['gzip'], LOST],
  ['known-types-only', ['every-type'], LOST],
  ['renames-fields', ['spellings'], ALTERED],
  // Whatever is sent arrives spoiled: every scenario that has numbers, or anything that arrives, says how.
  ['alters-numbers', allBut('unicode', 'malformed-is-kept'), ALTERED],
  ['sent-twice', allBut('malformed-is-kept'), DOUBLED],
])('the pipeline %s fails exactly %j', async (pipeline, failing, because) => {
  const result = await checkThrough(pipeline);

  expect(failedIn(result)).toEqual(failing);
  for (const { outcome, reason } of result.scenarios) {
    if (outcome === 'failed') expect(reason).toMatch(because);
  }
});

test.concurrent.each<[Pipeline, readonly string[]]>([
  ['good', []],
  ['drops-when-full', ['burst']],
])('with a queue that fills up, the pipeline %s fails exactly %j', async (pipeline, failing) => {
  const result = await checkThrough(pipeline, {
    logstash: { queueLimit: 150 },
    burst: 200,
    faults: downUntilFull,
  });

  expect(failedIn(result)).toEqual(failing);
});

/** Keeps the queue from emptying during `burst` until it is full. */
function downUntilFull(faults: FaultSwitch) {
  return {
    onScenario: ({ id }: { id: string }) => {
      if (id === 'repeat') faults.add({ kind: 'status', status: 503 });
    },
    onFull: () => void faults.clear(),
  };
}

test.concurrent(
  "Wallarm's published example fails each scenario that guards against one of its hazards",
  async () => {
    const result = await checkThrough('published-example');

    expect(failedIn(result)).toEqual([
      ...['ndjson', 'malformed-is-kept', 'deep-body', 'repeat', 'receiver-rejects', 'restart'],
    ]);
    // The broken body comes along as an event of its own.
    expect(result.unexpected.count).toBe(1);
  },
);

function allBut(...some: readonly string[]): readonly string[] {
  return SCENARIOS.map(({ id }) => id).filter((id) => !some.includes(id));
}
