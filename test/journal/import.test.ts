/** Deliveries that were exported, brought into another journal. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';

import { openJournal } from '../../src/journal/durable-journal';
import { exportEntries } from '../../src/journal/exporting/export-entries';
import { importEntries, type ImportParts } from '../../src/journal/importing/import-entries';
import type { Journal } from '../../src/journal/journal';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { inspectBody } from '../../src/notification/inspect-body';
import { entriesOf } from '../helpers/receiver';
import { draft, testDirectory, VARIANTS } from '../helpers/journal';

const HIT = JSON.stringify([build('new_hits', { seed: 1 })]);
const BODIES = [
  Buffer.from(HIT),
  Buffer.from(JSON.stringify([build('vuln', { seed: 2 })], null, 2)),
  Buffer.from('\uFEFF[{"summary":"\\u2028 \u2028 \\ud800"}]\r\n'),
  Buffer.from([0xff, 0x00, 0x0a, 0xc3]),
  Buffer.from(''),
  randomBytes(5_000),
];

async function exported(journal: Journal): Promise<string> {
  let text = '';
  for await (const part of exportEntries(journal.read(), 'ndjson', { origin: '' })) {
    text += String(part);
  }
  return text;
}

function importing(journal: Journal, given: string | Buffer, over: Partial<ImportParts> = {}) {
  const parts = { journal, maxBody: 1024 * 1024, inspect: inspectBody, ...over };
  return importEntries(Readable.from([Buffer.from(given)]), parts);
}

/** A journal with deliveries of every kind. */
async function filled(): Promise<Journal> {
  const journal = memoryJournal();
  for (const [index, body] of BODIES.entries()) {
    await journal.append(
      draft(body, { receivedAt: 1_000 + index, idempotencyKey: `k${index % 2}` }),
    );
  }
  const nothing = { carrier: null, notifications: [], violations: [] };
  await journal.append(
    draft('', {
      ...{ method: 'PUT', path: '/a?b=c', tlsVersion: null, remoteAddress: '::ffff:10.0.0.1' },
      ...{ bodySize: 9_000_000, findings: nothing, verdict: 'refused' },
      answer: { status: 413, reason: 'The body is larger than … bytes (--max-body).' },
    }),
  );
  await journal.append(
    draft('', {
      ...{ kind: 'handshake', method: '', path: '', headers: {}, findings: nothing },
      ...{
        verdict: 'refused',
        answer: { status: 0, reason: 'It was reset.' },
        fault: 'handshake-reset',
      },
    }),
  );
  return journal;
}

