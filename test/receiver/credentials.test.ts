import { entriesOf, send, startTestReceiver } from '../helpers/receiver';
import { parseRequiredHeader, resolveReceiverOptions } from '../../src/receiver/options';
import { build } from '../../src/notification/build';

const BODY = JSON.stringify([build('vuln', { seed: 1 })]);
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('Basic credentials', () => {
  const options = { user: 'wallarm', password: 's3cret' };

  test('let a sender in', async () => {
    await using receiver = await startTestReceiver(options);

    const reply = await send(receiver, BODY, {
      headers: { authorization: basic('wallarm:s3cret') },
    });

    expect(reply.status).toBe(200);
  });

  test('that are missing are answered 401 with the challenge of Logstash', async () => {
    await using receiver = await startTestReceiver(options);

    const reply = await send(receiver, BODY);

    expect([reply.status, reply.text]).toEqual([401, '']);
    expect(reply.headers['www-authenticate']).toBe('Basic realm="Logstash HTTP Input"');
  });

  test.each([
    ['a wrong password', basic('wallarm:wrong')],
    ['a wrong name', basic('other:s3cret')],
    ['another scheme', 'Bearer s3cret'],
    ['the scheme in lower case, as Logstash sees it', basic('wallarm:s3cret').replace('B', 'b')],
    ['garbage', 'Basic %%%'],
  ])('with %s are answered 401 without a challenge', async (_, authorization) => {
    await using receiver = await startTestReceiver(options);

    const reply = await send(receiver, BODY, { headers: { authorization } });

    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toBeUndefined();
  });

  test('that are refused are journalled without body and without secret', async () => {
    await using receiver = await startTestReceiver(options);

    await send(receiver, BODY, { headers: { authorization: basic('wallarm:wrong') } });

    const [entry] = await entriesOf(receiver.journal);
    expect(entry).toMatchObject({ verdict: 'refused', answer: { status: 401 } });
    expect(entry?.body).toHaveLength(0);
    expect(entry?.headers['authorization']).toBe('[redacted]');
  });

  test('need a name and a password: one alone would leave Logstash open', () => {
    expect(() => resolveReceiverOptions({ user: 'wallarm' })).toThrow(/user and password together/);
  });
});

describe('a required header', () => {
  test('lets in whoever bears its value, and is redacted whatever its name', async () => {
    const requireHeader = parseRequiredHeader('X-Wallarm: open sesame');
    await using receiver = await startTestReceiver({ requireHeader });

    const without = await send(receiver, BODY);
    const wrong = await send(receiver, BODY, { headers: { 'x-wallarm': 'open' } });
    const right = await send(receiver, BODY, { headers: { 'X-Wallarm': 'open sesame' } });

    expect([without.status, wrong.status, right.status]).toEqual([401, 401, 200]);
    const entries = await entriesOf(receiver.journal);
    expect(entries.map(({ headers }) => headers['x-wallarm'])).toEqual([
      undefined,
      '[redacted]',
      '[redacted]',
    ]);
  });

  test('that is not "Name: value" is refused without repeating it', () => {
    const parse = (): unknown => parseRequiredHeader('no-colon-but-secret');
    expect(parse).toThrow(/"Name: value"/);
    expect(parse).not.toThrow(/secret/);
  });

  test.each(['X-Wallarm:', 'X-Wallarm: ', 'X-Wallarm: ключ'])(
    'with a value that lets in everybody, or nobody, is refused: %s',
    (text) => {
      expect(() => parseRequiredHeader(text)).toThrow(/not empty and in ASCII/);
    },
  );

  test('may be named in capitals', async () => {
    const requireHeader = { name: 'X-Wallarm', value: 'open sesame' };
    await using receiver = await startTestReceiver({ requireHeader });

    const reply = await send(receiver, BODY, { headers: { 'x-wallarm': 'open sesame' } });

    expect(reply.status).toBe(200);
  });
});

describe('secrets of a request', () => {
  test('never reach the journal', async () => {
    await using receiver = await startTestReceiver();
    const headers = {
      authorization: 'Bearer topsecret',
      cookie: 'sid=topsecret',
      'x-auth-token': 'topsecret',
      'x-api-key': 'topsecret',
      'x-request-id': 'visible',
    };

    await send(receiver, BODY, { headers, path: '/hook?token=topsecret&page=2' });

    const [entry] = await entriesOf(receiver.journal);
    expect(JSON.stringify(entry)).not.toContain('topsecret');
    expect(entry?.path).toBe('/hook?token=[redacted]&page=2');
    expect(entry?.headers['x-request-id']).toBe('visible');
  });

  test('of a header that nobody knows stay away too; its name is kept', async () => {
    await using receiver = await startTestReceiver({ keepHeaders: ['X-Tenant'] });
    const names = [
      'x-auth',
      'x-functions-key',
      'x-jwt',
      'x-client-cert',
      'x-license',
      'x-anything',
    ];
    const secret = Object.fromEntries(names.map((name) => [name, 'topsecret']));

    await send(receiver, BODY, {
      headers: { ...secret, 'x-tenant': 'acme', referer: 'https://a:topsecret@b/?sig=topsecret' },
    });

    const [entry] = await entriesOf(receiver.journal);
    expect(JSON.stringify(entry)).not.toContain('topsecret');
    for (const name of names) expect(entry?.headers[name]).toBe('[redacted]');
    expect(entry?.headers['x-tenant']).toBe('acme');
  });

  test.each(['Authorization', 'cookie', 'x-wallarm', 'not a name'])(
    'cannot be asked for by name: %s',
    (name) => {
      const requireHeader = parseRequiredHeader('X-Wallarm: open sesame');
      expect(() => resolveReceiverOptions({ requireHeader, keepHeaders: [name] })).toThrow(
        expect.objectContaining({ code: 'WST_OPTION', option: 'keepHeaders' }) as Error,
      );
    },
  );

  test.each([
    ['/?%74oken=S', '/?%74oken=[redacted]'],
    ['/?%2574oken=S', '/?%2574oken=[redacted]'],
    ['/?a=1;token=S&b=2', '/?a=1;token=[redacted]&b=2'],
    ['/hook;jsessionid=S?b=2', '/hook;jsessionid=[redacted]?b=2'],
    ['/?x[token]=S', '/?x[token]=[redacted]'],
    [
      '/?auth=S&sig=S&pwd=S&jwt=S&apiKey=S',
      '/?auth=[redacted]&sig=[redacted]&pwd=[redacted]&jwt=[redacted]&apiKey=[redacted]',
    ],
    ['/?q=https://u:S@h/', '/?q=https://[redacted]@h/'],
    ['/?q=https%3A%2F%2Fu%3AS%40h%2F', '/?q=[redacted]'],
    ['/?next=%2Fa%3Ftoken%3DS', '/?next=[redacted]'],
    [
      '/?page=2&author=me&keyword=x&signal=9&q=50%25',
      '/?page=2&author=me&keyword=x&signal=9&q=50%25',
    ],
  ])('in a path go: %s', async (path, kept) => {
    await using receiver = await startTestReceiver();
    await send(receiver, BODY, { path });
    expect((await entriesOf(receiver.journal))[0]?.path).toBe(kept);
  });
});
