/** A request that breaks is answered as the journal says, and told of once. */
import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';

import { build } from '../../src/notification/build';
import { explainUnreadableRequest } from '../../src/receiver/trouble';
import { heldJournal } from '../helpers/held-journal';
import { entriesOf, send, startTestReceiver, type TestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);
const CREDENTIALS = { user: 'wallarm', password: 's3cret' };
const POST = 'POST / HTTP/1.1\r\nHost: localhost\r\n';
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n\r\n`;
const GOOD_CHUNK = '9\r\n{"half": \r\n';
const BAD_CHUNK = 'zz\r\n';
/** Stands for the end of what a sender sends; without it, it waits. */
const END = '<end>';

describe('a delivery without credentials', () => {
  test.each([
    ['is broken off', `${POST}Content-Length: 100\r\n\r\n{"half":`, END],
    ['has a broken chunk', `${CHUNKED}${GOOD_CHUNK}`, BAD_CHUNK],
    ['has several broken chunks', `${CHUNKED}${GOOD_CHUNK}`, BAD_CHUNK.repeat(9)],
  ])('whose body %s is answered 401 as the journal says, and nothing else', async (_, ...parts) => {
    await using receiver = await startTestReceiver(CREDENTIALS);

    expect(statusesOf(await sendRaw(receiver, parts))).toEqual([401]);
    expect(statusesOf(await sendRaw(receiver, [parts.join('')]))).toEqual([401]);

    const entries = await entriesOf(receiver.journal);
    expect(entries.map(({ answer }) => answer.status)).toEqual([401, 401]);
    expect(receiver.troubles).toEqual([]);
  });

  test('is answered 401 also when its body breaks before the journal has it', async () => {
    const { journal, held, release } = heldJournal();
    await using receiver = await startTestReceiver(CREDENTIALS, { journal });
    const reply = sendRaw(receiver, [`${POST}Content-Length: 100\r\n\r\n{"half":`, END]);
    await held;
    // Whoever comes later is answered later.
    await send(receiver, '', { method: 'GET' });
    release();

    expect(statusesOf(await reply)).toEqual([401]);
  });
});

describe('a body with a broken chunk', () => {
  test('is told of once, with the answer that its sender had', async () => {
    await using receiver = await startTestReceiver();

    const reply = await sendRaw(receiver, [CHUNKED + GOOD_CHUNK, BAD_CHUNK, BAD_CHUNK]);

    expect(statusesOf(reply)).toEqual([400]);
    const reason = 'The sender sent something that is not HTTP (HPE_INVALID_CHUNK_SIZE).';
    expect(await receiver.journal.waitFor({ verdict: 'refused' })).toMatchObject([
      { answer: { status: 400, reason }, bodySize: 9 },
    ]);
    expect(receiver.troubles).toEqual([]);
  });

  test('meets no fault: it was answered', async () => {
    await using receiver = await startTestReceiver();
    receiver.running.faults.add({ kind: 'status', status: 503, next: 1 });

    await sendRaw(receiver, [CHUNKED + GOOD_CHUNK + BAD_CHUNK]);

    const [entry] = await receiver.journal.waitFor({ verdict: 'refused' });
    expect(entry?.answer.status).toBe(400);
    expect((await send(receiver, BODY)).status).toBe(503);
  });
});

test('a body that is broken off is answered by nothing, as the journal says', async () => {
  await using receiver = await startTestReceiver();

  const reply = await sendRaw(receiver, [`${POST}Content-Length: 100\r\n\r\n{"half":`, END]);

  expect(reply).toBe('');
  expect(await receiver.journal.waitFor({ verdict: 'refused' })).toMatchObject([
    { answer: { status: 0 } },
  ]);
});

test('a body that comes too slowly is answered 408, as the journal says', async () => {
  await using receiver = await startTestReceiver({ headersTimeout: 300, requestTimeout: 300 });
  const socket = await connected(receiver);
  socket.write(`${POST}Content-Length: 100\r\n\r\n{"half":`);

  expect(statusesOf(await heard(socket))).toEqual([408]);
  expect(await receiver.journal.waitFor({ verdict: 'refused' })).toMatchObject([
    { answer: { status: 408 } },
  ]);
  expect(receiver.troubles).toEqual([]);
});

test('a body whose rest comes when its time is up was answered 408, as the journal says', async () => {
  await using receiver = await startTestReceiver({ headersTimeout: 300, requestTimeout: 300 });
  const socket = await connected(receiver);
  socket.allowHalfOpen = true;
  const reply = heard(socket);
  socket.write(`${POST}Content-Length: ${BODY.length}\r\n\r\n${BODY.slice(0, 9)}`);
  await once(socket, 'end');
  socket.end(BODY.slice(9));

  expect(statusesOf(await reply)).toEqual([408]);
  expect(await receiver.journal.waitFor({})).toMatchObject([
    { answer: { status: 408 }, verdict: 'refused' },
  ]);
});

test('a delivery with bytes behind its body, of which its Content-Length knows nothing, has its own answer', async () => {
  await using receiver = await startTestReceiver();

  const reply = await sendRaw(receiver, [`${POST}Content-Length: ${BODY.length}\r\n\r\n${BODY}]]`]);

  expect(statusesOf(reply)).toEqual([200]);
  expect(await entriesOf(receiver.journal)).toMatchObject([{ answer: { status: 200 } }]);
  expect(await receiver.nextTrouble()).toMatchObject({ kind: 'http' });
  expect(receiver.troubles).toHaveLength(1);
});

test.each([
  ['read', 'ECONNRESET', 'The sender broke the connection.'],
  ['read', 'ETIMEDOUT', 'The connection broke (ETIMEDOUT).'],
])(
  'a connection that breaks with %s %s sent nothing that is not HTTP',
  (syscall, code, message) => {
    const error = Object.assign(new Error(`${syscall} ${code}`), { syscall, code });
    expect(explainUnreadableRequest(error)).toEqual({ status: 0, message });
  },
);

/** Sends these pieces, each when the one before has left; resolves with all that came back until the connection closed. */
async function sendRaw(receiver: TestReceiver, pieces: readonly string[]): Promise<string> {
  const socket = await connected(receiver);
  const reply = heard(socket);
  for (const piece of pieces) {
    const text = piece.replace(END, '');
    if (text !== '') await new Promise<void>((resolve) => socket.write(text, () => resolve()));
    if (text !== piece) socket.end();
  }
  return reply;
}

/** All that comes on a connection. */
async function heard(socket: TLSSocket): Promise<string> {
  let text = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}

function statusesOf(reply: string): readonly number[] {
  return [...reply.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
}

async function connected({ port, ca }: TestReceiver): Promise<TLSSocket> {
  const socket = connect({ port, host: 'localhost', ca });
  await once(socket, 'secureConnect');
  return socket;
}
