import { gzipSync } from 'node:zlib';

import { build, deliver, fingerprint, startReceiver, testNotifications } from '../../src';
import { entriesOf, send } from '../helpers/receiver';
import { startLogstash } from '../helpers/logstash/logstash';
import { createIdentity, type Identity, startPlainHttp } from '../helpers/peers';
import { recordsOf, startBehind } from './behind';

const notifications = [build('new_hits'), build('vuln'), build('ip_blocked')];
const json = JSON.stringify(notifications);
const ndjson = notifications.map((one) => `${JSON.stringify(one)}\r\n`).join('\r\n');

describe('the stand-in with the good pipeline', () => {
  test('answers with "ok" and two headers', async () => {
    await using behind = await startBehind({ pipeline: 'good' });
    const { status, text, rawHeaders } = await send(behind.logstash, json);
    expect({ status, text }).toEqual({ status: 200, text: 'ok' });
    expect(rawHeaders).toEqual(['content-length', '2', 'content-type', 'text/plain']);
  });

  test.each([
    ['an array', json, {}],
    ['an array by PUT', json, { method: 'PUT' }],
    ['a pretty array', JSON.stringify(notifications, null, 2), {}],
    ['NDJSON with blank lines and CRLF', ndjson, {}],
    ['a compressed array', gzipSync(json), { headers: { 'content-encoding': 'gzip' } }],
  ])('makes one event of each notification of %s', async (_carrier, body, options) => {
    await using behind = await startBehind({ pipeline: 'good' });
    const { logstash, arrivals } = behind;
    expect(await send(logstash, body, options)).toMatchObject({ status: 200 });
    await logstash.settled();
    const hashes = arrivals.map(({ event }) => fingerprint(event['wallarm']));
    expect(hashes.sort()).toEqual(notifications.map(fingerprint).sort());
    expect(arrivals.map(({ headers }) => headers['idempotency-key']).sort()).toEqual(hashes);
    expect(await recordsOf(logstash.archive)).toHaveLength(notifications.length);
    expect(await recordsOf(logstash.quarantine)).toEqual([]);
  });

  test('brings the test notifications to a receiver of ours, without a violation', async () => {
    await using receiver = await startReceiver();
    await using logstash = await startLogstash({ pipeline: 'good', to: receiver });
    const { outcome } = await deliver(logstash, testNotifications());
    await logstash.settled();
    expect(outcome).toBe('delivered');
    const entries = await entriesOf(receiver.journal);
    expect(entries.map(({ verdict }) => verdict)).toEqual(
      testNotifications().map(() => 'accepted'),
    );
  });

  test('turns the order of keys, and keeps long integers and every character', async () => {
    await using behind = await startBehind({ pipeline: 'good' });
    await send(
      behind.logstash,
      '{"summary":"\\u0000\\u2028😀é","n":12345678901234567890123,"m":1.5}',
    );
    await behind.logstash.settled();
    expect(behind.arrivals[0]?.text).toContain(
      '"wallarm":{"m":1.5,"n":12345678901234567890123,"summary":"\\u0000\u2028😀é"}',
    );
  });

  test.each([
    ['text', 'no JSON', 'no JSON'],
    ['a truncated array', '[{"summary":"a"},{"summ', '[{"summary":"a"},{"summ'],
    ['an empty body', '', ''],
    ['half a surrogate pair', '{"summary":"\\ud83d"}', '{"summary":"\\ud83d"}'],
    ['a number out of range', '{"summary":1e400}', '{"summary":1e400}'],
    ['25 levels', '['.repeat(25) + ']'.repeat(25), '['.repeat(25) + ']'.repeat(25)],
    ['a string', '"summary"', '"summary"'],
  ])('keeps %s in the quarantine with a reason, answering 200', async (_what, body, original) => {
    await using behind = await startBehind({ pipeline: 'good' });
    expect(await send(behind.logstash, body)).toMatchObject({ status: 200 });
    const [record, ...others] = await recordsOf(behind.logstash.quarantine);
    expect(record).toMatchObject({
      event: { kind: 'pipeline_error', original },
      error: { message: expect.stringMatching(/./) as unknown },
    });
    expect(others).toEqual([]);
    expect(await recordsOf(behind.logstash.archive)).toEqual([]);
  });

  test.each([
    ['a mixed array', '[{"summary":"a"},null,"x"]', ['null', '"x"']],
    ['a damaged NDJSON', '{"summary":"a"}\n{"summ', ['{"summ']],
  ])('sends on the good notification of %s and keeps the rest', async (_what, body, kept) => {
    await using behind = await startBehind({ pipeline: 'good' });
    await send(behind.logstash, body);
    await behind.logstash.settled();
    expect(behind.arrivals.map(({ event }) => event['wallarm'])).toEqual([{ summary: 'a' }]);
    const records = await recordsOf(behind.logstash.quarantine);
    expect(records.map((record) => record['event'])).toMatchObject(
      kept.map((original) => ({ original })),
    );
  });
});

