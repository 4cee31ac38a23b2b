/** `integration` and `event` while a `serve`, a process of its own, runs the console. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../src/cli/program';
import { startConsole } from '../../src/console/start-console';
import { freePort, startPlainHttp } from '../helpers/peers';
import { type ServeProcess, startServe } from '../helpers/serve-process';
import { collectOutput } from './output';

const TOKEN = 'a token of the test';
const SECRET = 'hush-hush-hush';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'wst-'));
});
afterEach(() => {
  delete process.env['WALLSTASH_CONSOLE_TOKEN'];
  return rm(cwd, { recursive: true, force: true });
});

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line to its end, in this process. */
async function wallstash(...args: readonly string[]): Promise<Run> {
  const { dependencies, text } = collectOutput();
  let stderr = '';
  const code = await run(args, { ...dependencies, cwd, err: (part) => void (stderr += part) });
  return { code, stdout: text(), stderr };
}

/** URL of the API of this `serve`. */
function apiOf({ lines }: ServeProcess): string {
  return String(lines.find(({ event }) => event === 'listening')?.['api']);
}

/** Makes an integration that sends to the endpoint of this `serve`. */
function create({ port }: ServeProcess, ...flags: readonly string[]): Promise<Run> {
  const url = `https://localhost:${port}`;
  const way = ['--name', 'here', '--url', url, '--ca', 'certs/ca.crt', ...flags];
  return wallstash('integration', 'create', ...way);
}

/** Whether so many of this type arrive at the endpoint, as the API tells it; waits for them. */
async function arrived(serve: ServeProcess, type: string, atLeast = 1): Promise<unknown> {
  const answer = await fetch(`${apiOf(serve)}/api/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type, atLeast, within: 30_000 }),
  });
  return answer.json();
}

describe('beside a running serve', () => {
  test('an integration is made, changed, tested and told of an event that arrives', async () => {
    await using serve = await startServe(cwd);

    const made = await create(serve, '--events', 'hits', '--header', `X-Auth-Token: ${SECRET}`);
    const changed = await wallstash('integration', 'update', 'here', '--format', 'ndjson');
    const tested = await wallstash('integration', 'test', 'here');
    const raised = await wallstash('event', 'new_hits', '--count', '2');

    expect([made, changed, tested, raised].map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(made.stdout).toMatch(/Name +here\nState +enabled\n/);
    expect(changed.stdout).toMatch(/X-Auth-Token: \*{8}\n[\s\S]*Data format +ndjson/);
    expect(tested.stdout.match(/^✓ {2}\w+ +200/gm)).toHaveLength(5);
    expect(raised.stdout).toMatch(/^✓ {2}here {2}new_hits {2}200 /);
    expect(raised.stdout).toMatch(/\n2 notifications in 1 body, 1 of 1 delivered\.\n$/);
    // The test message is one, too.
    expect(await arrived(serve, 'new_hits', 3)).toMatchObject({ held: true, count: 3 });
    expect(JSON.stringify([made, changed, tested, raised, serve.lines])).not.toContain(SECRET);
  });

  test('the others hear that one was disabled or deleted', async () => {
    await using serve = await startServe(cwd);
    await create(serve, '--events', 'system');
    await create(serve, '--events', 'hits', '--name', 'other');

    const disabled = await wallstash('integration', 'disable', 'other');
    const nobody = await wallstash('event', 'new_hits');
    const enabled = await wallstash('integration', 'enable', 'other', '--json');
    const deleted = await wallstash('integration', 'delete', 'other');
    const shown = await wallstash('integration', 'show', 'other');
    const [first, last] = [
      await arrived(serve, 'disable_integration'),
      await arrived(serve, 'delete_integration'),
    ];

    expect(disabled.stdout).toMatch(/State +disabled/);
    expect(nobody.stdout).toContain('No enabled integration is to be told of new_hits');
    expect(JSON.parse(enabled.stdout)).toMatchObject({ name: 'other', enabled: true });
    expect(deleted).toMatchObject({ code: 0, stdout: 'Deleted 2, other.\n' });
    expect(shown).toMatchObject({ code: 3, stderr: expect.stringContaining('other') as string });
    expect([first, last]).toMatchObject([{ held: true }, { held: true }]);
  });

  test('what cannot be is refused with the same sentence and exit code as without it', async () => {
    const wrong = [
      ['integration', 'create', '--name', 'x', '--url', 'http://localhost/'],
      ['integration', 'update', '1', '--name', ' '],
      ['integration', 'disable', 'nobody'],
      ['event', 'attacks_exceeded'],
      ['integration', 'test', 'nobody'],
      ['event', 'ip_blocked'],
      ['event', 'new_hits', '--to', 'here'],
    ];
    const alone: Run[] = [];
    const beside: Run[] = [];

    {
      await using serve = await startServe(cwd);
      await create(serve);
      for (const args of wrong) beside.push(await wallstash(...args));
    }
    for (const args of wrong) alone.push(await wallstash(...args));

    expect(beside).toEqual(alone);
    expect(beside.map(({ code }) => code)).toEqual([2, 2, 3, 2, 3, 2, 2]);
  });

  test('an event that does not arrive is waited for until its first attempt is over', async () => {
    await using serve = await startServe(cwd, ['--fault', 'status=503']);
    await create(serve, '--events', 'hits');

    const raised = await wallstash('event', 'new_hits', '--json');

    expect(raised.code).toBe(1);
    expect(JSON.parse(raised.stdout)).toMatchObject({
      deliveries: [{ state: 'pending', lastFailure: { code: 'STATUS_503' } }],
    });
    expect(raised.stderr).toContain('STATUS_503');
  });

  test('with a token it is wanted, and taken from the environment', async () => {
    await using serve = await startServe(cwd, ['--console-token', TOKEN]);
    const enable = ['integration', 'enable', 'here'];
    const token = ['--console-token', TOKEN];

    const made = await create(serve, ...token);
    const without = await wallstash(...enable);
    const wrong = await wallstash(...enable, '--console-token', 'another token of it');
    process.env['WALLSTASH_CONSOLE_TOKEN'] = TOKEN;
    const right = await wallstash(...enable);

    expect([made, without, wrong, right].map(({ code }) => code)).toEqual([0, 3, 3, 0]);
    const owner = `wallstash serve, process ${String(serve.child.pid)}`;
    expect(without.stderr).toContain(`the console that ${owner} runs: it wants a token.`);
    expect(wrong.stderr).toContain('its token is another. Put the one that it was started with');
    expect(wrong.stderr).not.toContain('another token of it');
  });
});

describe('the console is the command’s own again', () => {
  test.each(['SIGTERM', 'SIGKILL'] as const)('after serve ended by %s', async (signal) => {
    const serve = await startServe(cwd);
    await create(serve);
    serve.child.kill(signal);
    await serve.ended;

    const disabled = await wallstash('integration', 'disable', 'here');

    expect(disabled).toMatchObject({ code: 0, stderr: '' });
    const file = await readFile(join(cwd, 'data', 'console', 'integrations.json'), 'utf8');
    expect(JSON.parse(file)).toMatchObject({ integrations: [{ enabled: false }] });
  });

  test('beside a serve that leaves it alone', async () => {
    await using serve = await startServe(cwd, ['--no-console']);

    const made = await create(serve);

    expect(made.code).toBe(0);
    const { lines } = serve;
    expect(lines.find(({ event }) => event === 'listening')).toMatchObject({ integrations: null });
  });
});

describe('a console that another process holds', () => {
  const directory = () => join(cwd, 'data', 'console');

  test('does not keep serve from starting: it says who, and its API does too', async () => {
    await using console = await startConsole({ directory: directory(), owner: 'somebody' });
    await using serve = await startServe(cwd);

    const answer = await fetch(`${apiOf(serve)}/api/integrations`);

    expect(console.list()).toEqual([]);
    expect(serve.lines.map(({ message }) => message).join()).toContain('somebody runs it.');
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      type: 'docs/errors.md#wst_not_running',
      detail: expect.stringContaining('somebody runs it.') as string,
    });
  });

  test('keeps it from starting when --console was asked for', async () => {
    await using console = await startConsole({ directory: directory(), owner: 'somebody' });

    const ports = ['--port', '0', '--console-port', '0'];
    const { code, stderr } = await wallstash('serve', '--console', ...ports);

    expect(console.list()).toEqual([]);
    expect([code, stderr]).toEqual([3, expect.stringContaining('somebody runs it.')]);
  });

  test('and whose API does not answer is told of with the reason', async () => {
    const gone = `http://127.0.0.1:${await freePort()}`;
    await using console = await startConsole({
      ...{ directory: directory(), owner: 'somebody', api: () => gone },
    });

    const { code, stderr } = await wallstash('event', 'new_hits');

    expect(console.list()).toEqual([]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^wallstash: Cannot use the console at http:.*, which somebody runs: /);
    expect(stderr).toContain('ECONNREFUSED');
  });

  test('and whose API is no console is told of with the reason', async () => {
    await using other = await startPlainHttp((_request, response) => {
      response.writeHead(404).end('not a console');
    });
    await using console = await startConsole({
      ...{ directory: directory(), owner: 'somebody' },
      api: () => `http://127.0.0.1:${other.port}`,
    });

    const { code, stderr } = await wallstash('event', 'new_hits');

    expect([console.list(), code]).toEqual([[], 3]);
    expect(stderr).toMatch(/somebody runs: it answered 404\. /);
    expect(stderr).not.toContain('    at ');
  });
});

