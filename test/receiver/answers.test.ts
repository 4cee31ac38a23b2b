import { build } from '../../src/notification/build';
import { RESPONSE_CODES } from '../../src/receiver/options';
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);

describe('a valid notification', () => {
  test.each(['POST', 'PUT'])(
    'sent by %s is answered as Logstash answers, and journalled',
    async (method) => {
      await using receiver = await startTestReceiver();

      const reply = await send(receiver, BODY, { method, path: '/any/path?and=query' });

      expect(reply.status).toBe(200);
      expect(reply.text).toBe('ok');
      expect(reply.headers['content-type']).toBe('text/plain');
      expect(await entriesOf(receiver.journal)).toMatchObject([
        { method, path: '/any/path?and=query', verdict: 'accepted', answer: { status: 200 } },
      ]);
    },
  );

  test('is kept byte for byte', async () => {
    await using receiver = await startTestReceiver();
    const body = Buffer.from(`\uFEFF ${JSON.stringify(JSON.parse(BODY), null, '\t')}\r\n`);

    await send(receiver, body);

    const [entry] = await entriesOf(receiver.journal);
    expect(entry?.body.equals(body)).toBe(true);
    expect(entry?.bodySize).toBe(body.length);
  });

  test('is answered with the headers of Logstash and no other on a kept connection', async () => {
    await using receiver = await startTestReceiver();

    const reply = await send(receiver, BODY, { headers: { connection: 'keep-alive' } });

    expect(reply.rawHeaders).toEqual(['content-length', '2', 'content-type', 'text/plain']);
  });

  test.each(RESPONSE_CODES)('is answered %i when that is asked for', async (responseCode) => {
    await using receiver = await startTestReceiver({ responseCode });

    const reply = await send(receiver, BODY);

    expect(reply.status).toBe(responseCode);
    expect(reply.text).toBe(responseCode === 204 ? '' : 'ok');
    expect(reply.headers['content-length']).toBe(responseCode === 204 ? undefined : '2');
  });

  test('with "Expect: 100-continue" is asked for and taken', async () => {
    await using receiver = await startTestReceiver();

    const reply = await send(receiver, BODY, { headers: { expect: '100-continue' } });

    expect(reply.status).toBe(200);
  });
});

describe('what is no delivery', () => {
  test.each(['GET', 'HEAD', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s is answered 405 with Allow',
    async (method) => {
      await using receiver = await startTestReceiver();

      const reply = await send(receiver, '', { method });

      expect(reply.status).toBe(405);
      expect(reply.headers.allow).toBe('POST, PUT');
      expect(await entriesOf(receiver.journal)).toEqual([]);
    },
  );

  test('a path other than --path is answered 404 with the path to use', async () => {
    await using receiver = await startTestReceiver({ path: '/wallarm' });

    const wrong = await send(receiver, BODY, { path: '/other' });
    const right = await send(receiver, BODY, { path: '/wallarm?a=b' });

    expect(wrong.status).toBe(404);
    expect(wrong.headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(wrong.text)).toMatchObject({
      type: 'docs/errors.md#wst_path',
      detail: 'Notifications are taken at /wallarm (--path), and this is /other.',
    });
    expect(right.status).toBe(200);
  });
});
