import { once } from 'node:events';
import type { TLSSocket } from 'node:tls';

import { encodeBody } from '../../src/sender/body';
import type { DeliverySettings } from '../../src/sender/settings';
import { createIdentity, type Identity, startTls } from '../helpers/peers';
import { attemptWith, BODY } from '../helpers/sender';
import { WAYS } from './both-ways';

describe.each(WAYS)('the request of an attempt over %s', (_way, attemptOver) => {
  const connection = attemptOver === attemptWith ? 'close' : 'keep-alive';
  let identity: Identity;
  beforeAll(async () => {
    identity = await createIdentity();
  });

  /** Makes an attempt and returns the request's bytes as they came, for `localhost:port` written `HOST`. */
  async function requestOf(
    settings: Omit<DeliverySettings, 'url'>,
    path = '/',
    body: Buffer = BODY,
  ): Promise<string> {
    const chunks: Buffer[] = [];
    const received = (socket: TLSSocket): void => {
      socket.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (Buffer.concat(chunks).includes(body)) {
          socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
        }
      });
    };
    await using peer = await startTls(identity.tls, received);
    const url = `https://localhost:${peer.port}${path}`;
    const { failure } = await attemptOver({ url, ca: identity.ca, ...settings }, { body });
    expect(failure).toBeNull();
    return Buffer.concat(chunks).toString().replaceAll(`localhost:${peer.port}`, 'HOST');
  }

  test("looks like Wallarm's of 2020, byte for byte", async () => {
    expect(await requestOf({})).toBe(
      [
        'POST / HTTP/1.1',
        'Host: HOST',
        'Accept: */*',
        'Accept-Encoding: gzip, deflate',
        'User-Agent: rest-client/2.0.2 (linux-gnu x86_64) ruby/2.3.3p222',
        'Content-Type: application/json',
        `Connection: ${connection}`,
        `Content-Length: ${BODY.length}`,
        '',
        BODY.toString(),
      ].join('\r\n'),
    );
  });

  test('is a PUT on the path and query of the URL when asked', async () => {
    const request = await requestOf({ method: 'PUT' }, '/in/a%20b?x=1&y=%2F');

    expect(request.split('\r\n')[0]).toBe('PUT /in/a%20b?x=1&y=%2F HTTP/1.1');
  });

  test('carries the headers of the settings in their order, repeated ones too', async () => {
    const headers = [
      { name: 'X-Token', value: 'one' },
      { name: 'x-other', value: 'café' },
      { name: 'X-Token', value: 'two' },
    ];

    const request = await requestOf({ headers });

    expect(request).toContain('X-Token: one\r\nx-other: caf');
    expect(request).toContain(`\r\nX-Token: two\r\nConnection: ${connection}\r\n`);
  });

  test('has a default header replaced by one of the settings', async () => {
    const headers = [
      { name: 'content-type', value: 'application/x-ndjson' },
      { name: 'USER-AGENT', value: 'mine' },
    ];

    const request = await requestOf({ headers });

    expect(request.match(/content-type/gi)).toHaveLength(1);
    expect(request.match(/user-agent/gi)).toHaveLength(1);
    expect(request).toContain('content-type: application/x-ndjson\r\nUSER-AGENT: mine\r\n');
  });

  test('carries NDJSON as it is, and the same content type as the array', async () => {
    const body = encodeBody([{ summary: 'ü' }, { summary: '2' }], 'ndjson');

    const request = await requestOf({ format: 'ndjson' }, '/', body);

    expect(request).toContain('Content-Type: application/json\r\n');
    expect(request.endsWith('\r\n\r\n{"summary":"ü"}\n{"summary":"2"}\n')).toBe(true);
  });

  test('leaves no secret in the record, be it a success or a failure', async () => {
    const headers = [{ name: 'Authorization', value: 'Basic s3cret' }];
    const answers = ['HTTP/1.1 401 s3cret-reason\r\nContent-Length: 0\r\n\r\n', 'garbage', ''];
    for (const answer of answers) {
      await using peer = await startTls(identity.tls, (socket) => {
        socket.once('data', () => socket.end(answer));
      });
      const url = `${peer.url}s3cret-path?token=s3cret`;

      const record = await attemptOver({ url, ca: identity.ca, headers });

      expect(record.failure).not.toBeNull();
      expect(JSON.stringify(record)).not.toContain('s3cret');
    }
  });
});

describe('an attempt', () => {
  test('is over when the answer is: its connection is closed', async () => {
    const identity = await createIdentity();
    let closed: Promise<unknown> | undefined;
    await using peer = await startTls(identity.tls, (socket) => {
      closed = once(socket, 'end');
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'));
    });

    const { failure } = await attemptWith({ url: peer.url, ca: identity.ca });

    expect(failure).toBeNull();
    await closed;
  });
});
