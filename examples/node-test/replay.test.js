import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { build, startReceiver } from 'wallstash';

import { replay } from './replay.js';

async function fileOf(t, notifications) {
  const directory = await mkdtemp(join(tmpdir(), 'replay-'));
  t.after(() => rm(directory, { recursive: true }));
  const file = join(directory, 'notifications.ndjson');
  await writeFile(file, notifications.map((one) => `${JSON.stringify(one)}\n`).join(''));
  return file;
}

test('every line arrives exactly once', async (t) => {
  const receiver = await startReceiver({ closeAfter: t });
  const hits = Array.from({ length: 50 }, (_, index) => build('new_hits', { index }));
  const file = await fileOf(t, [...hits, build('vuln')]);

  const { delivered, byFailure } = await replay(file, receiver);

  assert.deepEqual({ delivered, byFailure }, { delivered: 51, byFailure: {} });
  const received = await receiver.expect({ type: 'new_hits', exactly: 50 });
  const ids = new Set(received.map(({ payload }) => String(payload.details.hit.id)));
  assert.equal(ids.size, 50);
  await receiver.expect({ type: 'vuln', exactly: 1 });
});

test('a failed expectation says what came instead', async (t) => {
  const receiver = await startReceiver({ closeAfter: t });

  await replay(await fileOf(t, [build('vuln')]), receiver);

  await assert.rejects(receiver.verify({ type: 'new_hits' }), { code: 'WST_VERIFICATION' });
});
