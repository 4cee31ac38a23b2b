import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

import { EXIT } from '../../src/cli/command';
import { published } from '../notification/published';
import { validate } from './validate-in-process';

// These read tens of megabytes, which a busy machine does slowly.
jest.setTimeout(300_000);

const [classic] = published('01');
const [current] = published('04');
const line = (value: unknown) => JSON.stringify(value);

let cwd: string;
beforeEach(async () => void (cwd = await mkdtemp(join(tmpdir(), 'wallstash-validate-'))));
afterEach(() => rm(cwd, { recursive: true, force: true }));

const put = (name: string, content: string | Buffer) => writeFile(join(cwd, name), content);

describe('a large input of wallstash validate', () => {
  /** Bytes that the command may use for objects: a fraction of the input. */
  const HEAP_MB = 48;
  const CLI = join(__dirname, '..', 'helpers', 'run-cli.mjs');

  function start(...args: string[]) {
    const flags = [`--max-old-space-size=${HEAP_MB}`, CLI, 'validate', ...args];
    return spawn(process.execPath, flags, { stdio: ['pipe', 'pipe', 'inherit'] });
  }

  function* lines(count: number): Generator<string> {
    const hit = line(classic);
    for (let index = 0; index < count; index += 100) {
      const batch = Array.from({ length: 100 }, (_, nth) => {
        return hit.replace('TestCompany', `company ${index + nth} ${'x'.repeat(400)}`);
      });
      yield `${batch.join('\n')}\n`;
    }
  }

  test('of 100,000 notifications is validated line by line', async () => {
    const child = start('-');
    Readable.from(lines(100_000)).pipe(child.stdin);
    const output = await text(child.stdout);

    expect(output).toContain(
      '1 of 1 file valid, 100000 notifications, 0 violations, 100000 notices\n',
    );
    expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(EXIT.ok);
  });

  test('makes one JSON document, written as it is read', async () => {
    await put('big.log', [...lines(25_000), '{"a":\n'].join(''));
    const child = start('--json', join(cwd, 'big.log'));
    const document = JSON.parse(await text(child.stdout)) as {
      files: { notifications: unknown[] }[];
    };

    expect(document.files[0]?.notifications).toHaveLength(25_000);
    expect(document).toMatchObject({
      invalid: 1,
      files: [{ carrier: 'ndjson', violations: [{ pointer: '/25000', line: 25_001 }] }],
    });
  });

  test('may be read by one who has soon had enough', async () => {
    const child = start('--json', '-');
    child.stdin.on('error', () => undefined);
    Readable.from(lines(25_000)).pipe(child.stdin);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code, signal] = (await once(child, 'exit')) as unknown[];

    expect([code, signal]).toEqual([EXIT.ok, null]);
  });

  test('tells of each notification that is as published, and on which line another stands', async () => {
    const hit = `${line(current)}\n`;
    const some = hit.repeat(Math.ceil(9_000_000 / hit.length));
    const count = 2 * (some.length / hit.length) + 1;
    await put('big.ndjson', `${some}\n{"a":\n${some}{}`);
    const { code, output } = await validate(['--json', 'big.ndjson'], { cwd });
    const document = JSON.parse(output) as { files: { notifications: { type: string }[] }[] };
    const { notifications = [] } = document.files[0] ?? {};

    expect(code).toBe(EXIT.failed);
    expect(notifications).toHaveLength(count);
    expect(notifications.filter(({ type }) => type === 'new_hits')).toHaveLength(count - 1);
    expect(notifications[0]).toEqual(notifications.at(-2));
    const bad = count / 2 - 0.5;
    expect(document).toMatchObject({
      files: [{ carrier: 'ndjson', violations: [{ pointer: `/${bad}`, line: bad + 2 }] }],
    });
    expect(notifications.at(-1)).toMatchObject({ violations: [{ line: count + 2 }, {}] });
  });

  test('that is one array is read whole', async () => {
    const hits = Array.from({ length: 18_000 }, () => classic);
    await put('big.json', JSON.stringify(hits, null, 1));
    const { code, output } = await validate(['big.json'], { cwd });

    expect(code).toBe(EXIT.ok);
    expect(output).toContain('1 of 1 file valid, 18000 notifications');
  });

  test('with a line that is too long names that line and reads on', async () => {
    await put('big.ndjson', `${line(current)}\n"${'x'.repeat(17_000_000)}"\n${line(current)}\n`);
    const { output } = await validate(['--json', 'big.ndjson'], { cwd });

    expect(JSON.parse(output)).toMatchObject({
      files: [
        {
          valid: false,
          carrier: 'ndjson',
          notifications: [{ violations: [] }, { violations: [] }],
          violations: [{ pointer: '/1', line: 2, keyword: 'size' }],
        },
      ],
    });
  });
});
