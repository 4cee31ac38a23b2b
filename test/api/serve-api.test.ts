/** The API as `serve` starts it. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { apiFlags, serveApi } from '../../src/cli/serve/serve-api';
import { openJournal } from '../../src/journal/durable-journal';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { call } from './setup';

const flags = { consolePort: 0, consoleHost: '127.0.0.1' };

describe('the API beside a journal on disk', () => {
  test('is ready as long as the journal can be written, and leaves no file behind', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'wst-ready-'));
    const directory = join(parent, 'journal');
    await using journal = await openJournal({ directory });
    await using api = await serveApi({ journal, flags, probe: () => journal.probe() });
    const files = await readdir(directory);

    const before = await Promise.all([call(api, '/readyz'), call(api, '/readyz')]);
    expect(before.map(({ status }) => status)).toEqual([200, 200]);
    expect(await readdir(directory)).toEqual(files);

    // Nothing can be made in its place as long as a file stands there.
    await rm(directory, { recursive: true, maxRetries: 5 }); // the lock puts its socket back meanwhile
    await writeFile(directory, '');
    const without = await call(api, '/readyz');
    expect(without.json()).toMatchObject({
      status: 'not-ready',
      reason: expect.stringContaining('EEXIST') as unknown,
    });

    await rm(directory);
    expect((await call(api, '/readyz')).status).toBe(200);
    await rm(parent, { recursive: true, maxRetries: 5 });
  });
});

describe('a journal whose last append failed', () => {
  /** Its disk takes files again. */
  async function readiness(failedAt: number) {
    const journal = memoryJournal();
    const failure = { at: failedAt, message: 'Cannot write to the journal: no space left.' };
    const statistics = journal.statistics.bind(journal);
    journal.statistics = () => ({ ...statistics(), failure });
    await using api = await serveApi({ journal, flags, probe: () => Promise.resolve() });
    return await call(api, '/readyz');
  }

  test('is not ready, although the disk takes a small file', async () => {
    const reply = await readiness(Date.now());

    expect(reply.status).toBe(503);
    expect(reply.json()).toMatchObject({
      status: 'not-ready',
      reason: 'Cannot write to the journal: no space left.',
    });
  });

  test('gets another chance after a minute: somebody must send for it to recover', async () => {
    const reply = await readiness(Date.now() - 61_000);

    expect(reply.json()).toMatchObject({
      status: 'ready',
      journal: { failure: { message: 'Cannot write to the journal: no space left.' } },
    });
  });
});

test('its flags have environment twins and the defaults of the API', () => {
  const { consolePort, consoleHost, consoleToken, consoleHostName } = apiFlags();

  expect([consolePort.defaultValue, consoleHost.defaultValue]).toEqual([8044, '127.0.0.1']);
  expect(
    [consolePort, consoleHost, consoleToken, consoleHostName].map(({ envVar }) => envVar),
  ).toEqual([
    'WALLSTASH_CONSOLE_PORT',
    'WALLSTASH_CONSOLE_HOST',
    'WALLSTASH_CONSOLE_TOKEN',
    'WALLSTASH_CONSOLE_HOST_NAME',
  ]);
});
