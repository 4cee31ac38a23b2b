import type { ServerResponse } from 'node:http';

import { createSender } from '../../src/sender/sender';
import { resolveDeliverySettings } from '../../src/sender/settings';
import { InstantClock, ManualTimers } from '../helpers/fake-time';
import {
  createIdentity,
  freePort,
  type Identity,
  type Peer,
  startAnswering,
  startHttps,
  startTcp,
} from '../helpers/peers';
import { BODY } from '../helpers/sender';

function* bodies(count: number): Generator<Buffer> {
  for (let index = 0; index < count; index += 1) yield Buffer.from(`[{"summary":"${index}"}]`);
}

describe('a sender', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await createIdentity();
  });

  function senderTo(
    peer: Pick<Peer, 'url'>,
    options: Omit<Parameters<typeof createSender>[0], 'settings'> = {},
  ): ReturnType<typeof createSender> {
    const settings = resolveDeliverySettings({ url: peer.url, ca: identity.ca });
    return createSender({ settings, ...options });
  }

  test.each([true, false])('delivers each body once (kept connections: %s)', async (keepAlive) => {
    const received: string[] = [];
    const connections = new Set<number | undefined>();
    await using peer = await startHttps(identity.tls, (request, response) => {
      connections.add(request.socket.remotePort);
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        received.push(text);
        response.end('ok');
      });
    });
    await using sender = senderTo(peer, { keepAlive });

    const summary = await sender.sendAll(bodies(300), { concurrency: 8 });

    expect(summary).toMatchObject({
      sent: 300,
      delivered: 300,
      failed: 0,
      aborted: 0,
      attempts: 300,
      byStatus: { 200: 300 },
      byFailure: {},
    });
    expect(received.toSorted()).toEqual([...bodies(300)].map(String).toSorted());
    expect(connections.size).toBeLessThanOrEqual(keepAlive ? 8 : 300);
  });

  test('says of each attempt whether its connection was kept', async () => {
    await using peer = await startAnswering(identity.tls, 200);
    await using sender = senderTo(peer, { keepAlive: true });
    const seen: unknown[] = [];

    await sender.sendAll(bodies(3), {
      onAttempt: ({ reusedConnection, tls, remoteAddress, phases }) =>
        seen.push([reusedConnection, tls?.trusted, remoteAddress, phases.tls === null]),
    });

    expect(seen).toEqual([
      [false, true, '127.0.0.1', false],
      [true, true, '127.0.0.1', true],
      [true, true, '127.0.0.1', true],
    ]);
  });

  test('never has more under way than its concurrency, and takes no body early', async () => {
    const waiting: ServerResponse[] = [];
    let taken = 0;
    let answered = 0;
    let ahead = 0;
    // Answers only when four requests wait: with fewer under way the run would never end.
    await using peer = await startHttps(identity.tls, (request, response) => {
      ahead = Math.max(ahead, taken - answered);
      request.resume();
      waiting.push(response);
      if (waiting.length < 4) return;
      answered += waiting.length;
      for (const held of waiting.splice(0)) held.end('ok');
    });
    function* counted(): Generator<Buffer> {
      for (const body of bodies(100)) {
        taken += 1;
        yield body;
      }
    }
    await using sender = senderTo(peer, { keepAlive: true });

    await sender.sendAll(counted(), { concurrency: 4 });

    expect(ahead).toBe(4);
    expect(answered).toBe(100);
  });

  test('counts failures by code with one sentence each', async () => {
    let requests = 0;
    await using peer = await startHttps(identity.tls, (request, response) => {
      requests += 1;
      request.resume();
      response.writeHead(requests % 3 === 0 ? 429 : 202).end();
    });
    await using sender = senderTo(peer, { keepAlive: true });

    const summary = await sender.sendAll(bodies(9));

    expect(summary).toMatchObject({
      sent: 9,
      delivered: 6,
      failed: 3,
      byStatus: { 202: 6, 429: 3 },
    });
    expect(summary.byFailure).toEqual({
      STATUS_429: { count: 3, message: expect.stringContaining('overloaded') as string },
    });
  });

  test('counts what cannot be connected to', async () => {
    const url = `https://127.0.0.1:${await freePort()}/`;
    await using sender = senderTo({ url }, { keepAlive: true });

    const summary = await sender.sendAll(bodies(5), { concurrency: 2 });

    expect(summary).toMatchObject({
      sent: 5,
      failed: 5,
      byStatus: {},
      byFailure: { CONNECTION_REFUSED: { count: 5 } },
      latency: { mean: 0, p50: 0, p99: 0, max: 0 },
    });
  });

  test('retries in the documented cycles when asked', async () => {
    let requests = 0;
    await using peer = await startHttps(identity.tls, (request, response) => {
      requests += 1;
      request.resume();
      response.writeHead(requests <= 2 ? 503 : 200).end();
    });
    const clock = new InstantClock();
    await using sender = senderTo(peer, { clock });

    const summary = await sender.sendAll([BODY], { retry: { timeScale: 1 } });

    expect(summary).toMatchObject({
      sent: 1,
      delivered: 1,
      attempts: 3,
      byStatus: { 200: 1, 503: 2 },
    });
    expect(clock.waits).toEqual([1_000, 3_000]);
  });

  test('begins deliveries at the rate asked for', async () => {
    await using peer = await startAnswering(identity.tls, 200);
    const clock = new InstantClock();
    await using sender = senderTo(peer, { clock, timers: new ManualTimers() });

    await sender.sendAll(bodies(5), { rate: 4 });

    // The stopwatch stands still, so each wait is the whole way from the start.
    expect(clock.waits).toEqual([250, 500, 750, 1_000]);
  });

  test('stops when it is told to, and its summary stays correct', async () => {
    const controller = new AbortController();
    let requests = 0;
    await using peer = await startHttps(identity.tls, (request, response) => {
      requests += 1;
      request.resume();
      if (requests <= 10) response.end('ok');
      else if (requests === 13) controller.abort();
    });
    await using sender = senderTo(peer, { keepAlive: true });

    const summary = await sender.sendAll(bodies(1_000_000), {
      concurrency: 3,
      signal: controller.signal,
    });

    expect(summary).toMatchObject({ sent: 13, delivered: 10, failed: 0, aborted: 3 });
  });

  test('ends what is under way when it is closed, also a handshake', async () => {
    await using peer = await startTcp((socket) => socket.once('data', () => sender.close()));
    const sender = senderTo(peer);

    const summary = await sender.sendAll([BODY]);

    expect(summary).toMatchObject({ sent: 1, aborted: 1, byFailure: { ABORTED: { count: 1 } } });
  });

  test('sends nothing more once it is closed', async () => {
    await using peer = await startAnswering(identity.tls, 503);
    const sender = senderTo(peer);

    const summary = await sender.sendAll(bodies(1_000_000), {
      retry: { timeScale: 1 },
      onAttempt: () => sender.close(),
    });
    const later = await sender.sendAll([BODY]);

    expect(summary).toMatchObject({ sent: 1, attempts: 1, aborted: 1 });
    expect(later).toMatchObject({ sent: 0, attempts: 0 });
  });

  test('stops one run without touching another', async () => {
    const controller = new AbortController();
    const held: ServerResponse[] = [];
    await using peer = await startHttps(identity.tls, (request, response) => {
      request.resume();
      held.push(response);
      if (held.length < 2) return;
      controller.abort();
      for (const each of held) each.end('ok');
    });
    await using sender = senderTo(peer);

    const [stopped, other] = await Promise.all([
      sender.sendAll([BODY], { signal: controller.signal }),
      sender.sendAll([BODY]),
    ]);

    expect(stopped).toMatchObject({ sent: 1, aborted: 1 });
    expect(other).toMatchObject({ sent: 1, delivered: 1 });
  });

  test('passes on the error of its source, after having closed it', async () => {
    await using peer = await startAnswering(identity.tls, 200);
    await using sender = senderTo(peer);
    async function* broken(): AsyncGenerator<Buffer> {
      yield BODY;
      await Promise.resolve();
      throw new Error('the source broke');
    }

    await expect(sender.sendAll(broken(), { concurrency: 3 })).rejects.toThrow('the source broke');
  });

  test.each([
    [{ concurrency: 0 }, 'concurrency'],
    [{ concurrency: 1.5 }, 'concurrency'],
    [{ rate: 0 }, 'rate'],
    [{ rate: Number.NaN }, 'rate'],
    [{ retry: { timeScale: 101 } }, 'timeScale'],
  ])('refuses %j', async (options, option) => {
    await using sender = senderTo({ url: 'https://logstash.invalid/' });

    await expect(sender.sendAll([], options)).rejects.toThrow(`for ${option}: expected`);
  });
});
