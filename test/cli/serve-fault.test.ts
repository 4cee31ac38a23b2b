/** `serve --fault`: how it is written, and what it does to a real sender and the journal on disk. */
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { journalCommand } from '../../src/cli/journal/journal';
import { serveCommand } from '../../src/cli/serve/serve';
import { serveFlags } from '../../src/cli/serve/serve-flags';
import { build } from '../../src/notification/build';
import { temporaryDirectory } from '../helpers/certificates';
import { send } from '../helpers/receiver';
import { runCommand } from './run-command';

/** The faults that these arguments of `serve` ask for. */
function faultsOf(...args: string[]) {
  const command = serveFlags().configureOutput({ writeErr: () => undefined });
  return command
    .parse(args, { from: 'user' })
    .opts()
    .fault.map(({ fault }) => fault);
}

describe('serve --fault', () => {
  afterEach(() => {
    delete process.env['WALLSTASH_FAULT'];
  });

  test.each([
    ['status=503,503,200', { kind: 'status', status: [503, 503, 200] }],
    ['delay=250', { kind: 'delay', milliseconds: 250 }],
    ['delay=100-500:seed=3', { kind: 'delay', milliseconds: { from: 100, to: 500 }, seed: 3 }],
    ['slow-response', { kind: 'slow-response' }],
    ['slow-response=20', { kind: 'slow-response', milliseconds: 20 }],
    ['expired:next=2', { kind: 'expired', next: 2 }],
    ['handshake-reset:share=0.25', { kind: 'handshake-reset', share: 0.25 }],
  ])('reads %s', (text, fault) => {
    expect(faultsOf('--fault', text)).toEqual([fault]);
  });

  test('may be given more than once, and its environment twin holds several', () => {
    const both = [{ kind: 'never-respond', next: 1 }, { kind: 'expired' }];
    expect(faultsOf('--fault', 'never-respond:next=1', '--fault', 'expired')).toEqual(both);

    process.env['WALLSTASH_FAULT'] = 'never-respond:next=1 expired';
    expect(faultsOf()).toEqual(both);
  });

  test.each([
    ['explosion', 'Cannot use "explosion" for kind of --fault: expected one of delay, status'],
    ['status', 'Cannot use "status" for --fault: expected KIND[=VALUE]'],
    ['delay=fast', 'for --fault'],
    ['delay=1-2-3', 'for --fault'],
    ['expired=1', 'for --fault'],
    ['expired:often=1', 'for --fault'],
    ['expired:next=1:next=2', 'for --fault'],
    ['expired:next=0', 'Cannot use 0 for next of --fault: expected an integer from 1.'],
    ['status=99', 'for status of --fault: expected a status from 200 to 599'],
  ])('refuses %s and says what it takes', (text, words) => {
    expect(() => faultsOf('--fault', text)).toThrow(
      expect.objectContaining({
        code: 'WST_OPTION',
        message: expect.stringContaining(words) as string,
      }) as Error,
    );
  });
});

describe('a fault of serve', () => {
  test('acts, is journalled, and is shown by every command that shows entries', async () => {
    await using directory = await temporaryDirectory();
    const cwd = directory.path;
    const ending = new AbortController();
    const lines = new EventEmitter();
    let printed = '';
    const out = (text: string | Uint8Array): void => {
      printed += String(text);
      lines.emit('text');
    };
    const until = async (words: RegExp): Promise<void> => {
      while (!words.test(printed)) await once(lines, 'text');
    };
    const args = [
      '--port',
      '0',
      '--console-port',
      '0',
      '--fault',
      'expired:next=1',
      '--fault',
      'status=503',
    ];

    const serving = runCommand(serveCommand, args, { cwd, out, signal: ending.signal });
    await until(/A fault is on: status=503\n/);
    const port = Number(/https:\/\/localhost:(\d+)/.exec(printed)?.[1]);
    const ca = await readFile(join(cwd, 'certs', 'ca.crt'), 'utf8');
    await expect(send({ port, ca }, '[]')).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
    await until(/TLS .* refused - {2}handshake \(fault expired\): The sender .*hung up/);
    const sample = JSON.stringify([build('new_hits', { seed: 1 })]);
    expect((await send({ port, ca }, sample)).status).toBe(503);
    await until(
      /POST .* refused 503 {2}new_hits \(fault status\): The fault "status" answered 503/,
    );
    ending.abort();
    await serving;

    const list = await runCommand(journalCommand, ['list'], { cwd });
    expect(list.output).toMatch(/TLS .* refused - +handshake \(fault expired\)\n/);
    expect(list.output).toMatch(/POST .* refused 503 +new_hits \(.*fault status\)\n/);
    const show = await runCommand(journalCommand, ['show', '1'], { cwd });
    expect(show.output).toMatch(
      /^Entry 0+1: a TLS handshake, no delivery\n[\s\S]*fault +expired\n/,
    );
    expect(show.output).toMatch(/outcome +The sender .*hung up/);
    const bodies = await runCommand(journalCommand, ['export', '--format', 'bodies'], { cwd });
    expect(bodies.output).toBe(`${sample}\n`);
    const verified = await runCommand(journalCommand, ['verify'], { cwd });
    expect(verified.output).toMatch(/2 entries[\s\S]*Every record is sound/);
  });
});
