/** Somebody deletes what `serve` writes to, or starts a second one. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build } from '../../src/notification/build';
import { MAIN, startServe, type ServeProcess } from '../helpers/serve-process';

const BODY = JSON.stringify([build('vuln', { seed: 1 })]);

let cwd = '';
beforeEach(async () => (cwd = await mkdtemp(join(tmpdir(), 'wst-removed-'))));
afterEach(() => rm(cwd, { recursive: true, force: true }));

function post({ port, ca }: ServeProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { port, ca, method: 'POST', host: 'localhost', agent: false },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(BODY);
  });
}

async function ask(serve: ServeProcess, path: string): Promise<string> {
  const announced = serve.lines.find(({ event }) => event === 'listening');
  const answer = await fetch(new URL(path, String(announced?.['api'])));
  return `${answer.status} ${await answer.text()}`;
}

function wallstash(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function idsOnDisk(): string[] {
  const { stdout } = wallstash('journal', 'export');
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { id: string }).id);
}

async function stop(serve: ServeProcess): Promise<void> {
  serve.child.kill('SIGTERM');
  await serve.ended;
}

function troubles(serve: ServeProcess): string {
  return serve.lines
    .flatMap(({ event, message }) => (event === 'trouble' ? [String(message)] : []))
    .join('\n');
}

describe('serve, when somebody removes', () => {
  test.each([
    ['the open segment', 'data/journal/0000000001.ndjson'],
    ['the journal', 'data/journal'],
    ['the whole data directory', 'data'],
  ])('%s, keeps what it answers 200 from then on, and says what is gone', async (_what, path) => {
    await using serve = await startServe(cwd);
    expect([await post(serve), await post(serve)]).toEqual([200, 200]);

    await rm(join(cwd, path), { recursive: true, maxRetries: 5 });
    expect([await post(serve), await post(serve)]).toEqual([200, 200]);

    expect(troubles(serve)).toContain('2 acknowledged entries are gone (0000000001 to 0000000002)');
    expect(await ask(serve, '/readyz')).toContain('200');
    expect(await ask(serve, '/metrics')).toMatch(/^wallstash_journal_failing 0$/m);
    expect(await ask(serve, '/api/deliveries/0000000001')).not.toContain('200 ');
    await stop(serve);
    expect(idsOnDisk()).toEqual(['0000000003', '0000000004']);
    const verified = wallstash('journal', 'verify');
    expect(verified.status).toBe(1);
    expect(verified.stdout).toContain('0000000001 to 0000000002');
  });

  test('the directory, with nothing to be made in its place, answers 503 until there can', async () => {
    await using serve = await startServe(cwd);
    expect(await post(serve)).toBe(200);
    const directory = join(cwd, 'data', 'journal');
    await rm(directory, { recursive: true, maxRetries: 5 });
    await writeFile(directory, 'in the way');

    expect(await post(serve)).toBe(503);
    expect(await ask(serve, '/readyz')).toMatch(/^503 .*not-ready/);
    expect(await ask(serve, '/metrics')).toMatch(/^wallstash_journal_failing 1$/m);

    await rm(directory);
    expect(await post(serve)).toBe(200);
    expect(await ask(serve, '/readyz')).toContain('200');
    expect(await ask(serve, '/metrics')).toMatch(/^wallstash_journal_failing 0$/m);
    await stop(serve);
    expect(idsOnDisk()).toEqual(['0000000002']);
  });

  test('the socket of its lock, still keeps a second one out', async () => {
    await using serve = await startServe(cwd);
    const directory = join(cwd, 'data', 'journal');
    for (const name of await readdir(directory)) {
      if (name.endsWith('.sock')) await rm(join(directory, name));
    }
    const second = wallstash('serve', '--port', '0', '--console-port', '0');
    expect(second.status).toBe(3);
    expect(second.stderr).toContain(`process ${serve.child.pid ?? ''} is writing to it`);
  });
});

describe('what serve makes', () => {
  test('is for this user alone whatever the umask, and in nobody’s repository', async () => {
    const before = process.umask(0);
    try {
      await using serve = await startServe(cwd);
      expect(await post(serve)).toBe(200);
      await stop(serve);
    } finally {
      process.umask(before);
    }
    for (const path of await readdir(cwd, { recursive: true })) {
      const info = await stat(join(cwd, path));
      if (path.endsWith('.crt')) continue;
      expect([path, (info.mode & 0o777).toString(8)]).toEqual([
        path,
        info.isDirectory() ? '700' : '600',
      ]);
    }
    for (const name of ['data', 'certs']) {
      expect(await readFile(join(cwd, name, '.gitignore'), 'utf8')).toBe('*\n');
    }
  });

  test('is closed to others at the next start, which says so', async () => {
    await stop(await startServe(cwd));
    const segment = join(cwd, 'data', 'journal', '0000000001.ndjson');
    spawnSync('chmod', ['644', segment]);
    await using serve = await startServe(cwd);
    expect(((await stat(segment)).mode & 0o777).toString(8)).toBe('600');
    const notes = serve.lines.filter(({ event }) => event === 'note').map(({ message }) => message);
    expect(notes.join()).toContain('Others could read');
  });
});

test('serve journals the value of a header that it was told to keep, and no other', async () => {
  await using serve = await startServe(cwd, [
    '--keep-header',
    'X-Tenant',
    '--keep-header',
    'X-Zone',
  ]);
  const { port, ca } = serve;
  const headers = { 'x-tenant': 'acme', 'x-zone': 'eu', 'x-unknown': 'topsecret' };
  await new Promise((resolve) => {
    request({ port, ca, method: 'POST', host: 'localhost', headers, agent: false }, (answer) => {
      answer.resume().on('end', resolve);
    }).end(BODY);
  });
  await stop(serve);
  const { stdout } = wallstash('journal', 'show', '1');
  expect(stdout).toContain('acme');
  expect(stdout).toContain('eu');
  expect(stdout).not.toContain('topsecret');
});
