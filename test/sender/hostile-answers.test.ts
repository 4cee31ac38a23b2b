import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';

import type { Attempt } from '../../src/sender/attempt-record';
import {
  createIdentity,
  type Identity,
  startAfterHead,
  startHttps,
  startResetting,
} from '../helpers/peers';
import { BODY } from '../helpers/sender';
import { WAYS } from './both-ways';

const OK = 'HTTP/1.1 200 OK\r\n';

/** Writes the same chunk until the sender hangs up. */
function flood(socket: TLSSocket, chunk: Buffer | string): void {
  const write = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', write);
  write();
}

describe.each(WAYS)('a hostile answer over %s', (_way, attemptOver) => {
  let identity: Identity;
  beforeAll(async () => {
    identity = await createIdentity();
  });

  async function attemptAt(
    onHead: (socket: TLSSocket) => void,
    body: Buffer = BODY,
  ): Promise<Attempt> {
    await using peer = await startAfterHead(identity.tls, onHead);
    return await attemptOver({ url: peer.url, ca: identity.ca }, { body });
  }

  test('without end is not read beyond 1 MiB, and its status decides', async () => {
    const length = 'Content-Length: 10000000000\r\n\r\n';

    const good = await attemptAt((socket) => {
      socket.write(OK + length);
      flood(socket, Buffer.alloc(65_536, 'a'));
    });
    const bad = await attemptAt((socket) => {
      socket.write(`HTTP/1.1 500 Oops\r\n${length}`);
      flood(socket, Buffer.alloc(65_536, 'a'));
    });

    expect(good.failure).toBeNull();
    expect(good.answer).toMatchObject({ text: 'a'.repeat(2_048), complete: false });
    expect(good.answer?.bytes).toBeGreaterThan(1_048_576);
    expect(good.answer?.bytes).toBeLessThan(1_048_576 + 65_536 + 1);
    expect(bad.failure?.code).toBe('STATUS_500');
  });

  test('in endless chunks is not read beyond 1 MiB', async () => {
    const result = await attemptAt((socket) => {
      socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n`);
      flood(socket, `8000\r\n${'b'.repeat(0x8000)}\r\n`);
    });

    expect(result.failure).toBeNull();
    expect(result.answer).toMatchObject({ complete: false });
  });

  test('that unpacks to gigabytes is unpacked no further than its beginning', async () => {
    const bomb = gzipSync(Buffer.alloc(2_000_000));
    await using peer = await startHttps(identity.tls, (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(bomb);
    });

    const { failure, answer } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(failure).toBeNull();
    expect(answer?.bytes).toBe(bomb.length);
    expect(answer?.text.length).toBeLessThanOrEqual(2_048);
  });

  test.each([
    ['one endless header', 'X: ', 'x'.repeat(65_536)],
    ['endless headers', '', 'X-Header: value\r\n'.repeat(4_000)],
  ])('with %s fails cleanly', async (_what, begin, chunk) => {
    const { failure, status } = await attemptAt((socket) => {
      socket.write(OK + begin);
      flood(socket, chunk);
    });

    expect(failure).toMatchObject({ code: 'ANSWER_TOO_LARGE', phase: 'end' });
    expect(failure?.message).toMatch(
      /^The headers of 127\.0\.0\.1:\d+'s answer are larger than 16 KiB;/,
    );
    expect(status).toBeNull();
  });

  test('with endless trailers fails cleanly', async () => {
    const { failure } = await attemptAt((socket) => {
      socket.write(`${OK}Transfer-Encoding: chunked\r\n\r\n0\r\n`);
      flood(socket, 'X-Trailer: value\r\n'.repeat(4_000));
    });

    expect(failure).toMatchObject({ code: 'ANSWER_TOO_LARGE', phase: 'end' });
  });

  test('of interim answers without end fails cleanly', async () => {
    const { failure } = await attemptAt((socket) => {
      flood(socket, 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n');
    });

    expect(failure).toMatchObject({ code: 'BAD_ANSWER', phase: 'end' });
    expect(failure?.message).toMatch(/sent more than 32 interim answers \(1xx\) and no real one/);
  });

  test.each([
    ['garbage', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['zeros', Buffer.alloc(4_096)],
    ['a broken status line', 'HTTP/1.1 2OO OK\r\n\r\n'],
    ['a broken length', `${OK}Content-Length: many\r\n\r\n`],
    ['two lengths', `${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nok`],
    ['a broken chunk', `${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n`],
    ['a NUL in a header', `${OK}X: a\0b\r\nContent-Length: 0\r\n\r\n`],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('of %s is named as no HTTP', async (_what, bytes) => {
    const { failure } = await attemptAt((socket) => socket.end(bytes));

    expect(failure).toMatchObject({ code: 'BAD_ANSWER', phase: 'end' });
    expect(failure?.message).toMatch(
      /^127\.0\.0\.1:\d+ answered, but not in HTTP\/1\.1 \(HPE_\w+\); check that the port is the receiver's/,
    );
  });

  test.each([
    ['bytes of no HTTP', `${OK}Content-Length: 2\r\n\r\nokSSH-2.0\r\n`, 200, 'ok'],
    ['a second answer', `${OK}Content-Length: 2\r\n\r\nok`.repeat(2), 200, 'ok'],
    [
      'bytes behind its last chunk',
      `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nx`,
      200,
      'ok',
    ],
    ['a body that its status rules out', 'HTTP/1.1 204 X\r\nContent-Length: 2\r\n\r\nok', 204, ''],
  ])('that is followed by %s is taken as it was', async (_what, bytes, status, text) => {
    for (const end of [false, true]) {
      const made = await attemptAt((socket) => {
        if (end) socket.end(bytes);
        else socket.write(bytes);
      });

      expect(made.failure).toBeNull();
      expect(made).toMatchObject({ status, answer: { text, complete: true } });
    }
  });

  test('of a whole refusal with bytes behind it is that refusal', async () => {
    const { failure } = await attemptAt((socket) => {
      socket.write('HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\nmore');
    });

    expect(failure?.code).toBe('STATUS_503');
  });

  test('that never comes because the connection is closed says so', async () => {
    const { failure, phases } = await attemptAt((socket) => socket.end());

    expect(failure).toMatchObject({ code: 'CONNECTION_CLOSED', phase: 'firstByte' });
    expect(failure?.message).toMatch(
      /^127\.0\.0\.1:\d+ closed the connection before it answered; see its log/,
    );
    expect(phases.firstByte).toBeNull();
  });

  test('cut short says so, and the 200 in front of it does not count', async () => {
    const { failure, status, answer } = await attemptAt((socket) => {
      socket.end(`${OK}Content-Length: 10\r\n\r\nok`);
    });

    expect(failure).toMatchObject({ code: 'CONNECTION_CLOSED', phase: 'end' });
    expect(failure?.message).toContain('closed the connection in the middle of its answer');
    expect(status).toBe(200);
    expect(answer).toEqual({ text: 'ok', bytes: 2, complete: false });
  });

  test('in place of which the connection is reset says so', async () => {
    await using peer = await startResetting(identity.tls, '');

    const { failure } = await attemptOver({ url: peer.url, ca: identity.ca });

    expect(failure).toMatchObject({ code: 'CONNECTION_RESET', phase: 'firstByte' });
    expect(failure?.message).toMatch(
      /^127\.0\.0\.1:\d+ reset the connection before it answered; see its log/,
    );
  });

  test('in the middle of which the connection is reset says so', async () => {
    await using peer = await startResetting(identity.tls, `${OK}Content-Length: 10\r\n\r\nok`);

    const { failure, status } = await attemptOver({ url: peer.url, ca: identity.ca });

    // A reset close behind data reaches Node as an ordinary end on Linux, and may throw away the data elsewhere.
    expect(failure?.code).toMatch(/^CONNECTION_(?:RESET|CLOSED)$/);
    expect([200, null]).toContain(status);
  });

  test('before the body was sent is taken by its status', async () => {
    const { failure, status } = await attemptAt(
      (socket) => {
        socket.pause();
        socket.write('HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      },
      Buffer.alloc(20_000_000, ' '),
    );

    expect(status).toBe(413);
    expect(failure?.code).toBe('STATUS_413');
  });

  test('followed by more than was announced is taken for what was announced', async () => {
    const closed: Promise<unknown>[] = [];
    const { failure, answer } = await attemptAt((socket) => {
      closed.push(once(socket, 'close'));
      socket.write(`${OK}Content-Length: 2\r\n\r\nok`);
      flood(socket, Buffer.alloc(65_536, 'x'));
    });

    expect(failure).toBeNull();
    expect(answer).toEqual({ text: 'ok', bytes: 2, complete: true });
    await Promise.all(closed);
  });
});
