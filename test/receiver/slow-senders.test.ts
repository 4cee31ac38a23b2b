import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

import { build } from '../../src/notification/build';
import { send, startTestReceiver, type TestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);

async function open({ port, ca }: TestReceiver, allowHalfOpen = false): Promise<TLSSocket> {
  const socket = connect({ port, host: 'localhost', ca });
  socket.allowHalfOpen = allowHalfOpen;
  await once(socket, 'secureConnect');
  return socket;
}

/** Writes a byte now and then until the other side closes; resolves with what it said. */
async function dribble(socket: TLSSocket, text: string): Promise<string> {
  let reply = '';
  socket.on('data', (chunk: Buffer) => (reply += chunk.toString()));
  socket.on('error', () => undefined);
  let at = 0;
  const timer = setInterval(() => socket.write(text.charAt(at++ % text.length)), 20);
  // Not `once`: what is still written when the other side has closed is an error, and no matter.
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(timer);
  return reply;
}

describe('a slow sender', () => {
  test.each([
    ['headers', 'POST / HTTP/1.1\r\nx-endless: ' + 'a'.repeat(9_999)],
    ['a body', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n'],
    [
      'a body that is too large',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999999\r\n\r\n',
    ],
  ])('of %s that goes on behind its answer is cut off', async (_, start) => {
    await using receiver = await startTestReceiver({ headersTimeout: 300, requestTimeout: 300 });
    const socket = await open(receiver, true);
    socket.write(start);

    expect(await dribble(socket, 'a')).toMatch(/^HTTP\/1\.1 4(08|13) /);

    expect(receiver.running.memory().held).toBe(0);
  });

  test('of headers is cut off with 408', async () => {
    await using receiver = await startTestReceiver({ headersTimeout: 300 });

    const reply = await dribble(
      await open(receiver),
      'POST / HTTP/1.1\r\nx-endless: ' + 'a'.repeat(9_999),
    );

    expect(reply).toMatch(/^HTTP\/1\.1 408 /);
    expect(await receiver.nextTrouble()).toMatchObject({
      kind: 'http',
      message: 'The sender did not send its whole request in time, and was cut off.',
    });
  });

  test('of a body is cut off too', async () => {
    await using receiver = await startTestReceiver({ headersTimeout: 300, requestTimeout: 600 });
    const socket = await open(receiver);
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n');

    expect(await dribble(socket, ' ')).toMatch(/^HTTP\/1\.1 408 /);
    const [entry] = await receiver.journal.waitFor({ verdict: 'refused' });
    expect(entry?.answer).toMatchObject({ status: 408 });
  });

  test('of the TLS handshake is cut off and reported', async () => {
    await using receiver = await startTestReceiver({ headersTimeout: 300 });
    const socket = connectTcp(receiver.port, '127.0.0.1');

    await once(socket, 'close');

    expect(await receiver.nextTrouble()).toMatchObject({
      kind: 'tls',
      message: 'The sender connected and did not finish the TLS handshake in time.',
    });
  });
});

describe('2,000 idle connections', () => {
  test('leave the receiver answering', async () => {
    await using receiver = await startTestReceiver();
    const idle: Socket[] = [];
    for (let opened = 0; opened < 2_000; opened += 100) {
      const batch = Array.from({ length: 100 }, () => connectTcp(receiver.port, '127.0.0.1'));
      await Promise.all(batch.map((socket) => once(socket, 'connect')));
      idle.push(...batch);
    }

    expect((await send(receiver, BODY)).status).toBe(200);

    for (const socket of idle) socket.on('error', () => undefined).destroy();
  });
});
