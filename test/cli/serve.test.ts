import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { build } from '../../src/notification/build';
import { createAuthority, issueCertificate } from '../../src/tls/authority';
import { send } from '../helpers/receiver';
import { MAIN, startServe } from '../helpers/serve-process';

const run = promisify(execFile);
const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'wallstash-serve-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

/** Runs the program to its end; never throws for its exit code. */
function wallstash(...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

describe('serve', () => {
  test('prints a curl line that works, and the journal then shows the delivery', async () => {
    await using serve = await startServe(cwd);
    const curl = String(serve.lines.find(({ event }) => event === 'listening')?.['curl']);

    const { stdout } = await run('sh', ['-c', `${curl} --silent`], { cwd });

    expect(stdout).toBe('ok');
    expect(wallstash('journal', 'list').stdout).toMatch(/0000000001 .* accepted 200 +new_hits/);
  });

  test('prints a curl line that works with a certificate of one’s own for another name', async () => {
    const authority = await createAuthority();
    const request = { names: ['logs.example.com'], purpose: 'server' } as const;
    const { cert, key } = await issueCertificate(authority, request);
    await mkdir(join(cwd, 'certs'));
    const files = { 'ca.crt': authority.cert, 'server.crt': cert, 'server.key': key };
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(cwd, 'certs', name), content);
    }
    await using serve = await startServe(cwd);
    const curl = String(serve.lines.find(({ event }) => event === 'listening')?.['curl']);

    const { stdout } = await run('sh', ['-c', `${curl} --silent`], { cwd });

    expect(stdout).toBe('ok');
  });

  test('keeps its keys to itself', async () => {
    await using serve = await startServe(cwd);

    expect(serve.errors()).toBe('');
    for (const key of ['ca.key', 'server.key']) {
      expect((await stat(join(cwd, 'certs', key))).mode & 0o777).toBe(0o600);
    }
  });

  test('comes up with the certificates and deliveries of the time before', async () => {
    const before = await startServe(cwd);
    await send(before, BODY);
    before.child.kill('SIGTERM');
    expect(await before.ended).toBe(0);

    await using after = await startServe(cwd);

    expect(after.ca).toBe(before.ca);
    expect(after.lines.map(({ event }) => event)).toEqual(['listening']);
    expect(after.lines[0]?.['journal']).toMatch(/\(1 delivery\)/);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s', async (signal) => {
    await using serve = await startServe(cwd);

    serve.child.kill(signal);

    expect(await serve.ended).toBe(0);
  });

  test('logs each delivery as one JSON line without a secret', async () => {
    await using serve = await startServe(cwd, ['--require-header', 'X-Token: topsecret']);
    await send(serve, BODY, { headers: { 'x-token': 'topsecret' } });
    await send(serve, '{}', { headers: { 'x-token': 'topsecret' } });
    serve.child.kill('SIGTERM');
    await serve.ended;

    const deliveries = serve.lines.filter(({ event }) => event === 'delivery');
    expect(deliveries).toMatchObject([
      { verdict: 'accepted', status: 200, types: ['new_hits'], level: 'info' },
      { verdict: 'rejected', status: 422, types: [null], level: 'warn' },
    ]);
    expect(JSON.stringify(serve.lines)).not.toContain('topsecret');
  });

  test('takes every flag from its environment twin', () => {
    const environment = { ...process.env, WALLSTASH_PORT: '99999' };
    const { status, stderr } = spawnSync(process.execPath, [MAIN, 'serve'], {
      cwd,
      encoding: 'utf8',
      env: environment,
    });
    expect(status).toBe(2);
    expect(stderr).toContain(
      'Cannot use "99999" for WALLSTASH_PORT: expected an integer from 0 to',
    );
  });
});

describe('serve says what to do', () => {
  test('when the port is taken', async () => {
    await using serve = await startServe(cwd);

    const { code, stderr } = wallstash('serve', '--port', String(serve.port), '--data', 'other');

    expect(code).toBe(3);
    expect(stderr).toMatch(/^wallstash: Cannot listen on port \d+: another process has it\..*\n$/);
  });

  test('when another one writes to the journal', async () => {
    await using serve = await startServe(cwd);

    const { code, stderr } = wallstash('serve', '--port', '0', '--console-port', '0');

    expect(code).toBe(3);
    expect(stderr).toMatch(/data\/journal/);
    expect(serve.child.exitCode).toBeNull();
  });

  test('when the data directory is a file', async () => {
    await writeFile(join(cwd, 'data'), 'in the way');

    const { code, stderr } = wallstash('serve', '--port', '0', '--console-port', '0');

    expect(code).toBe(3);
    expect(stderr).toMatch(/^wallstash: Cannot open the journal in \S+data\/journal: /m);
    expect(stderr).toContain(
      'a file stands where a directory is needed. Move it away, or use another data directory.\n',
    );
  });

  test.each([
    [['--port', 'abc'], /port/],
    [['--max-body', 'huge'], /10mb/],
    [['--on-violation', 'explode'], /reject, accept/],
    [['--user', 'me'], /user and password together/],
    [['--no-such-flag'], /unknown option/],
    [['--fault', 'nope'], /for kind of --fault/],
    [['--port', '9', '--console-port', '9'], /Cannot use 9 for --console-port: .* that of --port;/],
    [['--host-name', 'not a name!'], /not a name!/],
  ])('when given %j', (args, message) => {
    const { code, stderr } = wallstash('serve', ...args);

    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
  });
});

describe('a full disk', () => {
  const small = mkdtempSync(join(tmpdir(), 'wallstash-full-'));
  const mounted =
    process.platform === 'linux' &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', small]).status === 0;
  afterAll(() => {
    if (mounted) spawnSync('umount', ['-l', small]);
    rmSync(small, { recursive: true });
  });
  const filled = BODY.replace('"summary"', `"filler":"${'x'.repeat(50_000)}","summary"`);

  (mounted ? test : test.skip)(
    `is answered 503, loses nothing acknowledged, and needs no restart once there is room${mounted ? '' : ' (skipped: mounting a tmpfs needs root on Linux)'}`,
    async () => {
      await writeFile(join(small, 'filler'), Buffer.alloc(3_000_000));
      await using serve = await startServe(cwd, ['--data', small]);
      let acknowledged = 0;
      let status = 200;
      while (status === 200) {
        ({ status } = await send(serve, filled));
        if (status === 200) acknowledged += 1;
      }
      expect(status).toBe(503);

      await rm(join(small, 'filler'));
      expect((await send(serve, filled)).status).toBe(200);
      acknowledged += 1;

      serve.child.kill('SIGTERM');
      expect(await serve.ended).toBe(0);
      const { stdout } = wallstash('journal', 'export', '--data', small);
      expect(stdout.trim().split('\n').length).toBe(acknowledged);
      expect(wallstash('journal', 'verify', '--data', small).code).toBe(0);
    },
  );
});
