import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect } from 'node:tls';

import { EXIT } from '../../src/cli/command';
import { openJournal } from '../../src/journal/durable-journal';
import { temporaryDirectory } from '../helpers/certificates';
import { grown, namedPipe, startCommand, type CommandProcess } from '../helpers/command-process';
import { draft } from '../helpers/journal';
import { MAIN, startServe } from '../helpers/serve-process';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** One signal, and the process is over by it. */
async function expectEnd(running: CommandProcess, signal: NodeJS.Signals): Promise<void> {
  running.kill(signal);
  expect(await running.ended).toBe(signal);
}

describe.each(SIGNALS)('the first %s ends', (signal) => {
  test.each([
    ['array', ['sample', 'new_hits', '--count', '100000000']],
    ['ndjson', ['sample', 'vuln', '--count', '100000000', '--format', 'ndjson']],
  ])('sample, which writes an %s to a file and never yields', async (_format, args) => {
    await using directory = await temporaryDirectory();
    const outFile = join(directory.path, 'out');
    await using running = startCommand(args, { cwd: directory.path, outFile });
    await grown(outFile, 1_000_000);
    await expectEnd(running, signal);
  });

  test('validate in the middle of a long file', async () => {
    await using directory = await temporaryDirectory();
    await directory.write('big.ndjson', '{"summary":"s","details":{}}\n'.repeat(1_000_000));
    const outFile = join(directory.path, 'out');
    const options = { cwd: directory.path, outFile };
    await using running = startCommand(['validate', '--strict', 'big.ndjson'], options);
    await grown(outFile, 10_000);
    await expectEnd(running, signal);
  });

  test.each([
    ['sample', ['sample', 'new_hits', '--count', '100000000']],
    ['validate', ['validate', '--strict', 'big.ndjson']],
    ['journal export', ['journal', 'export', '--data', '.']],
  ])('%s into a pipe that nobody reads', async (_name, args) => {
    await using directory = await temporaryDirectory();
    await directory.write('big.ndjson', '{"summary":"s","details":{}}\n'.repeat(100_000));
    await filled(directory.path, 5_000);
    await using running = startCommand(args, { cwd: directory.path });
    if (running.stdout === null) throw new Error('no pipe');
    await once(running.stdout, 'readable');
    await expectEnd(running, signal);
  });

  test.each([['list'], ['verify'], ['tail'], ['export'], ['show', '1']])(
    'journal %s while the journal is being read in',
    async (...args) => {
      await using directory = await temporaryDirectory();
      const { path: cwd } = directory;
      await filled(cwd, 30_000);
      // Seen from outside, the moment would be over at times before anybody has looked.
      const atOpen = await directory.write(
        'at-open.cjs',
        `const files = require('node:fs/promises');
        const { open } = files;
        files.open = (path, ...rest) => {
          if (path.endsWith('0000000001.ndjson')) process.kill(process.pid, '${signal}');
          return open(path, ...rest);
        };`,
      );
      const env = { NODE_OPTIONS: `--require ${atOpen}` };
      await using running = startCommand(['journal', ...args, '--data', '.'], { cwd, env });
      running.stdout?.resume();
      expect(await running.ended).toBe(signal);
    },
  );

  test.each([
    ['validate', ['validate', 'PIPE']],
    ['verify', ['verify', '--data', '.', '--expect', 'PIPE']],
    ['lint-pipeline', ['lint-pipeline', 'PIPE']],
    ['send', ['send', '--url', 'https://localhost:9', '--file', 'PIPE']],
    ['check', ['check', '--through', 'https://localhost:9', '--ca', 'PIPE']],
    ['serve', ['serve', '--port', '0', '--client-ca', 'PIPE']],
  ])('%s that waits for its input', async (_name, args) => {
    await using pipe = await namedPipe('input.conf');
    await filled(pipe.cwd, 1);
    const given = args.map((one) => (one === 'PIPE' ? pipe.path : one));
    await using running = startCommand(given, { cwd: pipe.cwd });
    await pipe.opened();
    await expectEnd(running, signal);
  });

  test('journal tail -f, which waits for what comes', async () => {
    await using directory = await temporaryDirectory();
    await filled(directory.path, 1);
    const { path: cwd } = directory;
    await using tail = startCommand(['journal', 'tail', '-f', '--data', '.'], { cwd });
    if (tail.stdout === null) throw new Error('no pipe');
    await once(tail.stdout, 'readable');
    await expectEnd(tail, signal);
  });
});