describe('its input', () => {
  test('asks for credentials, and says so only to those who bear none', async () => {
    const credentials = { user: 'wallarm', password: 'secret' };
    await using behind = await startBehind({ pipeline: 'good', credentials });
    const none = await send(behind.logstash, json);
    const wrong = await send(behind.logstash, json, { auth: 'wallarm:wrong' });
    const right = await send(behind.logstash, json, { auth: 'wallarm:secret' });
    expect([none.status, wrong.status, right.status]).toEqual([401, 401, 200]);
    expect(none.headers['www-authenticate']).toBe('Basic realm="Logstash HTTP Input"');
    expect(wrong.headers['www-authenticate']).toBeUndefined();
    expect(none.text).toBe('');
  });

  test('refuses what is too large, compressed or not, and what only claims to be compressed', async () => {
    await using behind = await startBehind({ pipeline: 'good' });
    const headers = { 'content-encoding': 'gzip' };
    const large = Buffer.alloc(10_485_761, ' ');
    expect(await send(behind.logstash, large)).toMatchObject({ status: 413, text: '' });
    expect(await send(behind.logstash, gzipSync(large), { headers })).toMatchObject({
      status: 413,
    });
    expect(await send(behind.logstash, json, { headers })).toMatchObject({
      status: 400,
      text: 'Input is not in the GZIP format',
    });
    expect(await recordsOf(behind.logstash.quarantine)).toEqual([]);
  });

  test.each(['GET', 'PATCH', 'DELETE'])('answers 200 to %s and drops it', async (method) => {
    await using behind = await startBehind({ pipeline: 'good' });
    const headers = { 'content-length': String(json.length) }; // Node adds none to these methods
    expect(await send(behind.logstash, json, { method, headers })).toMatchObject({ status: 200 });
    expect(await recordsOf(behind.logstash.archive)).toEqual([]);
  });

  test('answers 429 when the queue stays full, at once from then on, and loses nothing', async () => {
    await using behind = await startBehind({ pipeline: 'good', queueLimit: 1, blockedAfter: 20 });
    behind.answer(() => 503);
    const statuses = [];
    for (let index = 0; index < 3; index += 1) {
      statuses.push((await send(behind.logstash, json)).status);
    }
    expect(statuses).toEqual([200, 429, 429]);
    behind.answer(() => 200);
    await behind.logstash.settled();
    expect(behind.arrivals).toHaveLength(notifications.length);
    expect(await send(behind.logstash, json)).toMatchObject({ status: 200 });
  });
});

