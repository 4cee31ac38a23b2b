/** Faults of requests: what the sender gets, what our own sender says of it, and what the journal keeps. */
import { once } from 'node:events';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:tls';

import { build } from '../../src/notification/build';
import type { Fault } from '../../src/receiver/faults/fault';
import { attempt } from '../../src/sender/attempt';
import { resolveDeliverySettings, type DeliverySettings } from '../../src/sender/settings';
import { startReceiver } from '../../src/testing/start-receiver';
import type { TestReceiver } from '../../src/testing/test-receiver';
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);
const WRONG = JSON.stringify([{ summary: 'x', details: { notification_type: 'new_hits' } }]);

function attemptAt({ url, ca }: TestReceiver, settings: Partial<DeliverySettings> = {}) {
  const resolved = resolveDeliverySettings({ url, ca, ...settings });
  return attempt(resolved, Buffer.from(BODY), { number: 1 });
}

async function statuses(receiver: TestReceiver, count: number, body = BODY): Promise<number[]> {
  const found: number[] = [];
  for (let sent = 0; sent < count; sent += 1) found.push((await send(receiver, body)).status);
  return found;
}

describe('a fault that breaks the connection', () => {
  test.each([
    // A reset may overtake what TLS 1.3 sends after the handshake, and some systems then report an end.
    [
      'connection-reset',
      /^CONNECTION_(RESET|CLOSED)$/,
      / (reset|closed) the connection before it answered/,
    ],
    ['empty-response', /^CONNECTION_CLOSED$/, / closed the connection before it answered/],
  ] as const)('%s is met as such', async (kind, code, words) => {
    await using receiver = await startReceiver();
    receiver.fault({ kind });

    await expect(send(receiver, BODY)).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { failure } = await attemptAt(receiver);

    expect(failure?.code).toMatch(code);
    expect(failure?.message).toMatch(words);
    const trace = { fault: kind, verdict: 'refused', answer: { status: 0 } };
    expect(await entriesOf(receiver.journal)).toMatchObject([trace, trace]);
  });

  test('a reset is one at the level of TCP, and an empty response is none', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'connection-reset', next: 1 });
    receiver.fault({ kind: 'empty-response', next: 1 });

    const only = { maxVersion: 'TLSv1.2' } as const;
    await expect(send(receiver, BODY, only)).rejects.toMatchObject({ syscall: 'read' });
    await expect(send(receiver, BODY)).rejects.toThrow('socket hang up');
  });
});

describe('never-respond', () => {
  test('makes the sender give up by its own timeout', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'never-respond' });

    const { failure } = await attemptAt(receiver, { requestTimeout: 100 });

    expect(failure).toMatchObject({
      code: 'REQUEST_TIMEOUT',
      message: expect.stringContaining('did not answer within the request timeout') as string,
    });
    expect(await entriesOf(receiver.journal)).toMatchObject([
      {
        fault: 'never-respond',
        answer: { status: 0, reason: expect.stringMatching(/no answer/) as string },
      },
    ]);
  });

  test('lets go of its senders when it is cleared, even if it had ended by itself', async () => {
    await using receiver = await startReceiver();
    const fault = receiver.fault({ kind: 'never-respond', next: 1 });
    const waiting = expect(send(receiver, BODY)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await receiver.journal.waitFor({});

    expect(receiver.faults.list()).toEqual([]);
    fault.clear();

    await waiting;
    expect(await statuses(receiver, 1)).toEqual([200]);
  });

  test('does not keep the receiver from closing', async () => {
    const receiver = await startReceiver({ gracePeriod: 3_600_000 });
    receiver.fault({ kind: 'never-respond' });
    const waiting = expect(send(receiver, BODY)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await receiver.journal.waitFor({});

    await receiver.close();

    await waiting;
  });
});

describe('delay', () => {
  test('answers as always, but later', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'delay', milliseconds: 60 });

    const { status, phases } = await attemptAt(receiver);

    expect(status).toBe(200);
    expect(phases.end).toBeGreaterThanOrEqual(55);
    expect(await entriesOf(receiver.journal)).toMatchObject([
      { fault: 'delay', verdict: 'accepted', answer: { status: 200 } },
    ]);
  });

  test.each(['clear', 'close'] as const)('answers at once on %s', async (ending) => {
    const receiver = await startReceiver({ gracePeriod: 3_600_000 });
    receiver.fault({ kind: 'delay', milliseconds: { from: 3_600_000, to: 7_200_000 } });
    const reply = send(receiver, BODY);
    await receiver.journal.waitFor({});

    if (ending === 'clear') receiver.faults.clear();
    else await receiver.close();

    expect(await reply).toMatchObject({ status: 200, text: 'ok' });
    await receiver.close();
  });

  test('forgets a sender that does not wait for it', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'delay', milliseconds: 3_600_000 });

    const { failure } = await attemptAt(receiver, { requestTimeout: 100 });

    expect(failure?.code).toBe('REQUEST_TIMEOUT');
  });
});

