import type { Arrival } from '../../src/check/arrivals';
import { runCheck } from '../../src/check/run-check';
import { startLogstash } from '../helpers/logstash/logstash';
import { createIdentity, startHttps } from '../helpers/peers';
import { checkReceiver, type Forwarding, QUICK, resultOf, startForwarder } from './setup';

/** Checks through a forwarder, by default with the scenario `array`: five notifications in one body. */
async function checkForwarder(forward: Forwarding, only: readonly string[] = ['array']) {
  await using receiver = await checkReceiver();
  await using forwarder = await startForwarder(receiver, forward);
  return await runCheck({
    ...QUICK,
    through: { url: forwarder.url, ca: forwarder.ca },
    arrivals: receiver.journal,
    // A forwarder answers when it is done.
    abilities: { settled: () => Promise.resolve() },
    only,
  });
}

interface Hit {
  readonly summary: string;
  readonly details: { readonly hit: object };
}

describe('a forwarder', () => {
  test('that passes on each notification alone leaves nothing to say', async () => {
    const result = await checkForwarder((all) => all.map((body) => ({ body })));

    expect(resultOf(result, 'array')).toMatchObject({
      outcome: 'passed',
      findings: { sent: 5, arrived: 5, lost: 0, late: 0, altered: 0, repeated: 0, duplicated: 0 },
    });
    expect(result).toMatchObject({ passed: true, unexpected: { count: 0 } });
  });

  test('that passes on the array, or adds fields beside the notification, does too', async () => {
    const bare = await checkForwarder((all) => [{ body: all }]);
    const atRoot = await checkForwarder((all) =>
      all.map((one) => ({ body: { ...one, '@timestamp': 'now', ecs: { version: '8' } } })),
    );
    const underField = await checkForwarder((all) =>
      all.map((one) => ({ body: { message: 'a hit', wallarm: one } })),
    );

    expect([bare, atRoot, underField].map(({ passed }) => passed)).toEqual([true, true, true]);
  });

  test('that loses one of five is told which', async () => {
    const result = await checkForwarder((all) => all.slice(0, 4).map((body) => ({ body })));

    expect(resultOf(result, 'array')).toMatchObject({
      outcome: 'failed',
      reason: '1 of 5 lost.',
      findings: { sent: 5, arrived: 4, lost: 1, late: 0, altered: 0, duplicated: 0 },
    });
    expect(resultOf(result, 'array').findings?.examples.lost).toEqual([
      `wallstash-check.${result.run}.array.5`,
    ]);
    expect(result.passed).toBe(false);
  });

  test('that sends each twice fails, unless both bear the same Idempotency-Key', async () => {
    const without = await checkForwarder((all) => all.flatMap((body) => [{ body }, { body }]));
    const otherKeys = await checkForwarder((all) =>
      all.flatMap((body, index) => [
        { body, key: `a${index}` },
        { body, key: `b${index}` },
      ]),
    );
    const withKey = await checkForwarder((all) =>
      all.flatMap((body, index) => [
        { body, key: `k${index}` },
        { body, key: `k${index}` },
      ]),
    );

    const doubled = {
      outcome: 'failed',
      reason: '5 duplicates without the same Idempotency-Key.',
      findings: { duplicated: 5, repeated: 0 },
    };
    expect(resultOf(without, 'array')).toMatchObject(doubled);
    expect(resultOf(otherKeys, 'array')).toMatchObject(doubled);
    expect(resultOf(withKey, 'array')).toMatchObject({
      outcome: 'passed',
      findings: { duplicated: 0, repeated: 5 },
    });
  });

  test('that alters is told field by field', async () => {
    let pair: { readonly sent: Hit; readonly arrived: Hit } | undefined;
    const result = await checkForwarder((all) =>
      (all as Hit[]).map((one, index) => {
        if (index > 0) return { body: one };
        const hit = { ...one.details.hit, remote_port: '443', added: true };
        pair = { sent: one, arrived: { ...one, details: { ...one.details, hit } } };
        return { body: pair.arrived };
      }),
    );

    const { findings, reason } = resultOf(result, 'array');
    expect(reason).toBe('1 of 5 arrived altered.');
    expect(findings).toMatchObject({ altered: 1, lost: 0, arrived: 5 });
    expect(findings?.examples.altered).toEqual([
      {
        mark: `wallstash-check.${result.run}.array.1`,
        differences: [
          {
            path: 'details.hit.remote_port',
            sent: expect.stringMatching(/^\d+$/) as string,
            arrived: '"443"',
          },
          { path: 'details.hit.added', sent: 'nothing', arrived: 'true' },
        ],
        ...pair,
      },
    ]);
  });

  test('that delays until the next delivery is late, not lost', async () => {
    const held: object[] = [];
    const result = await checkForwarder(
      (all) => {
        if (all.length === 0) return [];
        const released = held.splice(0);
        if (released.length === 0) held.push(...all.slice(0, 1));
        return [...released, ...all.slice(released.length === 0 ? 1 : 0)].map((body) => ({ body }));
      },
      ['array', 'repeat'],
    );

    expect(resultOf(result, 'array')).toMatchObject({
      outcome: 'failed',
      reason: '1 of 5 arrived after the timeout.',
      findings: { arrived: 5, lost: 0, late: 1 },
    });
  });

  test('whose own notifications come along has them told as unexpected', async () => {
    const stranger = { summary: 'not ours', details: {} };
    const result = await checkForwarder((all) =>
      all.length === 0 ? [] : [...all.map((body) => ({ body })), { body: stranger }],
    );

    expect(result.unexpected).toEqual({ count: 1, examples: [JSON.stringify(stranger)] });
    expect(result.passed).toBe(true);
  });

  test('that dies is not sent the rest of a burst once a body was given up', async () => {
    await using receiver = await checkReceiver();
    const standIn = await startLogstash({ pipeline: 'good', to: receiver });
    let death: Promise<void> | undefined;
    const result = await runCheck({
      ...{ ...QUICK, only: ['post', 'burst'], burst: 1_000 },
      abilities: { settled: () => death ?? standIn.settled() },
      through: { url: standIn.url, ca: standIn.ca },
      arrivals: receiver.journal,
      onScenario({ id }) {
        if (id === 'post') death = standIn.close();
      },
    });
    await death;

    const { outcome, findings } = resultOf(result, 'burst');
    expect(outcome).toBe('failed');
    expect(findings?.sent).toBeLessThan(1_000);
  });

  test('through which nothing comes is not tried further', async () => {
    const result = await checkForwarder(() => [], ['post', 'array']);

    expect(resultOf(result, 'post')).toMatchObject({ outcome: 'failed', reason: '1 of 1 lost.' });
    expect(resultOf(result, 'array')).toMatchObject({
      outcome: 'skipped',
      reason: 'nothing arrived in the scenario "post": mend that first.',
      findings: null,
    });
    expect(result.passed).toBe(false);
  });
});

