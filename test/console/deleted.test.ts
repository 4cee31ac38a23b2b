/** What was sent to an integration that was deleted, and what was to be sent. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AttemptHistory } from '../../src/console/attempt-history';
import { Deliveries } from '../../src/console/deliveries';
import type { AttemptRecord, ConsoleDelivery } from '../../src/console/delivery';
import { healthOf } from '../../src/console/health';
import { checkSettings } from '../../src/console/integration';
import { IntegrationStore } from '../../src/console/integration-store';
import { resolveConsoleOptions } from '../../src/console/options';
import { Outbox } from '../../src/console/outbox';
import { startConsole } from '../../src/console/start-console';
import { consoleDirectory, ManualClock, startRecording } from './setup';

describe('what a deleted integration was sent', () => {
  test('stays listed, what waited as dropped, also after a restart', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([200, 503]);
    const options = { directory: directory.path, clock: new ManualClock() };
    const gone = { integrationName: 'SIEM', integrationDeleted: true };
    const wanted = [
      { ...gone, state: 'delivered', attemptsMade: 1 },
      { ...gone, state: 'dropped', attemptsMade: 1, nextAttemptAt: null },
    ];
    {
      await using console = await startConsole(options);
      const { id } = await console.create({ ...peer.settings, name: 'SIEM', events: ['hits'] });
      await console.raise('new_hits');
      await console.settled();
      await console.raise('new_hits');
      await console.settled();
      expect(console.deliveries().map((one) => one.integrationDeleted)).toEqual([false, false]);
      await console.delete(id);
      expect(console.deliveries()).toMatchObject(wanted);
    }

    await using console = await startConsole(options);

    expect(console.deliveries()).toMatchObject(wanted);
    expect(console.attempts().map(({ delivery }) => delivery)).toMatchObject(wanted.toReversed());
    expect(peer.bodies).toHaveLength(2);
  });

  test('stays listed although no attempt was ever made', async () => {
    await using directory = await consoleDirectory();
    await using console = await startConsole({ directory: directory.path, paused: true });
    const { id } = await console.create({
      name: 'SIEM',
      url: 'https://localhost:1',
      events: ['hits'],
    });
    await console.raise('new_hits');
    await console.delete(id);

    expect(console.deliveries()).toMatchObject([
      { state: 'dropped', attemptsMade: 0, integrationName: 'SIEM', integrationDeleted: true },
    ]);
    expect(console.attempts()).toEqual([]);
  });

  test('stays listed although the process was killed before what waited was dropped', async () => {
    await using directory = await consoleDirectory();
    const options = { directory: directory.path, paused: true };
    {
      await using console = await startConsole(options);
      await console.create({ name: 'SIEM', url: 'https://localhost:1', events: ['hits'] });
      await console.raise('new_hits');
    }
    // The integration goes first, and that is all that the disk had of it.
    const file = join(directory.path, 'integrations.json');
    const content = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...content, integrations: [] }));
    const wanted = [
      { state: 'dropped', attemptsMade: 0, integrationName: 'SIEM', integrationDeleted: true },
    ];

    for (let restart = 0; restart < 2; restart += 1) {
      await using console = await startConsole(options);
      expect(console.deliveries()).toMatchObject(wanted);
      expect(await readdir(join(directory.path, 'outbox'))).toEqual([]);
    }
  });

  test('stays listed although it was raised while the integration was being deleted', async () => {
    await using directory = await consoleDirectory();
    await mkdir(directory.path);
    const store = await IntegrationStore.open(directory.path);
    const outbox = await Outbox.open(directory.path);
    const history = await AttemptHistory.open(directory.path);
    const resolved = resolveConsoleOptions({ directory: directory.path });
    const deliveries = new Deliveries({ store, outbox, history }, resolved);
    const told: ConsoleDelivery[] = [];
    deliveries.begin({
      ...{ onAttempt: () => undefined, onBroken: () => Promise.resolve() },
      onDropped: (delivery) => told.push(delivery),
      onTrouble: (error) => {
        throw error;
      },
    });
    const settings = checkSettings({ name: 'SIEM', url: 'https://localhost:1', events: ['hits'] });
    const times = { createdAt: '', updatedAt: '', enabledAt: 0 };
    const { id } = await store.add({ ...times, enabled: true, settings });

    // The hour's count is raised beside changes, not between them: this one is deleted before the disk has it.
    const add = outbox.add.bind(outbox);
    outbox.add = async (all) => {
      await store.remove(id, []);
      expect(await deliveries.drop(id, 'SIEM')).toEqual([]);
      await add(all);
    };

    const { deliveries: raised } = await deliveries.raise('new_hits');
    await deliveries.settled();

    const wanted = { state: 'dropped', integrationName: 'SIEM', integrationDeleted: true };
    for (const all of [raised, deliveries.all(), told]) expect(all).toMatchObject([wanted]);
    expect(outbox.pending).toEqual([]);
    await deliveries.close();
  });
});

describe('the health of an integration', () => {
  const NOW = Date.UTC(2026, 10, 29, 12);
  const MINUTE = 60_000;
  /** An attempt so many minutes ago; `code`: why it failed. */
  const tried = (minutes: number, end: number, code?: string): AttemptRecord =>
    ({
      delivery: { integrationId: '1' },
      attempt: {
        startedAt: new Date(NOW - minutes * MINUTE).toISOString(),
        phases: { end },
        status: code === undefined ? 200 : code === 'STATUS_503' ? 503 : null,
        failure: code === undefined ? null : { code, message: `It failed: ${code}.` },
      },
    }) as unknown as AttemptRecord;

  test('tells the failures in a row up to the newest attempt, and since when', () => {
    const records = [
      tried(1, 5, 'CONNECTION_REFUSED'),
      tried(2, 5, 'STATUS_503'),
      tried(3, 5),
      tried(4, 5, 'STATUS_503'),
    ];

    expect(healthOf('1', records, NOW).failing).toEqual({
      ...{ code: 'CONNECTION_REFUSED', message: 'It failed: CONNECTION_REFUSED.', attempts: 2 },
      since: new Date(NOW - 2 * MINUTE).toISOString(),
    });
    expect(healthOf('1', records.slice(2), NOW).failing).toBeNull();
    expect(healthOf('1', [], NOW).failing).toBeNull();
  });

  test.each([
    [9, 10],
    [11, 60],
    [61, 720],
    [5_000, 10],
  ])('with attempts %s minutes old looks back %s minutes', (age, span) => {
    const health = healthOf('1', [tried(0.1, 5), tried(age, 5, 'STATUS_503')], NOW);

    expect(health.span).toBe(span * MINUTE);
    const counted = age < 720 ? { attempts: 2, failed: 1 } : { attempts: 1, failed: 0 };
    expect(health).toMatchObject(counted);
    const sum = health.bars.reduce((total, bar) => total + bar.attempts, 0);
    expect(sum).toBe(counted.attempts);
    expect(health.bars.at(-1)).toEqual({ attempts: 1, failed: 0 });
  });

  test('tells how long answers took, without those that never came', () => {
    const answered = Array.from({ length: 100 }, (_, index) => tried(1, index + 1));
    const records = [...answered, tried(1, 20_000, 'REQUEST_TIMEOUT')];

    expect(healthOf('1', records, NOW).answerTime).toEqual({ p50: 50, p99: 99 });
    expect(healthOf('1', records.slice(100), NOW).answerTime).toBeNull();
  });
});
