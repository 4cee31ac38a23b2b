/** Deliveries as files: what other tools make of them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import Ajv from 'ajv';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json';
import * as har from 'har-schema';

import type { Journal } from '../../src/journal/journal';
import { type ExportFormat, exportEntries } from '../../src/journal/exporting/export-entries';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { startTestReceiver } from '../helpers/receiver';

const HIT = JSON.stringify([build('new_hits', { seed: 1 })]);
/** Each would be something to a shell, or is no text. */
const BODIES = [
  HIT,
  `{"a":"it's $(date) \`id\` \\ !x"}\n`,
  '@/etc/hosts',
  'BODY\nBODY\n',
  '\r\n\u0000',
];
const BYTES = [...BODIES.map((body) => Buffer.from(body)), Buffer.from([0xff, 0, 0x1b])];
const LARGE = Buffer.from(JSON.stringify({ summary: 'é'.repeat(120_000), details: {} }));

async function filled(): Promise<Journal> {
  const journal = memoryJournal();
  for (const body of [...BYTES, LARGE]) {
    await journal.append(
      draft(body, {
        path: "/it's[1]/../x?q={a}&b=%20",
        headers: { 'x-note': ["it's", '$HOME'], authorization: '[redacted]' },
      }),
    );
  }
  await journal.append(draft('', { bodySize: 99, answer: { status: 413, reason: 'Too large.' } }));
  await journal.append(
    draft('', { kind: 'handshake', method: '', path: '', answer: { status: 0 } }),
  );
  return journal;
}

async function exported(journal: Journal, format: ExportFormat, origin = 'https://x.example') {
  const parts: Buffer[] = [];
  for await (const part of exportEntries(journal.read(), format, { origin })) {
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString();
}

describe('a HAR export', () => {
  test('is what the published schema asks for', async () => {
    await using journal = await filled();
    const archive = JSON.parse(await exported(journal, 'har')) as {
      log: { entries: { request: { url: string; postData?: { text: string } } }[] };
    };

    const ajv = new Ajv({ strict: false, validateFormats: false });
    ajv.addMetaSchema(draft06);
    ajv.addSchema(Object.values(har));
    expect([ajv.validate('har.json', archive), ajv.errorsText()]).toEqual([true, 'No errors']);
    const { entries } = archive.log;
    expect(entries).toHaveLength(BYTES.length + 2);
    expect(entries.every(({ request }) => URL.canParse(request.url))).toBe(true);
    expect(entries[0]?.request.postData?.text).toBe(HIT);
  });

  test('of nothing is an archive too', async () => {
    await using journal = memoryJournal();
    expect(JSON.parse(await exported(journal, 'har'))).toMatchObject({ log: { entries: [] } });
  });
});

describe('a curl export', () => {
  test('sends every body again, byte for byte, and nothing in it acts on the shell', async () => {
    await using journal = await filled();
    await using receiver = await startTestReceiver({
      onViolation: 'accept',
      keepHeaders: ['x-note'],
    });
    const place = { origin: receiver.url, ca: receiver.ca };
    const parts: string[] = [];
    for await (const part of exportEntries(journal.read(), 'curl', place)) parts.push(String(part));

    const shell = spawn('sh', ['-s'], { stdio: ['pipe', 'pipe', 'inherit'] });
    shell.stdin.end(parts.join(''));
    const [printed, closed] = await Promise.all([text(shell.stdout), once(shell, 'close')]);

    expect(closed).toEqual([0, null]);
    expect(printed.trim().split('\n')).toHaveLength(BYTES.length + 1);
    const arrived: Buffer[] = [];
    for await (const { body, path, headers } of receiver.journal.read()) {
      arrived.push(body);
      expect(path).toBe("/it's[1]/../x?q={a}&b=%20");
      expect(headers['x-note']).toBe("it's, $HOME");
    }
    expect(arrived).toEqual([...BYTES, LARGE]);
  });
});

test('every format leaves out what is no delivery, but for NDJSON, which is all there is', async () => {
  await using journal = await filled();
  const ndjson = (await exported(journal, 'ndjson')).trimEnd().split('\n');
  expect(ndjson.map((line) => (JSON.parse(line) as { id: string }).id)).toHaveLength(9);
  expect(await exported(journal, 'curl')).toContain('# Its body was not kept');
  expect(await exported(journal, 'curl')).not.toContain('redacted');
  expect(await text(journalBodies(journal))).toContain(HIT);
});

function journalBodies(journal: Journal) {
  return exportEntries(journal.read(), 'bodies', { origin: 'https://x.example' });
}
