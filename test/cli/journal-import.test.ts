/** `wallstash journal import`, of a journal at rest and beside a `serve`, a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';

import { run } from '../../src/cli/program';
import { openJournal } from '../../src/journal/durable-journal';
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { startCommand } from '../helpers/command-process';
import { send } from '../helpers/receiver';
import { MAIN, startServe } from '../helpers/serve-process';
import { collectOutput } from './output';

const HIT = JSON.stringify([build('new_hits', { seed: 1 })]);
const BYTES = Buffer.from([0xff, 0x00, 0x0a]);

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'wst-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

/** Runs a command line to its end, in this process. */
async function wallstash(args: readonly string[], stdin = '') {
  const { dependencies, text } = collectOutput();
  let err = '';
  const code = await run(args, {
    ...{ ...dependencies, cwd, stdin: Readable.from([Buffer.from(stdin)]) },
    err: (part) => void (err += part),
  });
  return { code, out: text(), err };
}

/** A file with what a colleague's journal, in `there`, holds. */
async function colleague(): Promise<string> {
  {
    await using journal = await openJournal({ directory: join(cwd, 'there', 'journal') });
    await journal.append(draft(HIT));
    const answer = { status: 400, reason: 'It is no JSON.' };
    await journal.append(draft(BYTES, { method: 'PUT', verdict: 'rejected', answer }));
  }
  const { out } = await wallstash(['journal', 'export', '--data', 'there']);
  await writeFile(join(cwd, 'failure.ndjson'), out);
  return out;
}

