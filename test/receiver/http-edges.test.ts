import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';

import { build } from '../../src/notification/build';
import { resolveReceiverOptions } from '../../src/receiver/options';
import { entriesOf, startTestReceiver, type TestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);
const POST = 'POST / HTTP/1.1\r\nHost: localhost\r\n';

async function connected({ port, ca }: TestReceiver): Promise<TLSSocket> {
  const socket = connect({ port, host: 'localhost', ca });
  await once(socket, 'secureConnect');
  return socket;
}

/** What comes next. */
async function next(socket: TLSSocket): Promise<string> {
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString();
}

describe('a sender that asks whether to send its body', () => {
  test('is told to go on', async () => {
    await using receiver = await startTestReceiver();
    const socket = await connected(receiver);
    socket.write(`${POST}Expect: 100-continue\r\nContent-Length: ${BODY.length}\r\n\r\n`);

    expect(await next(socket)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write(BODY);
    expect(await next(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    socket.destroy();
  });

  test('is refused at once when its length is too large', async () => {
    await using receiver = await startTestReceiver({ maxBody: 1_000 });
    const socket = await connected(receiver);
    socket.write(`${POST}Expect: 100-continue\r\nContent-Length: 1001\r\n\r\n`);

    expect(await next(socket)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await entriesOf(receiver.journal)).toMatchObject([{ answer: { status: 413 } }]);
    socket.destroy();
  });
});

test('a sender that reads no answer is cut off, and it is said why', async () => {
  await using receiver = await startTestReceiver();
  const socket = await connected(receiver);
  socket.on('error', () => undefined).pause();
  const violations = `${POST}Content-Length: 30001\r\n\r\n[${'1,'.repeat(14_999)}1]`;
  const writing = setInterval(() => socket.write(violations.repeat(4)), 1);
  let trouble = await receiver.nextTrouble();
  // Before it is cut off it may be more than is inspected at a time.
  while (trouble.kind === 'overload') trouble = await receiver.nextTrouble();
  clearInterval(writing);
  socket.destroy();

  expect(trouble.kind).toBe('http');
  expect(trouble.message).toBe(
    'The sender sent one request after the other without reading the answers, and was cut off.',
  );
});

test('a sender that names no host is taken, as Logstash takes it', async () => {
  await using receiver = await startTestReceiver();
  const socket = await connected(receiver);
  socket.write(`POST / HTTP/1.1\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`);

  expect(await next(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(await entriesOf(receiver.journal)).toMatchObject([{ answer: { status: 200 } }]);
  socket.destroy();
});

test('a sender that expects what no server does is told so, and the journal too', async () => {
  await using receiver = await startTestReceiver();
  const socket = await connected(receiver);
  socket.write(`${POST}Expect: a-miracle\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`);

  expect(await next(socket)).toMatch(/^HTTP\/1\.1 417 Expectation Failed\r\n/);
  expect(await entriesOf(receiver.journal)).toMatchObject([
    { answer: { status: 417 }, verdict: 'refused' },
  ]);
  socket.write(`${POST}Content-Length: ${BODY.length}\r\n\r\n${BODY}`);
  expect(await next(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  socket.destroy();
});

test.each([
  [
    'that takes it for a proxy',
    'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n',
    [200, 405],
    /no proxy/,
  ],
  ['that speaks HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [200], /speaks HTTP\/2/],
])('a sender %s is told so, and nothing of its certificate', async (_, text, statuses, message) => {
  await using receiver = await startTestReceiver();
  const socket = await connected(receiver);
  socket.write(`${POST}Content-Length: ${BODY.length}\r\n\r\n${BODY}${text}`);
  let reply = '';
  socket.on('data', (bytes: Buffer) => (reply += bytes.toString()));
  await once(socket, 'close');

  const told = [...reply.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
  expect(told).toEqual(statuses);
  expect(receiver.troubles).toMatchObject([
    { kind: 'http', message: expect.stringMatching(message) as string },
  ]);
});

test('--path is met by the path of a whole URL', async () => {
  await using receiver = await startTestReceiver({ path: '/in' });
  const socket = await connected(receiver);
  const head = `Host: localhost\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
  socket.write(`POST https://localhost/in?a HTTP/1.1\r\n${head}`);

  expect(await next(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  socket.write(`POST https://localhost/?a=/in HTTP/1.1\r\n${head}`);
  expect(await next(socket)).toMatch(/^HTTP\/1\.1 404 /);
  socket.destroy();
});

test.each([
  [{ path: 'in' }, 'path'],
  [{ path: '/in?a' }, 'path'],
  [{ path: '/in#a' }, 'path'],
  [{ path: '/тест' }, 'path'],
  [{ host: '' }, 'host'],
])('what nothing could match, or would listen everywhere, is refused: %j', (options, option) => {
  expect(() => resolveReceiverOptions(options)).toThrow(
    expect.objectContaining({ code: 'WST_OPTION', option }) as Error,
  );
});