test('a command that waits for a console that does not answer is ended by Ctrl-C', async () => {
  const stop = new AbortController();
  await using silent = await startPlainHttp(() => stop.abort());
  await using console = await startConsole({
    ...{ directory: join(cwd, 'data', 'console'), owner: 'somebody' },
    api: () => `http://127.0.0.1:${silent.port}`,
  });

  const { dependencies } = collectOutput(stop.signal);
  const code = await run(['integration', 'enable', 'here'], { ...dependencies, cwd });

  expect([console.list(), code]).toEqual([[], 1]);
});

test('what the disk does not take of the console is told by serve', async () => {
  // A directory stands where the history is to be.
  await mkdir(join(cwd, 'data', 'console', 'attempts.ndjson'), { recursive: true });
  await using serve = await startServe(cwd);
  await create(serve, '--events', 'hits');

  const { code } = await wallstash('event', 'new_hits');
  serve.child.kill('SIGTERM');
  await serve.ended;

  expect(code).toBe(0);
  expect(serve.lines).toContainEqual(
    expect.objectContaining({
      message: expect.stringMatching(/^Cannot write .*attempts\.ndjson/) as string,
    }),
  );
});

test('a taken console port is told of with its own flag', async () => {
  await using serve = await startServe(cwd);

  const { code, stderr } = await wallstash(
    ...['serve', '--port', '0', '--console-port', new URL(apiOf(serve)).port],
    ...['--data', 'other', '--certs-directory', 'other-certs'],
  );

  expect(code).toBe(3);
  expect(stderr).toMatch(/^wallstash: Cannot listen on port \d+: .* pass --console-port 0 /);
});
