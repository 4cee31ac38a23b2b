import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';

import { build } from '../../src/notification/build';
import { leastMemory } from '../../src/receiver/memory-plan';
import { heldJournal } from '../helpers/held-journal';
import { entriesOf, send, startTestReceiver, type TestReceiver } from '../helpers/receiver';
import { until } from '../helpers/until';

const KB = 1024;
const HIT = JSON.stringify(build('new_hits', { seed: 1 }));
const SMALL = `[${HIT}]`;
/** Valid, and too large to be inspected on the main thread. */
const LARGE = Buffer.from(`[${new Array<string>(600).fill(HIT).join()}]`);
const MAX_BODY = 1024 * KB;
/** Room for one body of the largest size at a time. */
const TIGHT = { maxBody: MAX_BODY, maxMemory: leastMemory(MAX_BODY) };

/** Sends the headers of a body and its bytes but for the last. */
async function sendHalf({ port, ca }: TestReceiver, bytes: number): Promise<TLSSocket> {
  const socket = connect({ port, host: 'localhost', ca });
  socket.on('error', () => undefined);
  await once(socket, 'secureConnect');
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bytes}\r\n\r\n`);
  socket.write(Buffer.alloc(bytes - 1, ' '));
  return socket;
}

describe('the memory of bodies', () => {
  test('is counted while they arrive, and given back when they are broken off', async () => {
    await using receiver = await startTestReceiver(TIGHT);
    const half = await sendHalf(receiver, 600 * KB);

    await until(() => receiver.running.memory().held >= 600 * KB);
    half.destroy();
    await until(() => receiver.running.memory().held === 0);

    expect(receiver.running.memory().limit).toBe(TIGHT.maxMemory);
  });

  test('is never exceeded by bodies that do not end, and small ones still come through', async () => {
    await using receiver = await startTestReceiver(TIGHT);
    const halves = await Promise.all(Array.from({ length: 8 }, () => sendHalf(receiver, 900 * KB)));
    await until(() => receiver.running.memory().held >= 900 * KB);

    const reply = await send(receiver, SMALL);

    expect(reply.status).toBe(200);
    expect(receiver.running.memory().held).toBeLessThan(2 * MAX_BODY);
    for (const half of halves) half.destroy();
    await until(() => receiver.running.memory().held === 0);
  });

  test('is taken from a body that does not come while another waits, which is then received', async () => {
    await using receiver = await startTestReceiver(TIGHT);
    const half = await sendHalf(receiver, 900 * KB);
    await until(() => receiver.running.memory().held >= 900 * KB);
    const answered = once(half, 'data') as Promise<[Buffer]>;

    const reply = await send(receiver, LARGE);

    expect(reply.status).toBe(200);
    const [answer] = await answered;
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 429 [^]*retry-after: 1/i);
    expect(await receiver.nextTrouble()).toMatchObject({ kind: 'overload' });
    half.destroy();
  });

  test('does not grow with the number of bombs: each is answered, refused unread or told to come back', async () => {
    await using receiver = await startTestReceiver(TIGHT);
    const bomb = gzipSync(`[${'{},'.repeat(300_000)}{}]`);
    const headers = { 'content-encoding': 'gzip' };

    const replies = await Promise.all(
      Array.from({ length: 12 }, () => send(receiver, bomb, { headers })),
    );

    for (const { status } of replies) expect([400, 429]).toContain(status);
    expect(replies.some(({ status }) => status === 400)).toBe(true);
    expect(receiver.running.memory().held).toBe(0);
  });

  test('is refused when it cannot hold one body of the largest size', async () => {
    const start = startTestReceiver({ maxBody: MAX_BODY, maxMemory: MAX_BODY });

    await expect(start).rejects.toMatchObject({
      code: 'WST_OPTION',
      message: expect.stringMatching(/maxMemory.*1048576/s) as string,
    });
  });
});

describe('a large body', () => {
  test.each([
    ['as it is', LARGE, {}],
    ['packed', gzipSync(LARGE), { 'content-encoding': 'gzip' }],
  ])('is inspected and kept as any other: %s', async (_, bytes, headers) => {
    await using receiver = await startTestReceiver();

    const reply = await send(receiver, bytes, { headers });

    const [entry] = await entriesOf(receiver.journal);
    expect(reply.status).toBe(200);
    expect(entry?.body.equals(LARGE)).toBe(true);
    expect(entry?.findings.notifications).toHaveLength(600);
    expect(receiver.troubles).toEqual([]);
  });

  test('is inspected while others are answered', async () => {
    await using receiver = await startTestReceiver();
    await send(receiver, SMALL);
    const slow = Buffer.from(
      `[${new Array<string>(20_000).fill('{"summary":1,"details":{"notification_type":"new_hits","xxxxxxxxxxxxx":1}}').join()}]`,
    );
    let isAnswered = false;
    const large = send(receiver, slow).finally(() => (isAnswered = true));
    // It has its turn: from here on its inspection alone is waited for.
    await until(() => receiver.running.memory().held > 32 * MAX_BODY);

    const small = await send(receiver, SMALL);

    expect([small.status, isAnswered]).toEqual([200, false]);
    expect((await large).status).toBe(422);
  });

  test('that is packed too large is answered 413', async () => {
    await using receiver = await startTestReceiver({ maxBody: 600 * KB });
    const headers = { 'content-encoding': 'gzip' };

    const reply = await send(receiver, gzipSync(Buffer.alloc(700 * KB, ' ')), { headers });

    expect(reply.status).toBe(413);
  });

  test('waits for the one before it to be journalled', async () => {
    const { journal, held, release } = heldJournal();
    await using receiver = await startTestReceiver({}, { journal });
    const first = send(receiver, LARGE);
    await held;
    const second = send(receiver, LARGE);
    await until(() => receiver.running.memory().held > LARGE.length);

    release();

    expect([(await first).status, (await second).status]).toEqual([200, 200]);
  });
});

describe('the answer to a body with many violations', () => {
  test('lists a hundred and says how many more there are', async () => {
    await using receiver = await startTestReceiver();

    const reply = await send(receiver, `[${new Array<string>(150).fill('{"summary":1}').join()}]`);

    const problem = JSON.parse(reply.text) as {
      detail: string;
      violations: unknown[];
      moreViolations: number;
    };
    const [summary] = (await receiver.journal.query()).entries;
    expect(reply.status).toBe(422);
    expect(problem.violations).toHaveLength(100);
    expect(problem.moreViolations).toBe((summary?.violations ?? 0) - 100);
    expect(problem.detail).toContain(`${problem.moreViolations} more violations`);
  });
});