describe('a command with something to finish', () => {
  test.each(SIGNALS)('send says at %s what was sent, and ends', async (signal) => {
    await using directory = await temporaryDirectory();
    const { path: cwd } = directory;
    await using serve = await startServe(cwd);
    const args = ['send', 'vuln', '--count', '100000000', '--ca', 'certs/ca.crt'];
    const url = `https://localhost:${serve.port}`;
    await using running = startCommand([...args, '--url', url], { cwd });
    while (!serve.lines.some(({ event }) => event === 'delivery')) await serve.next();
    running.kill(signal);
    const output = running.stdout === null ? '' : await text(running.stdout);
    expect(output).toMatch(/^Sent \d+ of 100000000 bodies .*, then stopped\.\n/);
    expect(await running.ended).toBe(EXIT.failed);
  });

  test('serve finishes an answer, and the second signal ends it at once', async () => {
    await using directory = await temporaryDirectory();
    await using serve = await startServe(directory.path);
    const socket = connect({ port: serve.port, host: 'localhost', ca: serve.ca });
    socket.on('error', () => undefined);
    // The rest of the body never comes.
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n[');
    await once(socket, 'secureConnect');
    serve.child.kill('SIGTERM');
    while (!serve.lines.some(({ event }) => event === 'stopping')) await serve.next();
    serve.child.kill('SIGINT');
    expect(await serve.ended).toBe('SIGINT');
    socket.destroy();
  });

  test('is ended all the same when its disk hangs', async () => {
    await using directory = await temporaryDirectory();
    const { path: cwd } = directory;
    const hang = await directory.write(
      'hang.cjs',
      `process.once('SIGTERM', () => {
        const files = require('node:fs/promises');
        for (const name of ['open', 'mkdir', 'writeFile', 'rename']) {
          files[name] = () => new Promise(() => setInterval(() => undefined, 60_000));
        }
      });`,
    );
    await using silent = await silentServer();
    const args = ['doctor', `https://127.0.0.1:${silent.port}`, '--report', 'junit=report.xml'];
    const env = { NODE_OPTIONS: `--require ${hang}` };
    await using running = startCommand(args, { cwd, env });
    await silent.asked;
    running.kill('SIGTERM');
    expect(await running.ended).toBe('SIGTERM');
  });
});

const canUnshare = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0;

describe('the first process of a container', () => {
  (canUnshare ? test : test.skip).each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'ends at the first %s as well (needs Linux, and the right to make a namespace)',
    async (signal, code) => {
      await using directory = await temporaryDirectory();
      await filled(directory.path, 1);
      const args = [MAIN, 'journal', 'tail', '-f', '--data', '.'];
      const outer = spawn('unshare', ['--pid', '--fork', process.execPath, ...args], {
        cwd: directory.path,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(outer.stdout, 'readable');
      const children = await readFile(`/proc/${outer.pid}/task/${outer.pid}/children`, 'utf8');
      process.kill(Number(children), signal);
      expect(await once(outer, 'exit')).toEqual([code, null]);
    },
  );
});

/** A journal of so many entries in `journal/`. */
async function filled(cwd: string, entries: number): Promise<void> {
  const directory = join(cwd, 'journal');
  await mkdir(directory, { recursive: true });
  // All in the newest segment, which has no index file: it is read when the journal is opened.
  await using journal = await openJournal({ directory, keep: 10 * entries });
  const one = draft('[]');
  await Promise.all(Array.from({ length: entries }, () => journal.append(one)));
}

/** A server that takes connections and never says anything; `asked` when the first is there. */
async function silentServer(): Promise<
  { port: number; asked: Promise<unknown> } & AsyncDisposable
> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked: once(server, 'connection'),
    async [Symbol.asyncDispose]() {
      server.close();
      await Promise.resolve();
    },
  };
}