describe('its output', () => {
  const body = JSON.stringify([build('vuln')]);

  test.each([301, 302, 307, 401, 403, 404, 405, 408, 429, 500, 503])(
    'tries again after %d until the event is taken',
    async (status) => {
      await using behind = await startBehind({ pipeline: 'good' });
      behind.answer((number) => (number <= 3 ? status : 200));
      await send(behind.logstash, body);
      await behind.logstash.settled();
      expect(behind.requests()).toBe(4);
      expect(behind.arrivals).toHaveLength(1);
    },
  );

  test.each([400, 409, 413, 422, 501])('gives up at the first %d', async (status) => {
    await using behind = await startBehind({ pipeline: 'good' });
    behind.answer(() => status);
    await send(behind.logstash, body);
    await behind.logstash.settled();
    expect(behind.requests()).toBe(1);
    expect(await recordsOf(behind.logstash.archive)).toHaveLength(1);
  });

  test('tries again without an answer, with the same key', async () => {
    await using behind = await startBehind({ pipeline: 'good', outputTimeout: 200 });
    behind.answer((number) => (number === 1 ? 'silence' : 200));
    await send(behind.logstash, body);
    await behind.logstash.settled();
    expect(behind.arrivals.length).toBeGreaterThan(1);
    expect(new Set(behind.arrivals.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  test('waits for a receiver that is down', async () => {
    const first = await startReceiver();
    const { ca } = first;
    await first.close();
    const { tries, tried } = counter();
    const to = { url: first.url, ca };
    await using logstash = await startLogstash({ pipeline: 'good', to, retryAfter: tries });
    await send(logstash, body);
    await tried(3);
    expect(await recordsOf(logstash.archive)).toHaveLength(1);
  });

  test.each([
    [
      'whose CA it does not know',
      async () => ({ ...(await createIdentity()), ca: await otherCa() }),
    ],
    ['whose certificate has expired', expired],
  ])('tries again at a receiver %s', async (_what, identity) => {
    const { tries, tried } = counter();
    await using behind = await startBehind(
      { pipeline: 'good', retryAfter: tries },
      await identity(),
    );
    await send(behind.logstash, body);
    await tried(3);
    expect(behind.requests()).toBe(0);
  });

  test('gives up at once on a certificate for another host', async () => {
    const identity = await createIdentity({ names: ['elsewhere.test'] });
    await using behind = await startBehind({ pipeline: 'good', retryAfter: never }, identity);
    await send(behind.logstash, body);
    await behind.logstash.settled();
    expect(behind.requests()).toBe(0);
  });

  test('gives up at once on plain HTTP', async () => {
    await using peer = await startPlainHttp((_request, response) => response.end());
    const to = { url: peer.url.replace('http:', 'https:'), ca: (await createIdentity()).ca };
    await using logstash = await startLogstash({ pipeline: 'good', to, retryAfter: never });
    await send(logstash, body);
    await logstash.settled();
    expect(await recordsOf(logstash.archive)).toHaveLength(1);
  });
});

test('a kill in the middle loses nothing that was answered, and repeats bear the same key', async () => {
  await using behind = await startBehind({ pipeline: 'good' });
  behind.answer(() => 'silence');
  await send(behind.logstash, json);
  await behind.requested(notifications.length);
  await behind.logstash.restart({
    async meanwhile() {
      await expect(send(behind.logstash, json)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      behind.answer(() => 200);
    },
  });
  await behind.logstash.settled();
  const keys = behind.arrivals.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toHaveLength(2 * notifications.length);
  expect(new Set(keys)).toEqual(new Set(notifications.map(fingerprint)));
});

async function otherCa(): Promise<string> {
  return (await createIdentity()).ca;
}

/** Its certificate ended yesterday. */
async function expired(): Promise<Identity> {
  const day = 86_400_000;
  const notBefore = new Date(Date.now() - 2 * day);
  return createIdentity({ notBefore, notAfter: new Date(Date.now() - day) });
}

function never(): number {
  throw new Error('it was to give up');
}

/** A wait of a millisecond before each further try, and a promise for so many of them. */
function counter() {
  let count = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  const tries = (): number => {
    count += 1;
    for (const one of waiting) if (one.count <= count) one.resolve();
    return 1;
  };
  const tried = (wanted: number): Promise<void> =>
    new Promise((resolve) => {
      if (count >= wanted) resolve();
      waiting.push({ count: wanted, resolve });
    });
  return { tries, tried };
}
