import { EventEmitter, once } from 'node:events';
import type { TLSSocket } from 'node:tls';

import type { Attempt } from '../../src/sender/attempt-record';
import { createSender, type SenderOptions } from '../../src/sender/sender';
import { resolveDeliverySettings } from '../../src/sender/settings';
import { ManualTimers } from '../helpers/fake-time';
import { createIdentity, type Identity, type Peer, startTls } from '../helpers/peers';
import { BODY } from '../helpers/sender';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
const REQUEST_TIMEOUT = 15_000;

type Handler = (socket: TLSSocket) => void;

const answerOk: Handler = (socket) => {
  socket.write(OK);
};

describe('a kept connection', () => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await createIdentity();
  });

  /** A receiver that treats the n-th request, over all connections, as the n-th handler wants; later ones are answered. */
  async function startHandling(...handlers: readonly Handler[]): Promise<Peer> {
    let requests = 0;
    return startTls(identity.tls, (socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        if (chunk.at(-1) !== BODY.at(-1)) return;
        const handler = handlers[requests] ?? answerOk;
        requests += 1;
        handler(socket);
      });
    });
  }

  function senderTo(
    { url }: Peer,
    options: Omit<SenderOptions, 'settings'> & { requestTimeout?: number } = {},
  ): ReturnType<typeof createSender> {
    const { requestTimeout = REQUEST_TIMEOUT, ...rest } = options;
    const settings = resolveDeliverySettings({ url, ca: identity.ca, requestTimeout });
    return createSender({ settings, keepAlive: true, ...rest });
  }

  async function attempts(
    sender: ReturnType<typeof createSender>,
    count: number,
    onAttempt: (attempt: Attempt) => void = () => undefined,
  ): Promise<unknown[]> {
    const made: unknown[] = [];
    const bodies = Array.from({ length: count }, () => BODY);
    await sender.sendAll(bodies, {
      onAttempt: (attempt) => {
        const { failure, status, reusedConnection } = attempt;
        made.push([failure?.code ?? status, reusedConnection ? 'kept' : 'fresh']);
        onAttempt(attempt);
      },
    });
    return made;
  }

  test.each<readonly [string, string, Handler]>([
    ['closed', 'CONNECTION_CLOSED', (socket) => socket.end()],
    ['answered with garbage', 'BAD_ANSWER', (socket) => socket.write('SSH-2.0\r\n')],
    ['answered in part', 'CONNECTION_CLOSED', (socket) => socket.end(OK.slice(0, -1))],
    [
      'answered with endless headers',
      'ANSWER_TOO_LARGE',
      (socket) => {
        socket.write(`HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(4_000)}`);
      },
    ],
    [
      'flooded with interim answers',
      'BAD_ANSWER',
      (socket) => {
        socket.write('HTTP/1.1 100 X\r\n\r\n'.repeat(40));
      },
    ],
  ])('on which a later request is %s is not used again', async (_what, code, handler) => {
    await using peer = await startHandling(answerOk, handler);
    await using sender = senderTo(peer);

    expect(await attempts(sender, 4)).toEqual([
      [200, 'fresh'],
      [code, 'kept'],
      [200, 'fresh'],
      [200, 'kept'],
    ]);
  });

  test.each<readonly [string, Handler]>([
    ['says close', (socket) => socket.write(OK.replace('Con', 'Connection: close\r\nCon'))],
    ['is HTTP/1.0', (socket) => socket.write(OK.replace('1.1', '1.0'))],
    ['has more than it announced', (socket) => socket.write(`${OK}!`)],
    ['ends with the connection', (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nok')],
    [
      'lets it idle for too short a time',
      (socket) => {
        socket.write(OK.replace('Con', 'Keep-Alive: timeout=1\r\nCon'));
      },
    ],
  ])('is not used again after an answer that %s', async (_what, handler) => {
    await using peer = await startHandling(handler);
    await using sender = senderTo(peer);

    expect(await attempts(sender, 3)).toEqual([
      [200, 'fresh'],
      [200, 'fresh'],
      [200, 'kept'],
    ]);
  });

  test.each<readonly [string, Handler]>([
    ['closes it', (socket) => socket.end()],
    ['sends bytes nobody asked for', (socket) => socket.write(OK)],
  ])('is replaced when the peer %s between two requests', async (_what, between) => {
    const sockets: TLSSocket[] = [];
    await using peer = await startHandling((socket) => {
      sockets.push(socket);
      answerOk(socket);
    });
    await using sender = senderTo(peer);

    const first = await attempts(sender, 1);
    const [socket] = sockets;
    if (socket !== undefined) {
      between(socket);
      await once(socket, 'close');
    }
    const second = await attempts(sender, 1);

    expect([first, second]).toEqual([[[200, 'fresh']], [[200, 'fresh']]]);
  });

  test('goes on in the next run', async () => {
    await using peer = await startHandling();
    await using sender = senderTo(peer);

    const runs = [await attempts(sender, 1), await attempts(sender, 2)];

    expect(runs).toEqual([
      [[200, 'fresh']],
      [
        [200, 'kept'],
        [200, 'kept'],
      ],
    ]);
  });

  test('limits each request anew, from its own start', async () => {
    const timers = new ManualTimers();
    await using peer = await startHandling(answerOk, () => undefined);
    await using sender = senderTo(peer, { timers });
    const ends: number[] = [];

    const running = attempts(sender, 2, ({ phases }) => {
      ends.push(phases.end);
      timers.time += 5_000;
    });
    const first = await timers.timer(REQUEST_TIMEOUT);
    // The second request begins at 5 s; the timer of the first must not end it.
    while (ends.length === 0) await new Promise(setImmediate);
    await new Promise(setImmediate);
    timers.time = REQUEST_TIMEOUT;
    first.fire();
    const rest = await timers.timer(5_000);
    timers.time = 20_000;
    rest.fire();

    expect(await running).toEqual([
      [200, 'fresh'],
      ['REQUEST_TIMEOUT', 'kept'],
    ]);
    expect(ends).toEqual([0, REQUEST_TIMEOUT]);
  });

  test('ends a later request that is dribbled an answer', async () => {
    await using peer = await startHandling(answerOk, (socket) => {
      socket.write(OK.slice(0, 17));
      const dribble = setInterval(() => socket.write('X: 1\r\n'), 5);
      socket.on('close', () => clearInterval(dribble));
    });
    await using sender = senderTo(peer, { requestTimeout: 100 });

    expect(await attempts(sender, 2)).toEqual([
      [200, 'fresh'],
      ['REQUEST_TIMEOUT', 'kept'],
    ]);
  });

  test('is closed with its sender, also while the source has nothing to send', async () => {
    const closed: Promise<unknown>[] = [];
    await using peer = await startHandling((socket) => {
      closed.push(once(socket, 'close'));
      answerOk(socket);
    });
    const sender = senderTo(peer);
    const source = new EventEmitter();
    async function* bodies(): AsyncGenerator<Buffer> {
      yield BODY;
      sender.close();
      await once(source, 'end');
    }

    const running = sender.sendAll(bodies());
    while (closed.length === 0) await new Promise(setImmediate);
    await Promise.all(closed);
    source.emit('end');

    expect(await running).toMatchObject({ sent: 1, delivered: 1 });
  });

  test('carries a body of any length', async () => {
    const lengths: number[] = [];
    let received = 0;
    await using peer = await startTls(identity.tls, (socket) => {
      socket.on('data', (chunk: Buffer) => {
        received += chunk.length;
        if (chunk.at(-1) !== BODY.at(-1)) return;
        lengths.push(received);
        received = 0;
        answerOk(socket);
      });
    });
    await using sender = senderTo(peer);
    const bodies = [0, 64 * 1024, 5_000_000].map((size) =>
      Buffer.concat([Buffer.alloc(size, ' '), BODY]),
    );

    const { delivered } = await sender.sendAll(bodies);

    expect(delivered).toBe(3);
    const heads = lengths.map((length, index) => length - (bodies[index]?.length ?? 0));
    expect(Math.max(...heads) - Math.min(...heads)).toBeLessThan(10);
  });
});