describe.each(VARIANTS)('an import into a journal (%s)', (_name, open) => {
  test('keeps all that a delivery was, byte for byte, under ids of its own', async () => {
    await using there = await filled();
    await using here = await open();
    await here.append(draft('{"own":1}'));

    const outcome = await importing(here, await exported(there));

    const before = await entriesOf(there);
    const after = (await entriesOf(here)).slice(1);
    expect(outcome).toEqual({
      imported: before.length,
      known: 0,
      refused: 0,
      refusals: [],
      dropped: 0,
    });
    expect(after.map(({ id }) => Number(id))).toEqual(before.map((_one, index) => index + 2));
    const asThere = after.map(({ origin, ...rest }) => ({ ...rest, id: origin?.id }));
    expect(asThere).toEqual(before);
    expect(after.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
    expect(after.every(({ origin }) => (origin?.importedAt ?? 0) > Date.UTC(2026, 0))).toBe(true);
  });

  test('leaves out what is here already: imported before, or received by this very journal', async () => {
    await using there = await filled();
    await using here = await open();
    const file = await exported(there);
    const [first = ''] = file.split('\n');
    await importing(here, `${first}\n${first}\n`);

    expect(await importing(here, file)).toMatchObject({ imported: 7, known: 1 });
    expect(await importing(here, await exported(here))).toMatchObject({ imported: 0, known: 8 });
    expect(await importing(there, await exported(here))).toMatchObject({ imported: 0, known: 8 });
  });

  test('is no arrival: nobody who waits gets it, and its keys make nothing a repeat', async () => {
    await using there = await filled();
    await using here = await open();
    const waiting = here.waitFor({ type: 'new_hits' }, { timeout: 60_000 });

    await importing(here, await exported(there));
    const own = await here.append(draft(HIT, { idempotencyKey: 'k0' }));

    expect(await waiting).toEqual([own]);
    expect(await here.waitFor({ type: 'new_hits' })).toEqual([own]);
    expect(own.repeat).toBe(false);
    const found = await here.query({ search: 'imported:yes repeat:yes' });
    expect(found.entries).toHaveLength(4);
    expect(found.entries.every(({ imported }) => imported === true)).toBe(true);
    expect((await here.query({ search: 'imported:no' })).entries).toHaveLength(1);
  });
});

test('what was imported is known as such after a restart, with and without its index file', async () => {
  await using directory = await testDirectory();
  await using there = await filled();
  const options = { directory: directory.path, segmentBytes: 500 };
  {
    await using here = await openJournal(options);
    await importing(here, await exported(there));
  }
  await using again = await openJournal(options);

  expect((await again.query({ search: 'imported:yes' })).entries).toHaveLength(8);
  expect((await again.append(draft('[]', { idempotencyKey: 'k0' }))).repeat).toBe(false);
  const own = await again.append(draft('[]', { idempotencyKey: 'k0' }));
  expect([own.repeat, own.origin]).toEqual([true, undefined]);
});

test('a delivery whose record is damaged here is taken from a good copy', async () => {
  await using directory = await testDirectory();
  await using journal = await openJournal({ directory: directory.path });
  await journal.append(draft('{"n":1}', { receivedAt: 1 }));
  await journal.append(draft('{"n":2}', { receivedAt: 1 }));
  const file = await exported(journal);
  const segment = `${directory.path}/0000000001.ndjson`;
  await writeFile(segment, (await readFile(segment, 'utf8')).replace('"n":1', '"n":7'));

  expect(await importing(journal, file)).toMatchObject({ imported: 1, known: 1 });
  expect((await journal.get('3'))?.body.toString()).toBe('{"n":1}');
});

test('an imported delivery that is exported again keeps where it first came in', async () => {
  await using there = await filled();
  await using here = memoryJournal();
  await here.append(draft('[]'));
  await using third = memoryJournal();

  await importing(here, await exported(there));
  await importing(third, await exported(here));

  const ids = (await entriesOf(third)).map(({ origin }) => Number(origin?.id));
  expect(ids).toEqual([1, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test.each(['har', 'curl'] as const)('an imported delivery says so in a %s file', async (format) => {
  await using there = await filled();
  await using here = memoryJournal();
  await importing(here, await exported(there));
  let text = '';
  for await (const part of exportEntries(here.read(), format, { origin: 'https://x.example' })) {
    text += String(part);
  }
  expect(text.match(/imported/gi)).toHaveLength(7);
});

describe('a line that cannot be taken', () => {
  /** The line of a hit, with other fields. */
  async function lineWith(over: object): Promise<string> {
    await using journal = memoryJournal();
    await journal.append(draft(HIT));
    const fields = JSON.parse(await exported(journal)) as object;
    return JSON.stringify({ ...fields, ...over });
  }

  test.each<[object, RegExp]>([
    [{ id: 'x' }, /"id" must be an id/],
    [{ time: 'yesterday' }, /"time" must be a time before 2100 such as/],
    [{ time: '9999-01-01T00:00:00.000Z' }, /"time" must be a time before 2100 such as/],
    [{ remoteAddress: 'evil\u001b[2J' }, /"remoteAddress" must be an IP address/],
    [{ tlsVersion: 12 }, /"tlsVersion" must be text/],
    [{ method: 'GET /' }, /"method" must be a method/],
    [{ path: 7 }, /"path" must be text/],
    [{ path: '/a\n\u001b[2J' }, /"path" must be a path without control characters/],
    [{ headers: { a: 'b\r\nc: d' } }, /"headers" must be names with text of one line/],
    [{ verdict: 'fine' }, /"verdict" must be accepted or rejected or refused/],
    [{ answer: { status: 'ok' } }, /"answer" must be an object with a status/],
    [{ repeat: 'no' }, /"repeat" must be true or false/],
    [{ kind: 'other' }, /"kind" must be handshake, or not there/],
    [{ headers: { 'a b': 'c' } }, /"headers" must be names with text/],
    [{ headers: { a: [1] } }, /"headers" must be names with text/],
    [{ fault: 'x\ny' }, /"fault" must be a few words/],
    [{ size: 3 }, /"size" must be the bytes of the body, \d+/],
    [{ body: '', size: 2 ** 32 }, /"size" must be the bytes of the body, 0/],
    [{ body: undefined }, /"body" must be text, or "bodyBase64"/],
    [{ bodyBase64: 'AA==' }, /"body" must be text, or "bodyBase64"/],
    [{ body: undefined, bodyBase64: 'A*==', size: 1 }, /"bodyBase64" must be base64/],
    [{ body: 'a\ud800' }, /"body" must be text that can be written as UTF-8/],
    [{ body: undefined, bodyJson: [] }, /line of a journal as it stands on the disk/],
    [{ origin: { id: '../1' } }, /"origin" must be an id/],
    [{ path: `/${'x'.repeat(300_000)}` }, /more around its body than any request has/],
    [{ body: 'x'.repeat(2_000_000), size: 2_000_000 }, /too large .* 1048576 bytes \(--max-body\)/],
  ])('%# is named, with what is wrong', async (over, reason) => {
    await using journal = memoryJournal();
    const good = await lineWith({});

    const outcome = await importing(journal, `${good}\n${await lineWith(over)}\n\n`);

    expect(outcome).toMatchObject({ imported: 1, known: 0, refused: 1 });
    expect(outcome.refusals).toEqual([
      { line: 2, reason: expect.stringMatching(reason) as string },
    ]);
  });

  test('with secrets that no receiver keeps is taken without them', async () => {
    await using journal = memoryJournal();
    const headers = { Authorization: 'Bearer s3cret', cookie: ['s3cret'], 'x-kept': 'é\tb' };
    const line = await lineWith({ path: '/a?token=s3cret&b=c', headers });

    expect(await importing(journal, line)).toMatchObject({ imported: 1 });
    expect(await importing(journal, line)).toMatchObject({ imported: 0, known: 1 });
    const [entry] = await entriesOf(journal);
    expect(entry).toMatchObject({
      path: '/a?token=[redacted]&b=c',
      headers: { Authorization: '[redacted]', cookie: '[redacted]', 'x-kept': 'é\tb' },
    });
  });

  test('keeps no other one out, and the reasons are bounded while all are counted', async () => {
    await using journal = memoryJournal();
    const good = await lineWith({});
    const bad = '[1]\n7\nno JSON\n'.repeat(100);
    const outcome = await importing(
      journal,
      Buffer.concat([
        Buffer.from(`\uFEFF${good}\r\n${bad}`),
        Buffer.from([0x22, 0xff, 0x22, 0x0a]),
      ]),
    );
    expect(outcome).toMatchObject({ imported: 1, refused: 301 });
    expect(outcome.refusals).toHaveLength(100);
    expect(outcome.refusals[0]).toEqual({
      line: 2,
      reason: 'it is JSON, but no delivery: no object',
    });
  });

  test('that is cut short at the end is told apart; one without a line end is whole', async () => {
    await using journal = memoryJournal();
    const good = await lineWith({});
    const cut = await importing(journal, `${good}\n${good.slice(0, 300)}`);
    expect(cut.refusals).toMatchObject([
      { line: 2, reason: expect.stringContaining('cut short') as string },
    ]);
    expect(await importing(journal, good)).toMatchObject({ known: 1, refused: 0 });
  });

  test('that is longer than any delivery is skipped without being held', async () => {
    await using journal = memoryJournal();
    const good = await lineWith({});
    const long = `{"a":"${'x'.repeat(5_000_000)}"}`;
    const outcome = await importing(journal, `${long}\n${good}\n`);
    expect(outcome).toMatchObject({ imported: 1, refused: 1 });
    expect(outcome.refusals[0]?.reason).toContain('longer than any delivery');
  });

  test('that ends without a line end is called cut short when it is the beginning of a delivery, and for nothing else', async () => {
    await using journal = memoryJournal();
    const long = await importing(journal, `{"a":"${'x'.repeat(5_000_000)}`);
    const other = await importing(journal, 'a,b,c');
    expect(long.refusals[0]?.reason).toContain('longer than any delivery');
    expect(other.refusals[0]?.reason).toContain('it is no JSON');
  });
});

test('what is packed is told to be', async () => {
  await using journal = memoryJournal();
  const packed = importing(journal, gzipSync('{"id":"0000000001"}\n'));
  await expect(packed).rejects.toThrow('unpack it first');
});

test.each([
  ['har', 'a HAR'],
  ['curl', 'a script'],
  ['bodies', 'an array'],
] as const)(
  'an export as %s is refused as a whole, with the one that can be imported',
  async (format, what) => {
    await using there = await filled();
    await using here = memoryJournal();
    let text = '';
    for await (const part of exportEntries(there.read(), format, { origin: 'https://x.example' })) {
      text += String(part);
    }
    const refused = importing(here, text);
    await expect(refused).rejects.toMatchObject({ code: 'WST_IMPORT' });
    await expect(refused).rejects.toThrow(new RegExp(`it is ${what}.*journal export`));
    await expect(importing(here, '\n \r\n')).rejects.toThrow('it is empty');
    expect(here.statistics().entries).toBe(0);
  },
);

test('an import that is ended keeps what it had kept, and goes on from there when it is begun again', async () => {
  await using there = memoryJournal();
  for (let index = 0; index < 600; index += 1)
    await there.append(draft('[]', { receivedAt: index }));
  await using here = memoryJournal();
  const file = await exported(there);
  const stop = new AbortController();
  let kept = 0;
  const onKept = (entries: number): void => {
    kept += entries;
    stop.abort(new Error('enough'));
  };
  await expect(importing(here, file, { onKept, signal: stop.signal })).rejects.toThrow('enough');

  expect(kept).toBe(here.statistics().entries);
  expect(await importing(here, file)).toMatchObject({ imported: 600 - kept, known: kept });
});

test('what an import pushes out of a journal that keeps no more is counted', async () => {
  const there = memoryJournal();
  for (let second = 1; second <= 5; second += 1) {
    await there.append(draft(HIT, { receivedAt: second * 1_000 }));
  }
  const here = memoryJournal({ keep: 3 });
  await here.append(draft(HIT, { receivedAt: 9_000 }));

  const outcome = await importing(here, await exported(there));

  expect(outcome).toMatchObject({ imported: 5, dropped: 3 });
  expect(here.statistics()).toMatchObject({ entries: 3, dropped: 3 });
});
