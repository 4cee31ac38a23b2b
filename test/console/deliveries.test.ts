import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ConsoleEvent } from '../../src/console/console';
import { startConsole } from '../../src/console/start-console';
import { RETRY_CYCLES } from '../../src/sender/retry';
import { InstantClock } from '../helpers/fake-time';
import { consoleDirectory, ManualClock, startRecording } from './setup';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a delivery of the console', () => {
  test('is tried in all three documented cycles, arrives with the last retry, and is then over', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([...Array<number>(16).fill(503), 200]);
    const clock = new InstantClock();
    await using console = await startConsole({ directory: directory.path, clock });
    await console.create({ ...peer.settings, events: ['hits'] });

    const [delivery] = await console.raise('new_hits');
    await peer.arrived(17);
    while (console.deliveries()[0]?.state !== 'delivered') await console.settled();

    expect(clock.waits).toEqual(RETRY_CYCLES.flat().filter((wait) => wait > 0));
    expect(new Set(peer.bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    const attempts = console.attempts({ deliveryId: delivery?.id ?? '' }).toReversed();
    expect(attempts.map(({ attempt }) => attempt.number)).toEqual(
      Array.from({ length: 17 }, (_, index) => index + 1),
    );
    expect(attempts.at(-1)?.attempt.phases.tls).toBeGreaterThan(0);
    expect(await readdir(join(directory.path, 'outbox'))).toEqual([]);
  });

  test('is given up after the last retry and kept aside', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([503]);
    await using console = await startConsole({ directory: directory.path, timeScale: 0 });
    await console.create({ ...peer.settings, events: ['hits'] });

    await console.raise('new_hits');
    await console.settled();

    expect(console.deliveries()).toMatchObject([
      { state: 'given-up', attemptsMade: 17, lastFailure: { code: 'STATUS_503' } },
    ]);
    const [name = ''] = await readdir(join(directory.path, 'given-up'));
    expect(await readFile(join(directory.path, 'given-up', name), 'utf8')).toContain('"new_hits"');
  });

  test('goes on after a restart where its cycle stood', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([503, 503, 200]);
    const clock = new ManualClock();
    const options = { directory: directory.path, clock };
    {
      await using console = await startConsole(options);
      await console.create({ ...peer.settings, events: ['hits'] });
      await console.raise('new_hits');
      await clock.sleeping(1 * SECOND);
      clock.advance(1 * SECOND);
      await clock.sleeping(3 * SECOND);
    }

    clock.advance(2 * SECOND);
    await using console = await startConsole(options);
    await clock.sleeping(1 * SECOND);
    expect(peer.bodies).toHaveLength(2);
    expect(console.deliveries()).toMatchObject([{ state: 'pending', attemptsMade: 2 }]);
    clock.advance(1 * SECOND);
    await peer.arrived(3);
    await console.settled();

    expect(console.deliveries()).toMatchObject([{ state: 'delivered', attemptsMade: 3 }]);
  });

  test('uses the settings of the moment, so that a correction helps what waits', async () => {
    await using directory = await consoleDirectory();
    await using wrong = await startRecording([404]);
    await using right = await startRecording();
    const clock = new ManualClock();
    await using console = await startConsole({ directory: directory.path, clock });
    await console.create({ ...wrong.settings, events: ['hits'] });
    await console.raise('new_hits');
    await clock.sleeping(1 * SECOND);

    const { url } = right.settings;
    await console.update('1', { url });
    clock.advance(1 * SECOND);
    await right.arrived(1);

    expect(right.types).toEqual(['new_hits']);
  });

  test('is held while its integration is disabled, and goes on when that is enabled', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([503, 200]);
    const clock = new ManualClock();
    await using console = await startConsole({ directory: directory.path, clock });
    await console.create({ ...peer.settings, events: ['hits'] });
    await console.raise('new_hits');
    await clock.sleeping(1 * SECOND);
    await console.disable('1');
    clock.advance(MINUTE);
    await console.settled();
    expect(console.deliveries()).toMatchObject([{ state: 'held', nextAttemptAt: null }]);

    await console.enable('1');
    await peer.arrived(2);
    await console.settled();

    expect(console.deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  test('never shows a secret, even when the receiver repeats it', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording([401, 200]);
    await using console = await startConsole({ directory: directory.path, timeScale: 0 });
    const events: ConsoleEvent[] = [];
    console.subscribe((event) => events.push(event));
    const headers = [{ name: 'X-Auth-Token', value: 'Token s3cr3t"value' }];
    await console.create({ ...peer.settings, headers, events: ['hits'] });
    await console.raise('new_hits');
    await console.settled();
    const run = await console.test('Logstash');

    const [{ attempt } = {}] = console.attempts();
    expect(attempt?.answer?.text).toBe('you sent ********');
    const history = await readFile(join(directory.path, 'attempts.ndjson'), 'utf8');
    const shown = [events, run, console.attempts(), console.deliveries(), console.list(), history];
    expect(JSON.stringify(shown)).not.toContain('s3cr3t');
  });

  test('in a damaged file stops the console with a message that says what to do', async () => {
    await using directory = await consoleDirectory();
    await (await startConsole({ directory: directory.path })).close();
    await writeFile(join(directory.path, 'outbox', '0.json'), '{"id":');

    await expect(startConsole({ directory: directory.path })).rejects.toMatchObject({
      code: 'WST_CONSOLE_STATE',
      path: join(directory.path, 'outbox', '0.json'),
    });
  });
});

describe('an integration whose requests fail', () => {
  test('disables itself at 60 % within 12 hours, which the others are told', async () => {
    await using directory = await consoleDirectory();
    await using failing = await startRecording([503]);
    await using watcher = await startRecording();
    const clock = new InstantClock();
    await using console = await startConsole({ directory: directory.path, clock });
    await console.create({ ...watcher.settings, name: 'watcher', events: ['system'] });
    await console.create({ ...failing.settings, name: 'failing', events: ['hits'] });
    const broken = new Promise<void>((resolve) => {
      console.subscribe((event) => {
        if (event.kind === 'integration' && !event.integration.enabled) resolve();
      });
    });

    await console.raise('new_hits');
    await failing.arrived(17);
    while (console.deliveries()[0]?.state !== 'given-up') await console.settled();
    expect(console.get('failing').enabled).toBe(true);
    await console.raise('new_hits');
    await broken;
    await watcher.arrived(1);

    expect(watcher.types).toEqual(['integration_broken']);
    expect(console.get('failing').enabled).toBe(false);
    expect(failing.bodies).toHaveLength(20);
    expect(
      console
        .deliveries()
        .map(({ state }) => state)
        .slice(0, 2),
    ).toEqual(['given-up', 'held']);
  });
});

describe('the hourly number of requests', () => {
  test('is sent at each full hour to those that ticked it', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    const clock = new ManualClock();
    await using console = await startConsole({
      directory: directory.path,
      clock,
      hourlyCounts: true,
    });
    await console.create({ ...peer.settings, events: ['hourly-requests'] });
    await console.raise('new_hits');
    await console.raise('new_hits');
    clock.advance(30 * MINUTE);
    await peer.arrived(1);
    await clock.sleeping(60 * MINUTE);
    clock.advance(60 * MINUTE);
    await peer.arrived(2);

    const texts = JSON.stringify(peer.bodies);
    expect(peer.types).toEqual(['requests_per_hour', 'requests_per_hour']);
    expect(texts).toMatch(/2 requests were processed.*0 requests were processed/);
  });
});