describe('slow-response', () => {
  test('brings the whole answer byte by byte', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'slow-response', milliseconds: 1 });
    const socket = connect({ port: receiver.port, host: 'localhost', ca: receiver.ca });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));

    socket.write(
      `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
    );
    await once(socket, 'close');

    const text = Buffer.concat(chunks).toString();
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Connection: close\r\n\r\nok$/i);
    expect(chunks.length).toBe(text.length);
    expect(await entriesOf(receiver.journal)).toMatchObject([
      { fault: 'slow-response', answer: { status: 200 } },
    ]);
  });

  test('meets a sender that has a limit for the whole answer', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'slow-response', milliseconds: 3_600_000 });

    const { failure } = await attemptAt(receiver, { requestTimeout: 100 });

    expect(failure).toMatchObject({ code: 'REQUEST_TIMEOUT' });
  });

  test('brings the rest at once when it is cleared', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'slow-response', milliseconds: 50 });
    const { request } = await firstByteFrom(receiver);
    const response = once(request, 'response');

    receiver.faults.clear();

    expect(((await response) as [{ statusCode: number }])[0].statusCode).toBe(200);
    request.destroy();
  });

  test('writes nothing more once it is cleared, and no trouble comes of it', async () => {
    await using receiver = await startTestReceiver();
    const { faults } = receiver.running;
    faults.add({ kind: 'slow-response', milliseconds: 1 });
    const { socket } = await firstByteFrom(receiver);
    const over = once(socket, 'close');

    faults.clear();
    // The next byte is due before the connection has ended.
    const due = performance.now() + 5;
    while (performance.now() < due);
    await over;

    expect(receiver.troubles).toEqual([]);
  });
});

describe('status', () => {
  test('answers with it, and our sender names it', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'status', status: 503 });

    const { failure } = await attemptAt(receiver);

    expect(failure?.code).toBe('STATUS_503');
    expect(await entriesOf(receiver.journal)).toMatchObject([
      { fault: 'status', verdict: 'refused', answer: { status: 503 } },
    ]);
  });

  test('works off a list, and its last one stays', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'status', status: [503, 429, 204] });

    expect(await statuses(receiver, 5)).toEqual([503, 429, 204, 204, 204]);
  });

  test('may accept what breaks the schema, and the journal says so', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'status', status: [201, 500] });

    expect(await statuses(receiver, 2, WRONG)).toEqual([201, 500]);
    expect(await entriesOf(receiver.journal)).toMatchObject([
      { verdict: 'accepted', answer: { status: 201 } },
      { verdict: 'rejected', answer: { status: 500 } },
    ]);
  });
});

describe('how often a fault acts', () => {
  test('the next so many, then never again', async () => {
    await using receiver = await startReceiver();
    const fault = receiver.fault({ kind: 'status', status: 500, next: 2 });

    expect(await statuses(receiver, 3)).toEqual([500, 500, 200]);
    expect(fault.acted).toBe(2);
    expect(receiver.faults.list()).toEqual([]);
  });

  test('a share of them, the same ones for the same seed', async () => {
    const runs: number[][] = [];
    for (const seed of [7, 7, 8]) {
      await using receiver = await startReceiver();
      receiver.fault({ kind: 'status', status: 500, share: 0.5, seed });
      runs.push(await statuses(receiver, 16));
    }

    const [first, again, other] = runs;
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect(new Set(first)).toEqual(new Set([200, 500]));
  });

  test('never with a share of 0', async () => {
    await using receiver = await startReceiver();
    const { acted } = receiver.fault({ kind: 'status', status: 500, share: 0 });

    expect(await statuses(receiver, 3)).toEqual([200, 200, 200]);
    expect(acted).toBe(0);
  });

  test('of two, the one switched on first; after it has ended, the other', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'status', status: 500, next: 1 });
    const other = receiver.fault({ kind: 'status', status: 501 });

    expect(await statuses(receiver, 2)).toEqual([500, 501]);
    other.clear();
    expect(await statuses(receiver, 1)).toEqual([200]);
  });

  test('is told to those who watch, and printed as JSON', async () => {
    await using receiver = await startReceiver();
    const told: string[] = [];
    const end = receiver.faults.subscribe(() => told.push(JSON.stringify(receiver.faults.list())));
    receiver.fault({ kind: 'status', status: 500 });
    await statuses(receiver, 1);

    expect(receiver.faults.clear()).toBe(1);
    expect(receiver.faults.clear('f1')).toBe(0);
    end();
    receiver.fault({ kind: 'status', status: 500 });

    const fault = '{"kind":"status","status":500}';
    expect(told).toEqual([
      `[{"id":"f1","fault":${fault},"acted":0}]`,
      `[{"id":"f1","fault":${fault},"acted":1}]`,
      '[]',
    ]);
  });
});

describe('a fault that makes no sense', () => {
  test.each<[string, object]>([
    ['kind', { kind: 'explosion' }],
    ['status', { kind: 'status', status: 99 }],
    ['status', { kind: 'status', status: [] }],
    ['status', { kind: 'delay', milliseconds: 1, status: 500 }],
    ['milliseconds', { kind: 'delay', milliseconds: -1 }],
    ['milliseconds.from', { kind: 'delay', milliseconds: { from: 2, to: 1 } }],
    ['milliseconds', { kind: 'slow-response', milliseconds: 0.5 }],
    ['milliseconds', { kind: 'expired', milliseconds: 1 }],
    ['next', { kind: 'expired', next: 0 }],
    ['share', { kind: 'expired', share: 1.1 }],
    ['seed', { kind: 'expired', seed: 0.1 }],
  ])('is refused by naming %s: %j', async (option, fault) => {
    await using receiver = await startReceiver();

    expect(() => receiver.fault(fault as Fault)).toThrow(
      expect.objectContaining({ code: 'WST_OPTION', option }) as Error,
    );
    expect(receiver.faults.list()).toEqual([]);
  });
});

/** Sends a delivery; resolves when its answer has begun. */
async function firstByteFrom(receiver: Pick<TestReceiver, 'port' | 'ca'>) {
  const request = httpsRequest({ ...target(receiver), method: 'POST' });
  request.end(BODY);
  const [socket] = (await once(request, 'socket')) as [NodeJS.EventEmitter];
  await once(socket, 'data');
  return { request, socket };
}

function target({ port, ca }: Pick<TestReceiver, 'port' | 'ca'>) {
  return { host: 'localhost', port, ca, agent: false } as const;
}
