import { once } from 'node:events';

import { ManualTimers } from '../helpers/fake-time';
import {
  createIdentity,
  type Identity,
  startAfterHead,
  startAnswering,
  startTcp,
} from '../helpers/peers';
import { WAYS } from './both-ways';

const CONNECTION_TIMEOUT = 20_000;
const REQUEST_TIMEOUT = 15_000;
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n';

describe.each(WAYS)('the request timeout over %s', (_way, attemptOver) => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await createIdentity();
  });

  test('ends an attempt that is never answered', async () => {
    await using peer = await startAfterHead(identity.tls, () => undefined);

    const result = await attemptOver({ url: peer.url, ca: identity.ca, requestTimeout: 50 });

    expect(result.failure).toEqual({
      code: 'REQUEST_TIMEOUT',
      phase: 'firstByte',
      message: `127.0.0.1:${peer.port} took the request and did not answer within the request timeout of 50 ms; find what holds it up (a blocked Logstash queue does), and expect a repeat, because it may have received this one.`,
    });
    expect(result).toMatchObject({ status: null, answer: null, phases: { firstByte: null } });
    expect(result.phases.tls).not.toBeNull();
  });

  test('covers the whole answer, also that of a receiver which dribbles a 200', async () => {
    await using peer = await startAfterHead(identity.tls, (socket) => {
      socket.write(HEAD);
      const dribble = setInterval(() => socket.write('.'), 5);
      socket.on('close', () => clearInterval(dribble));
    });

    const result = await attemptOver({ url: peer.url, ca: identity.ca, requestTimeout: 100 });

    expect(result.failure).toMatchObject({ code: 'REQUEST_TIMEOUT', phase: 'end' });
    expect(result.failure?.message).toContain(
      'began an answer but did not end it within the request timeout of 100 ms',
    );
    expect(result.status).toBe(200);
    expect(result.answer).toMatchObject({ complete: false });
    expect(result.phases.firstByte).not.toBeNull();
  });

  test('covers headers that are dribbled', async () => {
    await using peer = await startAfterHead(identity.tls, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const dribble = setInterval(() => socket.write('X: 1\r\n'), 5);
      socket.on('close', () => clearInterval(dribble));
    });

    const result = await attemptOver({ url: peer.url, ca: identity.ca, requestTimeout: 100 });

    expect(result.failure).toMatchObject({ code: 'REQUEST_TIMEOUT', phase: 'end' });
    expect(result.status).toBeNull();
  });

  test("begins when the connection is up, at which the connection timeout's time is over", async () => {
    await using peer = await startAfterHead(identity.tls, () => undefined);
    const timers = new ManualTimers();

    const running = attemptOver({ url: peer.url, ca: identity.ca }, { timers });
    const connection = await timers.timer(CONNECTION_TIMEOUT);
    timers.time = 19_999;
    const request = await timers.timer(REQUEST_TIMEOUT);
    timers.time += 15_000;
    request.fire();
    const { failure, phases } = await running;

    expect(connection).toMatchObject({ setAt: 0, cancelled: true });
    expect(request).toMatchObject({ setAt: 19_999 });
    expect(failure).toMatchObject({ code: 'REQUEST_TIMEOUT', phase: 'firstByte' });
    expect(phases).toMatchObject({ tls: 19_999, firstByte: null, end: 34_999 });
    expect(timers.timers).toHaveLength(2);
  });

  test('is not set while the handshake lasts', async () => {
    let hello: Promise<unknown> | undefined;
    await using peer = await startTcp((socket) => {
      hello ??= once(socket, 'data');
    });
    const timers = new ManualTimers();

    const running = attemptOver({ url: peer.url }, { timers });
    const connection = await timers.timer(CONNECTION_TIMEOUT);
    while (hello === undefined) await new Promise(setImmediate);
    await hello;
    timers.time = 20_000;
    connection.fire();
    const { failure, phases } = await running;

    expect(failure).toMatchObject({ code: 'CONNECTION_TIMEOUT', phase: 'tls' });
    expect(failure?.message).toContain('within the connection timeout of 20 s');
    expect(phases).toMatchObject({ connect: 0, tls: null, end: 20_000 });
    expect(timers.timers).toEqual([connection]);
  });

  test('leaves no timer behind after an answer', async () => {
    await using peer = await startAnswering(identity.tls, 200);
    const timers = new ManualTimers();

    const { failure } = await attemptOver({ url: peer.url, ca: identity.ca }, { timers });

    expect(failure).toBeNull();
    expect(timers.timers.map(({ ms, cancelled }) => [ms, cancelled])).toEqual([
      [CONNECTION_TIMEOUT, true],
      [REQUEST_TIMEOUT, true],
    ]);
  });

  test('is told apart in the phases, which follow each other', async () => {
    await using peer = await startAnswering(identity.tls, 200);

    const { phases } = await attemptOver({ url: peer.url, ca: identity.ca });

    const times = [phases.dns, phases.connect, phases.tls, phases.firstByte, phases.end];
    expect(times).not.toContain(null);
    expect(times).toEqual(times.toSorted((a, b) => Number(a) - Number(b)));
  });
});