describe('journal import', () => {
  test('brings deliveries into a journal that is made for them, and says so wherever they are shown', async () => {
    await colleague();

    const imported = await wallstash(['journal', 'import', 'failure.ndjson']);
    const list = await wallstash(['journal', 'list']);
    const show = await wallstash(['journal', 'show', '2']);
    const raw = startCommand(['journal', 'show', '2', '--raw'], { cwd });

    expect(imported).toEqual({ code: 0, out: 'failure.ndjson: 2 imported\n', err: '' });
    expect(list.out.match(/imported\)/g)).toHaveLength(2);
    expect(list.out).toContain('2026-11-24 00:00:00Z');
    expect(show.out).toMatch(
      /^ {2}imported {2}20\S+Z: it came in elsewhere, as entry 0000000002$/m,
    );
    expect(show.out).toContain('answer    400, rejected: It is no JSON.');
    const bytes = await (raw.stdout ?? Readable.from([])).toArray();
    expect(Buffer.concat(bytes as Buffer[])).toEqual(BYTES);
    expect((await wallstash(['journal', 'verify'])).code).toBe(0);
  });

  test('reads several files and standard input, and counts what is here already', async () => {
    const text = await colleague();
    const both = await wallstash(['journal', 'import', 'failure.ndjson', '-'], text);
    expect(both.out).toBe(
      'failure.ndjson: 2 imported\nstandard input: 0 imported, 2 were here already\n',
    );
    const json = await wallstash(['journal', 'import', 'failure.ndjson', '--json']);
    expect(JSON.parse(json.out)).toEqual({
      ...{ file: 'failure.ndjson', imported: 0, known: 2, refused: 0, refusals: [], dropped: 0 },
    });
  });

  test('names each line that it does not take, and then ends with 1', async () => {
    const text = await colleague();
    const { code, out } = await wallstash(
      ['journal', 'import', '-'],
      `7\n${text}${text.slice(0, 99)}`,
    );
    expect(code).toBe(1);
    expect(out).toMatch(
      /^standard input: 2 imported, 2 lines not taken\n {2}line 1: it is JSON, .*\n {2}line 4: .*cut short.*\n$/,
    );
  });

  test('keeps what stands in a file from steering the terminal', async () => {
    const { out } = await wallstash(['journal', 'import', '-'], '\u001b[2Jgone\n');
    expect(out).toMatch(
      /^standard input: 0 imported, 1 line not taken\n {2}line 1: it is no JSON .*gone/,
    );
    expect(out).not.toContain('\u001b');
  });

  test.each([
    ['har', 'it is a HAR'],
    ['curl', 'it is a script'],
  ])('says of a %s file what can be imported', async (format, words) => {
    await colleague();
    const { out } = await wallstash(['journal', 'export', '--data', 'there', '--as', format]);
    const { code, err } = await wallstash(['journal', 'import', '-'], out);
    expect(code).toBe(1);
    expect(err).toContain(`standard input: Cannot import this: ${words}`);
    expect(err).toContain('export them with "wallstash journal export"');
  });

  test('takes a lone brace for no HAR, but for what goes on behind the line or was cut short', async () => {
    const { code, err } = await wallstash(['journal', 'import', '-'], '{');
    expect(code).toBe(1);
    expect(err).toContain('it is cut short, or JSON of many lines, as a HAR is.');
  });

  test('ends with 3 at a file that cannot be read, before anything is imported of it', async () => {
    const { code, err } = await wallstash(['journal', 'import', 'nothing.ndjson']);
    expect(code).toBe(3);
    expect(err).toBe(
      'wallstash: Cannot read nothing.ndjson: there is no such file; check the name.\n',
    );
    expect((await wallstash(['journal', 'import', '.'])).err).toContain('it is a directory');
  });

  test('goes through a serve that runs, which counts none of it as an arrival', async () => {
    const text = await colleague();
    await using serve = await startServe(cwd);
    await send(serve, HIT);

    const first = await wallstash(['journal', 'import', 'failure.ndjson']);
    const again = await wallstash(['journal', 'import', '-'], `${text}7\n`);
    const har = await wallstash(['journal', 'import', '-'], '{"log":{}}\n');
    const expectation = JSON.stringify({ type: 'new_hits', exactly: 1, quietFor: 0 });
    const verified = await wallstash(['verify', '--now', '--expect', '-'], expectation);
    const list = await wallstash(['journal', 'list', 'imported:yes', '--json']);

    expect(first).toEqual({ code: 0, out: 'failure.ndjson: 2 imported\n', err: '' });
    expect(again.code).toBe(1);
    expect(again.out).toContain('0 imported, 2 were here already, 1 line not taken\n  line 3: ');
    expect([har.code, har.err]).toEqual([1, expect.stringContaining('it is a HAR') as string]);
    expect(verified).toMatchObject({ code: 0 });
    expect((JSON.parse(list.out) as { entries: unknown[] }).entries).toHaveLength(2);
    const logged = serve.lines.filter(({ event }) => event === 'delivery');
    expect(logged).toHaveLength(1);
  });

  test('that a full disk ends says how many came in, and that it is begun again', async () => {
    await using there = await openJournal({ directory: join(cwd, 'there', 'journal') });
    const bodies = Array.from({ length: 1_000 }, (_one, index) =>
      there.append(draft(HIT, { receivedAt: index })),
    );
    await Promise.all(bodies);
    const { out } = await wallstash(['journal', 'export', '--data', 'there']);
    // Files of at most 512 KiB: what is beyond them cannot be written.
    const limited = spawnSync(
      'sh',
      ['-c', 'ulimit -f 1024; exec "$0" "$1" journal import -', process.execPath, MAIN],
      { cwd, input: out, encoding: 'utf8' },
    );

    expect(limited.status).toBe(3);
    expect(limited.stderr).toMatch(
      /^Ended after [1-9]\d* imported\. Import it again: .*\nwallstash: Cannot keep .* entries in /,
    );
    expect((await wallstash(['journal', 'verify'])).code).toBe(0);
  });

  test('that a signal ends leaves a sound journal, and the next one goes on', async () => {
    await using there = await openJournal({ directory: join(cwd, 'there', 'journal') });
    const bodies = Array.from({ length: 5_000 }, (_one, index) =>
      there.append(draft(HIT, { receivedAt: index })),
    );
    await Promise.all(bodies);
    const { out } = await wallstash(['journal', 'export', '--data', 'there']);
    await writeFile(join(cwd, 'many.ndjson'), out);
    await wallstash(['journal', 'import', '-'], out.slice(0, out.indexOf('\n') + 1));

    await using killed = startCommand(['journal', 'import', 'many.ndjson'], { cwd });
    const journal = join(cwd, 'data', 'journal');
    const before = (await stat(join(journal, '0000000001.ndjson'))).size;
    while ((await stat(join(journal, '0000000001.ndjson'))).size === before) await turn();
    killed.kill('SIGKILL');
    await killed.ended;

    const rest = await wallstash(['journal', 'import', 'many.ndjson', '--json']);
    const { imported, known } = JSON.parse(rest.out) as { imported: number; known: number };
    expect(known).toBeGreaterThan(1);
    expect(imported + known).toBe(5_000);
    expect((await wallstash(['journal', 'verify'])).code).toBe(0);
  });
});
