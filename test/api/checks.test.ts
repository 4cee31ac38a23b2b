/** Checks that are told to the API: kept, bounded, and announced on the live stream. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';

import type { RunningApi } from '../../src/api/api';
import type { CheckReport } from '../../src/api/schemas/check';
import type { CheckResult } from '../../src/check/result';
import type { CheckState } from '../../src/check/remote/published-check';
import { call, startTestApi } from './setup';

/** What a check posts has the fields that the API knows, and the other way round: the compiler says so. */
type Posted = CheckResult & { readonly state: CheckState; readonly toCome: readonly string[] };
type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

/** Older checks do not tell what was not acknowledged. */
type Older<T> = T extends readonly (infer Item)[]
  ? readonly Older<Item>[]
  : T extends object
    ? { [Key in keyof T as Exclude<Key, 'notAcknowledged'>]: Older<T[Key]> }
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
        },
        examples: {
          ...{ notAcknowledged: [], lost: [], late: [], duplicated: [] },
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
