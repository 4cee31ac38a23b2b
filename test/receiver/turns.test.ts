/** Requests that are sent before the answers to those before them: what each is told is what the journal says of it. */
import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';

import { build } from '../../src/notification/build';
import { heldJournal } from '../helpers/held-journal';
import { entriesOf, startTestReceiver, type TestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);
const POST = 'POST / HTTP/1.1\r\nHost: localhost\r\n';
const DELIVERY = `${POST}Content-Length: ${BODY.length}\r\n\r\n${BODY}`;
const LAST = `${POST}Connection: close\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
const BROKEN = `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n`;
const TOO_LARGE = `${POST}Content-Length: 5001\r\n\r\n`;

test.each([
  ['one after the other', [DELIVERY, DELIVERY, LAST], [200, 200, 200]],
  ['behind one that ends the connection', [LAST, DELIVERY], [200]],
  ['behind one that is too large', [DELIVERY, TOO_LARGE + 'x'.repeat(5001), DELIVERY], [200, 413]],
  ['behind one that breaks', [DELIVERY, BROKEN, DELIVERY], [200, 400]],
  ['behind one that is no HTTP', [DELIVERY, DELIVERY, ']]\r\n\r\n', DELIVERY], [200, 200]],
])('requests %s', async (_, requests, statuses) => {
  await using receiver = await startTestReceiver({ maxBody: 5_000 });

  expect(statusesOf(await heard(await sent(receiver, requests)))).toEqual(statuses);
  // What breaks is written when its connection is gone.
  await receiver.journal.waitFor({}, { count: statuses.length });
  expect(await statusesIn(receiver)).toEqual(statuses);
});

test.each([
  [{ kind: 'slow-response', milliseconds: 1 }, [200]],
  [{ kind: 'empty-response' }, []],
  [{ kind: 'connection-reset' }, []],
] as const)('behind the fault $kind nothing is received', async (fault, told) => {
  await using receiver = await startTestReceiver();
  receiver.running.faults.add({ ...fault, next: 1 });

  const reply = await heard(await sent(receiver, [DELIVERY, DELIVERY]));

  expect(statusesOf(reply)).toEqual(told);
  expect(await entriesOf(receiver.journal)).toMatchObject([{ fault: fault.kind }]);
});

describe('a sender that ends its side behind its requests', () => {
  test('is answered as the journal says, and then the connection ends', async () => {
    const { journal, held, release } = heldJournal();
    await using receiver = await startTestReceiver({}, { journal });
    const socket = await sent(receiver, [DELIVERY, DELIVERY]);
    const reply = heard(socket);
    socket.end();
    await held;
    release();

    expect(statusesOf(await reply)).toEqual([200, 200]);
    expect(await statusesIn(receiver)).toEqual([200, 200]);
  });

  test('keeps no connection open on which it is not answered', async () => {
    await using receiver = await startTestReceiver();
    receiver.running.faults.add({ kind: 'never-respond' });
    const socket = await sent(receiver, [DELIVERY]);
    const reply = heard(socket);
    socket.end();

    expect(await reply).toBe('');
    expect(await statusesIn(receiver)).toEqual([0]);
  });
});

async function sent({ port, ca }: TestReceiver, requests: readonly string[]): Promise<TLSSocket> {
  const socket = connect({ port, host: 'localhost', ca });
  socket.allowHalfOpen = true;
  await once(socket, 'secureConnect');
  socket.write(requests.join(''));
  return socket;
}

/** All that comes until the receiver ends the connection. */
async function heard(socket: TLSSocket): Promise<string> {
  let text = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  socket.once('end', () => socket.end());
  await once(socket, 'close');
  return text;
}

function statusesOf(reply: string): readonly number[] {
  return [...reply.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
}

async function statusesIn({ journal }: TestReceiver): Promise<readonly number[]> {
  return (await entriesOf(journal)).map(({ answer }) => answer.status);
}
