import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import { build } from '../../src/notification/build';
import { parseSize, writtenSize } from '../../src/receiver/options';
import { entriesOf, send, startTestReceiver, type TestReceiver } from '../helpers/receiver';

const MB = 1024 * 1024;
const BODY = Buffer.from(JSON.stringify([build('new_hits', { seed: 1 })]));

describe('a body that is too large', () => {
  test('is answered 413 as Logstash does, and only its size is kept', async () => {
    await using receiver = await startTestReceiver();

    const reply = await send(receiver, Buffer.alloc(11 * MB, ' '));

    expect([reply.status, reply.text]).toEqual([413, '']);
    expect(reply.headers.connection).toBe('close');
    const [entry] = await entriesOf(receiver.journal);
    const reason = 'The body is larger than 10mb (--max-body).';
    expect(entry).toMatchObject({
      verdict: 'refused',
      answer: { status: 413, reason },
      bodySize: 11 * MB,
    });
    expect(entry?.body).toHaveLength(0);
  });

  test('is answered 413 when it comes in chunks without a length', async () => {
    await using receiver = await startTestReceiver({ maxBody: 1_000 });

    const headers = { 'transfer-encoding': 'chunked' };
    const reply = await send(receiver, Buffer.alloc(100_000, ' '), { headers });

    expect(reply.status).toBe(413);
  });

  test.each([
    [1_000, '1000b'],
    [1_536, '1536b'],
    [512 * 1_024, '512kb'],
    [2 * 1_024 * MB, '2gb'],
  ])('is told with the limit as the flag takes it: %d is %s', (bytes, text) => {
    expect(writtenSize(bytes)).toBe(text);
    expect(parseSize('maxBody', text)).toBe(bytes);
  });

  test('is told of once, also when its sender hangs up on the answer, as curl does', async () => {
    await using receiver = await startTestReceiver({ maxBody: 1_000 });
    const socket = await halfSent(receiver, 100_000);

    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.end();
    await once(socket, 'close');

    expect(answer.toString()).toMatch(/^HTTP\/1.1 413 /);
    expect(await entriesOf(receiver.journal)).toHaveLength(1);
    expect(receiver.troubles).toEqual([]);
  });

  test('that unpacks from 50 KB to 50 MB is answered 413 and never held', async () => {
    await using receiver = await startTestReceiver();
    const bomb = gzipSync(Buffer.alloc(50 * MB, ' '));
    const before = process.memoryUsage().arrayBuffers;

    const reply = await send(receiver, bomb, { headers: { 'content-encoding': 'gzip' } });

    expect(reply.status).toBe(413);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(25 * MB);
  });

  test('does not keep the next one from being taken', async () => {
    await using receiver = await startTestReceiver({ maxBody: 100_000 });

    await send(receiver, Buffer.alloc(200_000, ' '));

    expect((await send(receiver, BODY)).status).toBe(200);
  });
});

describe('a compressed body', () => {
  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ])('in %s is unpacked, validated and kept unpacked', async (encoding, compress) => {
    await using receiver = await startTestReceiver();

    const reply = await send(receiver, compress(BODY), {
      headers: { 'content-encoding': encoding },
    });

    expect(reply.status).toBe(200);
    const [entry] = await entriesOf(receiver.journal);
    expect(entry?.body.equals(BODY)).toBe(true);
    expect(entry?.headers['content-encoding']).toBe(encoding);
  });

  test('that is broken is answered 400 as Logstash does, and kept as it came', async () => {
    await using receiver = await startTestReceiver({ onViolation: 'accept' });
    const broken = Buffer.concat([gzipSync(BODY).subarray(0, 40), Buffer.from('garbage')]);

    const reply = await send(receiver, broken, { headers: { 'content-encoding': 'gzip' } });

    expect([reply.status, reply.text]).toEqual([400, 'Input is not in the GZIP format']);
    const [entry] = await entriesOf(receiver.journal);
    expect(entry?.body.equals(broken)).toBe(true);
  });

  test('in an encoding that Logstash does not unpack is not JSON', async () => {
    await using receiver = await startTestReceiver();

    const headers = { 'content-encoding': 'br' };
    const reply = await send(receiver, brotliCompressSync(BODY), { headers });

    expect(reply.status).toBe(400);
  });
});

describe('a body that never ends', () => {
  test('because the sender hung up is journalled as that', async () => {
    await using receiver = await startTestReceiver();
    const socket = await halfSent(receiver, 100);
    const arrival = receiver.journal.waitFor({ verdict: 'refused' });
    socket.end();

    const [entry] = await arrival;
    expect(entry).toMatchObject({ answer: { status: 0 } });
    expect(entry?.answer.reason).toMatch(/broke off after \d+ bytes/);
    expect(receiver.troubles).toEqual([]);
  });
});

test('a head that never ends because the sender hung up is reported as that', async () => {
  await using receiver = await startTestReceiver();
  const socket = await connected(receiver);
  socket.end('POST / HTTP/1.1\r\nHo');

  expect(await receiver.nextTrouble()).toMatchObject({
    kind: 'http',
    message: 'The sender ended the connection in the middle of a request.',
  });
});

/** A sender that has sent the beginning of a body of this length. */
async function halfSent(receiver: TestReceiver, length: number): Promise<TLSSocket> {
  const socket = await connected(receiver);
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n{"half":`);
  return socket;
}

async function connected({ port, ca }: TestReceiver): Promise<TLSSocket> {
  const socket = connect({ port, host: 'localhost', ca });
  await once(socket, 'secureConnect');
  return socket;
}
