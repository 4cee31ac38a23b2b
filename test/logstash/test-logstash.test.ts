/** `npm run test:logstash` with what stands for Logstash, and for Docker: there is neither where this runs. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type TemporaryDirectory, temporaryDirectory } from '../helpers/certificates';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'test-logstash.mjs');
const FAKE = join(__dirname, '..', 'helpers', 'fake-logstash.mjs');

interface Run {
  readonly code: number | null;
  readonly output: string;
  /** Standard output's last line. */
  readonly sum: string | undefined;
}

describe('npm run test:logstash', () => {
  let directory: TemporaryDirectory;
  let home: string;
  beforeEach(async () => {
    directory = await temporaryDirectory();
    home = join(directory.path, 'home');
    await program(join('home', 'bin', 'logstash'), `exec "${process.execPath}" "${FAKE}" "$@"`);
    await mkdir(join(directory.path, 'tmp'));
  });
  afterEach(() => directory[Symbol.asyncDispose]());

  /** Writes a shell script that can be run. */
  async function program(name: string, text: string): Promise<void> {
    const file = join(directory.path, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, `#!/bin/sh\n${text}\n`);
    await chmod(file, 0o755);
  }

  function start(env: NodeJS.ProcessEnv, args: readonly string[] = []) {
    const { path } = directory;
    const child = spawn(process.execPath, [SCRIPT, ...args], {
      env: {
        ...{
          PATH: [join(path, 'programs'), '/usr/bin', '/bin'].join(':'),
          TMPDIR: join(path, 'tmp'),
          LOG: join(path, 'log'),
        },
        FAKE_PIDS: join(path, 'pids'),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const texts = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
    const ended = once(child, 'close').then(([code]): Run => {
      const sum = texts.stdout.trimEnd().split('\n').at(-1);
      return { code: code as number | null, output: texts.stdout + texts.stderr, sum };
    });
    return { child, ended };
  }

  /** How many processes of the fixture there were; fails when one is left, or a file of theirs. */
  async function everyoneGone(): Promise<number> {
    const pids = (await readFile(join(directory.path, 'pids'), 'utf8')).trim().split('\n');
    for (const pid of pids) expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH');
    const left = await readdir(join(directory.path, 'tmp'));
    expect(left.filter((name) => name.startsWith('wallstash'))).toEqual([]);
    return pids.length;
  }

  test('says why it is skipped where there is neither Logstash nor Docker', async () => {
    expect(await start({}).ended).toEqual({
      code: 0,
      output:
        'Skipped: no Logstash: set LOGSTASH_HOME to the directory with bin/logstash, or start Docker.\n' +
        '0 passed, 0 failed, 1 skipped\n',
      sum: '0 passed, 0 failed, 1 skipped',
    });
  });

  test('fails when LOGSTASH_HOME holds no Logstash', async () => {
    const { code, output, sum } = await start({ LOGSTASH_HOME: directory.path }).ended;

    expect({ code, sum }).toEqual({ code: 1, sum: '0 passed, 1 failed' });
    expect(output).toContain(`LOGSTASH_HOME is ${directory.path}, where there is no bin/logstash.`);
  });

  test('checks the Logstash of LOGSTASH_HOME, kills it amid the check, and leaves nothing', async () => {
    const args = ['--only', 'post,ndjson,malformed-is-kept,restart'];
    const { code, output, sum } = await start({ LOGSTASH_HOME: home }, args).ended;

    expect(output).toMatch(/^✓ {2}restart +100 +100 /m);
    expect({ code, sum }).toEqual({ code: 0, sum: '4 passed, 0 failed' });
    expect(await everyoneGone()).toBe(2);
  }, 300_000);

  test('shows the end of the log when a scenario fails', async () => {
    const env = { LOGSTASH_HOME: home, FAKE_PIPELINE: 'json-codec-ndjson' };
    const args = ['--only', 'post,ndjson', '--timeout', '1'];
    const { code, output, sum } = await start(env, args).ended;

    expect({ code, sum }).toEqual({ code: 1, sum: '1 passed, 1 failed' });
    expect(output).toContain('The end of what Logstash logged:\n  [INFO] Pipelines running\n');
    expect(await everyoneGone()).toBe(1);
  }, 300_000);

  test.each([['the check'], ['the sinks', '--sinks']])(
    'tells a Logstash that dies at its start, before %s',
    async (_part, ...args) => {
      const env = { LOGSTASH_HOME: home, FAKE_DEATH: 'unknown setting' };
      const { code, output, sum } = await start(env, args).ended;

      expect({ code, sum }).toEqual({ code: 1, sum: '0 passed, 1 failed' });
      expect(output).toContain(
        'Logstash ended with 1.\nLogstash did not come to answer at its webhook.',
      );
      expect(output).toContain('  [FATAL] unknown setting\n');
      expect(await everyoneGone()).toBe(1);
    },
    300_000,
  );

  test('leaves nothing when it is told to stop', async () => {
    const { child, ended } = start({ LOGSTASH_HOME: home }, ['--only', 'slow-receiver']);
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.includes('Receives on')) child.kill('SIGTERM');
    });

    expect((await ended).code).toBe(1);
    expect(await everyoneGone()).toBe(1);
  }, 300_000);

  test.each([
    [0, { code: 0, sum: '2 passed, 0 failed, 1 skipped' }],
    [1, { code: 1, sum: '0 passed, 1 failed' }],
  ])(
    'takes the compose stack where Docker runs, and ends it, when its start ends with %d',
    async (upCode, expected) => {
      const report = '<testsuite name="a" tests="3" failures="0" errors="0" skipped="1">';
      await program(
        join('programs', 'docker'),
        [
          'echo "$@" >> "$LOG"',
          `case "$*" in *" up "*) exit ${upCode};; esac`,
          'case "$*" in *" run "*) ls -l reports/check.xml | cut -c1-10 >> "$LOG";; esac',
          `case "$*" in *" run "*) echo '${report}' > reports/check.xml;; esac`,
        ].join('\n'),
      );

      const { code, sum } = await start({}, ['--only', 'post,restart']).ended;

      expect({ code, sum }).toEqual(expected);
      const calls = (await readFile(join(directory.path, 'log'), 'utf8')).trim().split('\n');
      const ours = 'compose --project-name wallstash-test';
      expect(calls).toEqual([
        ...['compose version', 'info', `${ours} up --build --detach --wait`],
        // The container's user could not be read otherwise.
        ...(upCode === 0
          ? [`${ours} run --rm check check --only post,restart`, '-rw-rw-rw-']
          : [`${ours} logs --tail 40 logstash`]),
        `${ours} down --volumes`,
      ]);
    },
  );
});
