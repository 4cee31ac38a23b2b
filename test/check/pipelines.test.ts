import type { BadPipeline } from '../helpers/logstash/configuration';
import { checkThrough, failedIn } from './setup';

test('a good pipeline passes every scenario', async () => {
  const result = await checkThrough('good');

  expect(result.scenarios.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
  expect(result).toMatchObject({ passed: true, counts: { passed: 17, failed: 0, skipped: 0 } });
  expect(result.unexpected.count).toBe(0);
});

test.each<[BadPipeline, readonly string[]]>([
  ['json-codec-ndjson', ['ndjson']],
  ['no-quarantine', ['malformed-is-kept']],
  ['default-retryable-codes', ['receiver-rejects']],
  ['no-retry', ['receiver-down', 'receiver-rejects', 'slow-receiver', 'restart']],
  ['no-persistent-queue', ['restart']],
  ['duplicates-without-key', ['repeat']],
  ['post-only', ['put']],
  ['first-of-array', ['array']],
  ['no-single-object', ['single-object']],
  ['wrong-charset', ['unicode']],
  ['small-body-limit', ['large-body']],
  ['no-gzip', ['gzip']],
  ['known-types-only', ['every-type']],
])('the pipeline %s fails exactly %j', async (pipeline, failing) => {
  expect(failedIn(await checkThrough(pipeline))).toEqual(failing);
});

test('a pipeline that gives up unanswered events fails slow-receiver', async () => {
  const result = await checkThrough('drops-unanswered', {
    logstash: { outputTimeout: 2_000 },
    only: ['post', 'slow-receiver'],
    slowness: 4_000,
  });

  expect(failedIn(result)).toEqual(['slow-receiver']);
});

test("Wallarm's published example fails each scenario that guards against one of its hazards", async () => {
  const result = await checkThrough('published-example');

  expect(failedIn(result)).toEqual([
    ...['ndjson', 'malformed-is-kept', 'repeat', 'receiver-rejects', 'restart'],
  ]);
  // The broken body comes along as an event of its own.
  expect(result.unexpected.count).toBe(1);
});