test('what cannot run is skipped with its reason, and nothing that ran means nothing passed', async () => {
  const needy = ['malformed-is-kept', 'receiver-down', 'receiver-rejects', 'slow-receiver'];
  const result = await checkForwarder(() => [], [...needy, 'restart']);

  expect(result.counts).toEqual({ passed: 0, failed: 0, skipped: 5 });
  expect(result.passed).toBe(false);
  expect(resultOf(result, 'restart').reason).toMatch(/pass --restart-command/);
  expect(resultOf(result, 'malformed-is-kept').reason).toMatch(/pass --quarantine/);
  expect(resultOf(result, 'receiver-down').reason).toMatch(/no faults/);
});

describe('what was never acknowledged', () => {
  test('is not lost, and is told with a hazard and a remedy of its own', async () => {
    await using receiver = await checkReceiver();
    const identity = await createIdentity();
    // Takes the first two bodies, of which one is that of the way there, and refuses the rest for good.
    let bodies = 0;
    await using refusing = await startHttps(identity.tls, (request, response) => {
      request.resume().on('end', () => {
        bodies += 1;
        response.writeHead(bodies > 2 ? 403 : 200).end();
      });
    });
    const result = await runCheck({
      ...{ ...QUICK, only: ['every-type'] },
      through: { url: refusing.url, ca: identity.ca },
      arrivals: receiver.journal,
      abilities: { settled: () => Promise.resolve() },
    });

    const { findings, reason, hazard } = resultOf(result, 'every-type');
    expect(findings).toMatchObject({ lost: 1, arrived: 0 });
    expect(findings?.notAcknowledged).toBe((findings?.sent ?? 0) - 1);
    expect(findings?.examples.notAcknowledged[0]).toMatch(/\.every-type\.2$/);
    // One was acknowledged and did not arrive: the scenario's own hazard.
    expect(reason).toMatch(/answered 403: .* \d+ of \d+ not acknowledged\. 1 of \d+ lost\.$/);
    expect(hazard).toMatch(/^A condition or mapping/);
  });

  test('after a restart is told as the start that takes too long', async () => {
    const identity = await createIdentity();
    const listeners = new Set<(arrival: Arrival) => void>();
    // What is acknowledged has arrived.
    const passing = await startHttps(identity.tls, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const arrival = { receivedAt: 0, body: Buffer.concat(chunks), answer: { status: 200 } };
        for (const listener of listeners) listener(arrival);
        response.end();
      });
    });
    const result = await runCheck({
      ...{ ...QUICK, only: ['restart'], restartWait: 300 },
      through: { url: passing.url, ca: identity.ca },
      arrivals: {
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      abilities: {
        async restart() {
          await passing[Symbol.asyncDispose]();
          return undefined;
        },
        settled: () => Promise.resolve(),
      },
    });

    const { findings, outcome, reason, hazard, remedy } = resultOf(result, 'restart');
    expect(outcome).toBe('failed');
    expect(findings?.lost).toBe(0);
    expect(findings?.notAcknowledged).toBeGreaterThan(0);
    expect(reason).toMatch(/did not answer again within 0\.3 s of its restart\. \d+ of \d+ not/);
    expect(hazard).toMatch(/^While Logstash is away nothing is acknowledged/);
    expect(remedy).toContain('--restart-wait');
  });
});

test('a check through the very receiver that it reads is refused', async () => {
  await using receiver = await checkReceiver();

  const checking = runCheck({
    ...QUICK,
    through: { url: receiver.url, ca: receiver.ca },
    arrivals: receiver.journal,
  });

  await expect(checking).rejects.toMatchObject({ code: 'WST_CHECK_SELF' });
});

test('a check waits for what is still starting', async () => {
  await using receiver = await checkReceiver();
  const identity = await createIdentity();
  let requests = 0;
  await using starting = await startHttps(identity.tls, (request, response) => {
    requests += 1;
    const isUp = requests > 3;
    request.resume().on('end', () => response.writeHead(isUp ? 200 : 503).end());
  });
  const result = await runCheck({
    ...{ ...QUICK, only: ['post'], wait: 60_000 },
    through: { url: starting.url, ca: identity.ca },
    arrivals: receiver.journal,
    abilities: { settled: () => Promise.resolve() },
  });

  expect(requests).toBe(5);
  expect(resultOf(result, 'post').reason).toBe('1 of 1 lost.');
});
