/** Checks that are told to the API: kept, bounded, and announced on the live stream. */
import { EventEmitter, once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';

import type { RunningApi } from '../../src/api/api';
import { openChecks } from '../../src/api/checks';
import type { CheckReport } from '../../src/api/schemas/check';
import type { CheckResult } from '../../src/check/result';
import type { CheckState } from '../../src/check/remote/published-check';
import { temporaryDirectory } from '../helpers/certificates';
import { call, startTestApi } from './setup';

/** What a check posts has the fields that the API knows, and the other way round: the compiler says so. */
type Posted = CheckResult & { readonly state: CheckState; readonly toCome: readonly string[] };
type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

/** Older checks do not tell what was not acknowledged, or not accepted. */
type Older<T> = T extends readonly (infer Item)[]
  ? readonly Older<Item>[]
  : T extends object
    ? {
        [Key in keyof T as Exclude<Key, 'notAcknowledged' | 'notAccepted' | 'timeline'>]: Older<
          T[Key]
        >;
      }
    : T;

const posted = (run: string, over: Partial<Posted> = {}): Posted => ({
  ...{ run, state: 'running', seed: '1', through: 'localhost:5044', toCome: ['put'] },
  ...{ startedAt: 1_700_000_000_000, duration: 20.5, passed: false },
  counts: { passed: 0, failed: 1, skipped: 0 },
  scenarios: [
    {
      ...{ id: 'post', hazard: 'h', expects: 'e', remedy: 'r', outcome: 'failed', reason: 'why' },
      ...{ problems: ['refused'], duration: 20.5 },
      findings: {
        ...{
          sent: 1,
          notAcknowledged: 0,
          arrived: 1,
          lost: 0,
          late: 0,
          altered: 1,
          repeated: 0,
          duplicated: 0,
          notAccepted: 1,
        },
        examples: {
          ...{ notAcknowledged: [], lost: [], late: [], duplicated: [] },
          notAccepted: ['401: The request lacks the header "authorization".'],
          altered: [
            {
              mark: 'wallstash-check.x.post.1',
              differences: [{ path: 'summary', sent: '"a"', arrived: '"b"' }],
              sent: { summary: 'a' },
              arrived: { summary: 'b' },
            },
          ],
        },
        latency: { mean: 1.5, p50: 1, p90: 2, p99: 2, max: 2 },
      },
    },
  ],
  unexpected: { count: 0, examples: [] },
  timeline: [{ at: 20.5, scenario: 'post', sent: 1, arrived: 1 }],
  ...over,
});

const same = {
  toReport: (one: Mutable<Posted>): CheckReport => one,
  toPosted: (one: CheckReport): Older<Posted> => one,
};

function post(api: RunningApi, body: unknown) {
  return call(api, '/api/checks', { method: 'POST', body });
}

async function listed(api: RunningApi): Promise<readonly Record<string, unknown>[]> {
  const { checks } = (await call(api, '/api/checks')).json() as {
    checks: readonly Record<string, unknown>[];
  };
  return checks;
}

describe('a check that is told', () => {
  test('is kept whole, and is in the list without its scenarios', async () => {
    await using running = await startTestApi();
    const check = same.toPosted(same.toReport(posted('aaaa') as Mutable<Posted>));

    const { status } = await post(running.api, check);

    expect(status).toBe(201);
    const whole = (await call(running.api, '/api/checks/aaaa')).json();
    expect(whole).toEqual({ ...check, updatedAt: expect.any(Number) as number });
    const [summary, ...others] = await listed(running.api);
    expect(others).toEqual([]);
    expect(summary).toMatchObject({ run: 'aaaa', state: 'running', counts: { failed: 1 } });
    expect(summary).not.toHaveProperty('scenarios');
  });

  test('again takes the place of what was told before', async () => {
    await using running = await startTestApi();
    await post(running.api, posted('aaaa'));
    await post(running.api, posted('bbbb'));

    const { status } = await post(running.api, posted('aaaa', { state: 'finished', toCome: [] }));

    expect(status).toBe(204);
    expect((await listed(running.api)).map(({ run, state }) => [run, state])).toEqual([
      ['bbbb', 'running'],
      ['aaaa', 'finished'],
    ]);
  });

  test('makes room by taking the place of the oldest of twenty', async () => {
    await using running = await startTestApi();
    const runs = Array.from({ length: 22 }, (_, index) => `run-${index}`);

    for (const run of runs) await post(running.api, posted(run));

    expect((await listed(running.api)).map(({ run }) => run)).toEqual(runs.slice(2).reverse());
    expect((await call(running.api, '/api/checks/run-1')).status).toBe(404);
  });

  test.each([
    ['without a run', { ...posted('aaaa'), run: undefined }],
    ['with a run that is no name', posted('../x')],
    ['in a state that there is not', { ...posted('aaaa'), state: 'lost' }],
    ['that is too large', posted('aaaa', { toCome: ['x'.repeat(3 * 1024 * 1024)] })],
    ['with a scenario that is none', { ...posted('aaaa'), scenarios: [{ id: 'post' }] }],
  ])('%s is refused', async (_what, body) => {
    await using running = await startTestApi();

    const { status } = await post(running.api, body);

    expect(status).toBe(400);
    expect(await listed(running.api)).toEqual([]);
  });

  test('outlives the server, in the order in which checks were first told of', async () => {
    await using directory = await temporaryDirectory();
    const over = { checksDirectory: join(directory.path, 'checks') };
    {
      await using running = await startTestApi({}, over);
      await post(running.api, posted('aaaa'));
      await post(running.api, posted('bbbb'));
      await post(running.api, posted('aaaa', { state: 'finished', toCome: [] }));
    }
    await using again = await startTestApi({}, over);

    expect((await listed(again.api)).map(({ run, state }) => [run, state])).toEqual([
      ['bbbb', 'running'],
      ['aaaa', 'finished'],
    ]);
    const whole = (await call(again.api, '/api/checks/aaaa')).json();
    expect(whole).toMatchObject({ ...posted('aaaa'), state: 'finished', toCome: [] });
  });

  test('is on disk for this user alone, and the twenty newest only', async () => {
    await using directory = await temporaryDirectory();
    const checksDirectory = join(directory.path, 'checks');
    await using running = await startTestApi({}, { checksDirectory });
    const runs = Array.from({ length: 22 }, (_, index) => `run-${index}`);

    for (const run of runs) await post(running.api, posted(run));

    const files = await readdir(checksDirectory);
    const modes = await Promise.all(
      ['.', ...files].map(async (name) => (await stat(join(checksDirectory, name))).mode & 0o777),
    );
    expect(files.sort()).toEqual(
      runs
        .slice(2)
        .map((run) => `${run}.json`)
        .sort(),
    );
    expect([...new Set(modes)].sort()).toEqual([0o600, 0o700]);
  });

  test('is not lost to a damaged file beside it, which is told of and left', async () => {
    await using directory = await temporaryDirectory();
    const checksDirectory = directory.path;
    {
      await using running = await startTestApi({}, { checksDirectory });
      await post(running.api, posted('aaaa'));
    }
    const [kept] = await Promise.all([
      readFile(join(checksDirectory, 'aaaa.json'), 'utf8'),
      writeFile(join(checksDirectory, 'cut.json'), '{"firstAt":1,"check":{"run"'),
      writeFile(join(checksDirectory, 'other.json'), '{"firstAt":1,"check":{"run":"other"}}'),
      mkdir(join(checksDirectory, 'folder.json')),
    ]);
    await writeFile(join(checksDirectory, 'copy.json'), kept);
    const troubles: string[] = [];

    const onTrouble = (one: string) => troubles.push(one);
    await using again = await startTestApi({}, { checksDirectory, onTrouble });

    expect((await listed(again.api)).map(({ run }) => run)).toEqual(['aaaa']);
    expect(troubles.map((one) => /([a-z]+\.json): /.exec(one)?.[1]).sort()).toEqual([
      ...['copy.json', 'cut.json', 'folder.json', 'other.json'],
    ]);
    expect(await readdir(checksDirectory)).toHaveLength(5);
  });

  test('stays in memory when its disk fails, and the failure is told once', async () => {
    await using directory = await temporaryDirectory();
    const checksDirectory = join(directory.path, 'file', 'checks');
    await writeFile(join(directory.path, 'file'), '');
    const troubles: string[] = [];
    const onTrouble = (one: string) => troubles.push(one);
    await using running = await startTestApi({}, { checksDirectory, onTrouble });

    expect((await post(running.api, posted('aaaa'))).status).toBe(201);
    expect((await post(running.api, posted('bbbb'))).status).toBe(201);

    expect((await listed(running.api)).map(({ run }) => run)).toEqual(['bbbb', 'aaaa']);
    expect(troubles).toEqual([expect.stringContaining(checksDirectory)]);
  });

  test('has vanished when it says that it runs, and no longer tells of itself', async () => {
    const vanishing = new EventEmitter();
    const vanished = once(vanishing, 'vanished');
    const checks = await openChecks({
      silence: 20,
      onChange: () => {
        if (checks.list()[0]?.state === 'vanished') vanishing.emit('vanished');
      },
    });
    const report = posted('aaaa') as Mutable<Posted>;
    await checks.keep(report, Date.now());

    await vanished;
    expect(checks.get('aaaa')).toMatchObject({ state: 'vanished', toCome: ['put'] });

    await checks.keep(report, Date.now() + 60_000);
    expect(checks.list()).toMatchObject([{ state: 'running' }]);
    await checks.close();
  });

  test('is announced on the live stream', async () => {
    await using running = await startTestApi();
    const { port } = running.api;
    const request = httpRequest({ host: '127.0.0.1', port, path: '/api/stream', agent: false });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await once(response, 'data');

    await post(running.api, posted('aaaa'));

    const [chunk] = (await once(response, 'data')) as [Buffer];
    expect(chunk.toString()).toBe('event: changed\ndata: {"what":["checks"]}\n\n');
    request.destroy();
  });
});
