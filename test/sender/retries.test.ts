import type { Attempt } from '../../src/sender/attempt-record';
import { deliver } from '../../src/sender/deliver';
import { MAX_ATTEMPTS, RETRY_CYCLES } from '../../src/sender/retry';
import { type ResolvedDeliverySettings, resolveDeliverySettings } from '../../src/sender/settings';
import { InstantClock } from '../helpers/fake-time';
import { createIdentity, type Identity, type Peer, startHttps } from '../helpers/peers';

const SECONDS = [1, 3, 5, 10, 10, 0, 1, 3, 5, 30, 60, 60, 180, 300, 600, 1_800];
const NOTIFICATIONS = [{ summary: 'one' }, { summary: 'two' }];

describe('a delivery', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await createIdentity();
  });

  /** A receiver that answers each request with the next status, and the last one from then on. */
  async function startSequence(statuses: number[], bodies: string[] = []): Promise<Peer> {
    let index = 0;
    return startHttps(identity.tls, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        bodies.push(Buffer.concat(chunks).toString());
        response.writeHead(statuses[Math.min(index, statuses.length - 1)] ?? 200).end();
        index += 1;
      });
    });
  }

  function settingsFor(peer: Peer): ResolvedDeliverySettings {
    return resolveDeliverySettings({ url: peer.url, ca: identity.ca });
  }

  test('is done at the first 2xx', async () => {
    const bodies: string[] = [];
    await using peer = await startSequence([204], bodies);
    const clock = new InstantClock();

    const delivery = await deliver(settingsFor(peer), NOTIFICATIONS, { clock });

    expect(delivery).toMatchObject({
      outcome: 'delivered',
      attempts: [{ number: 1, status: 204 }],
    });
    expect(delivery.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(bodies).toEqual([JSON.stringify(NOTIFICATIONS)]);
    expect(clock.waits).toEqual([]);
  });

  test('makes all 16 retries at the documented intervals, then is given up', async () => {
    const bodies: string[] = [];
    await using peer = await startSequence([503], bodies);
    const clock = new InstantClock();
    const due: (number | null)[] = [];
    const onAttempt = (_attempt: Attempt, next: number | null): number => due.push(next);

    const begin = clock.now();
    const delivery = await deliver(settingsFor(peer), NOTIFICATIONS, { clock, onAttempt });

    expect(RETRY_CYCLES.map((cycle) => cycle.length)).toEqual([5, 5, 6]);
    expect(clock.waits).toEqual(SECONDS.map((seconds) => seconds * 1_000));
    expect(delivery.outcome).toBe('given-up');
    expect(delivery.attempts.map(({ number }) => number)).toEqual(
      Array.from({ length: MAX_ATTEMPTS }, (_, index) => index + 1),
    );
    expect(delivery.attempts.at(-1)?.startedAt).toBe(new Date(begin + 3_068_000).toISOString());
    expect(due.at(-1)).toBeNull();
    expect(due[0]).toBe(begin + 1_000);
    expect(new Set(bodies)).toEqual(new Set([JSON.stringify(NOTIFICATIONS)]));
    expect(bodies).toHaveLength(17);
  });

  test('arrives when the receiver recovers in the middle of the cycles', async () => {
    await using peer = await startSequence([500, 503, 429, 301, 404, 413, 200]);
    const clock = new InstantClock();

    const delivery = await deliver(settingsFor(peer), NOTIFICATIONS, { clock });

    expect(delivery.outcome).toBe('delivered');
    expect(delivery.attempts.map(({ status }) => status)).toEqual([
      500, 503, 429, 301, 404, 413, 200,
    ]);
    expect(clock.waits).toEqual([1_000, 3_000, 5_000, 10_000, 10_000, 0]);
  });

  test('is repeated after a timeout, so that it may arrive twice', async () => {
    let requests = 0;
    await using peer = await startHttps(identity.tls, (request, response) => {
      requests += 1;
      request.resume();
      if (requests > 1) response.end('ok');
    });
    const settings = { url: peer.url, ca: identity.ca, requestTimeout: 50 };

    const delivery = await deliver(resolveDeliverySettings(settings), NOTIFICATIONS, {
      clock: new InstantClock(),
    });

    expect(delivery.outcome).toBe('delivered');
    expect(delivery.attempts.map(({ failure }) => failure?.code ?? null)).toEqual([
      'REQUEST_TIMEOUT',
      null,
    ]);
    expect(requests).toBe(2);
  });

  test('has its waits multiplied by the time scale', async () => {
    await using peer = await startSequence([503]);
    const clock = new InstantClock();

    await deliver(settingsFor(peer), NOTIFICATIONS, { clock, timeScale: 0.001 });

    expect(clock.waits).toEqual(SECONDS);
    await expect(deliver(settingsFor(peer), [], { timeScale: -1 })).rejects.toThrow(
      'Cannot use -1 for timeScale: expected a number from 0 to 100.',
    );
  });

  test('retries in real time, too', async () => {
    await using peer = await startSequence([503, 503, 200]);

    const delivery = await deliver(settingsFor(peer), NOTIFICATIONS, { timeScale: 0.001 });

    expect(delivery).toMatchObject({ outcome: 'delivered', attempts: [{}, {}, { number: 3 }] });
  });

  test('goes on after a restart where it was', async () => {
    await using peer = await startSequence([503]);
    const clock = new InstantClock();

    const delivery = await deliver(settingsFor(peer), NOTIFICATIONS, {
      id: 'delivery-7',
      clock,
      resume: { attemptsMade: 14, nextAttemptAt: clock.now() + 90_000 },
    });

    expect(delivery).toMatchObject({
      id: 'delivery-7',
      outcome: 'given-up',
      attempts: [{ number: 15 }, { number: 16 }, { number: 17 }],
    });
    expect(clock.waits).toEqual([90_000, 600_000, 1_800_000]);
  });

  test('ends at once when it is aborted between two attempts', async () => {
    await using peer = await startSequence([503]);
    const controller = new AbortController();

    const delivery = await deliver(settingsFor(peer), NOTIFICATIONS, {
      signal: controller.signal,
      onAttempt: () => setImmediate(() => controller.abort()),
    });

    expect(delivery).toMatchObject({ outcome: 'aborted', attempts: [{ status: 503 }] });
  });

  test('ends at once when it is aborted during an attempt, which its record says', async () => {
    const controller = new AbortController();
    await using peer = await startHttps(identity.tls, () => controller.abort());

    const delivery = await deliver(settingsFor(peer), NOTIFICATIONS, { signal: controller.signal });

    expect(delivery.outcome).toBe('aborted');
    expect(delivery.attempts).toHaveLength(1);
    expect(delivery.attempts[0]?.failure).toMatchObject({ code: 'ABORTED', phase: 'firstByte' });
  });

  test('is not begun when it was aborted before', async () => {
    const delivery = await deliver(
      resolveDeliverySettings({ url: 'https://logstash.invalid/' }),
      NOTIFICATIONS,
      { signal: AbortSignal.abort() },
    );

    expect(delivery).toMatchObject({ outcome: 'aborted', attempts: [] });
  });
});
