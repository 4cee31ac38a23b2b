/** What an operator would alarm on, as Prometheus reads it. */
import { spawnSync } from 'node:child_process';

import { startConsole } from '../../src/console/start-console';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { consoleDirectory } from '../console/setup';
import { draft } from '../helpers/journal';
import { call, startTestApi, type TestApi } from './setup';

const NOBODY = { name: 'nobody', url: 'https://127.0.0.1:9', events: ['hits' as const] };

async function metricsOf({ api }: TestApi): Promise<string> {
  return (await call(api, '/metrics')).text;
}

const PROMTOOL = 'promtool';
const hasPromtool = spawnSync(PROMTOOL, ['--version']).error === undefined;
const promtoolTitle = hasPromtool
  ? 'the metrics pass promtool'
  : 'the metrics pass promtool (skipped: it is not on the PATH; it comes with Prometheus)';

(hasPromtool ? test : test.skip)(promtoolTitle, async () => {
  await using running = await startTestApi();
  await running.journal.append(draft('[{"details":{"notification_type":"new_hits"}}]'));
  await running.console.create(NOBODY);
  await running.console.raise('new_hits');
  const input = await metricsOf(running);

  const { status, stdout, stderr } = spawnSync(PROMTOOL, ['check', 'metrics'], {
    ...{ input, encoding: 'utf8' },
  });

  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(input).toContain('wallstash_violations_total{type="new_hits"}');
});

test('a delivery that was given up is counted, with its attempts by outcome', async () => {
  await using directory = await consoleDirectory();
  await using console = await startConsole({ directory: directory.path, timeScale: 0 });
  await using running = await startTestApi({}, { console });
  await console.create(NOBODY);

  await console.raise('new_hits');
  await console.settled();
  const text = await metricsOf(running);

  expect(text).toContain('wallstash_given_up_total 1\n');
  expect(text).toMatch(/^wallstash_attempts_total\{outcome="connection_refused"\} 17$/m);
});

test('what waits in the outbox is told by why it waits', async () => {
  await using running = await startTestApi(); // its console is paused
  const { id } = await running.console.create(NOBODY);
  await running.console.raise('new_hits');
  const before = await metricsOf(running);

  await running.console.disable(id);
  const after = await metricsOf(running);

  expect(before).toContain('wallstash_outbox_deliveries{state="pending"} 1\n');
  expect(before).toContain('wallstash_integrations{state="enabled"} 1\n');
  expect(after).toContain('wallstash_outbox_deliveries{state="pending"} 0\n');
  expect(after).toContain('wallstash_outbox_deliveries{state="held"} 1\n');
  expect(after).toContain('wallstash_integrations{state="disabled"} 1\n');
});

test('a journal whose last append failed is told of', async () => {
  const journal = memoryJournal();
  const failure = { at: 1, message: 'no space left' };
  const statistics = journal.statistics.bind(journal);
  await using running = await startTestApi({}, { journal });
  const before = await metricsOf(running);

  journal.statistics = () => ({ ...statistics(), failure });
  const after = await metricsOf(running);

  expect(before).toContain('wallstash_journal_failing 0\n');
  expect(after).toContain('wallstash_journal_failing 1\n');
});
