/** The API as `serve` starts it. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { apiFlags, serveApi } from '../../src/cli/serve/serve-api';
import { memoryJournal } from '../../src/journal/memory-journal';
import { call } from './setup';

const flags = { consolePort: 0, consoleHost: '127.0.0.1' };

describe('the API beside a journal on disk', () => {
  test('is ready as long as the disk takes files, and leaves none behind', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'wst-ready-'));
    await using journal = memoryJournal();
    await using api = await serveApi({ journal, flags, directory });

    const before = await Promise.all([call(api, '/readyz'), call(api, '/readyz')]);
    const files = await readdir(directory);
    await rm(directory, { recursive: true });
    const after = await call(api, '/readyz');

    expect(before.map(({ status }) => status)).toEqual([200, 200]);
    expect(files).toEqual([]);
    expect(after.json()).toMatchObject({
      status: 'not-ready',
      reason: expect.any(String) as unknown,
    });
  });
});

describe('a journal whose last append failed', () => {
  /** Its disk takes files again. */
  async function readiness(failedAt: number) {
    const journal = memoryJournal();
    const failure = { at: failedAt, message: 'Cannot write to the journal: no space left.' };
    const statistics = journal.statistics.bind(journal);
    journal.statistics = () => ({ ...statistics(), failure });
    await using api = await serveApi({ journal, flags, directory: tmpdir() });
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
