import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect } from 'node:tls';

import { build } from '../../src/notification/build';
import { createAuthority, issueCertificate } from '../../src/tls/authority';
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);

describe('the TLS of the receiver', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)('takes %s and journals it', async (version) => {
    await using receiver = await startTestReceiver();

    await send(receiver, BODY, { minVersion: version, maxVersion: version });

    expect(await entriesOf(receiver.journal)).toMatchObject([{ tlsVersion: version }]);
  });

  test('refuses TLS 1.1 and says why', async () => {
    await using receiver = await startTestReceiver();
    const socket = connect({
      port: receiver.port,
      host: 'localhost',
      ca: receiver.ca,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL:@SECLEVEL=0',
    });

    await expect(once(socket, 'secureConnect')).rejects.toThrow();
    expect((await receiver.nextTrouble()).message).toBe(
      'The sender speaks no TLS version that this endpoint takes (1.2 and 1.3).',
    );
  });

  test('says so when a sender speaks plain HTTP', async () => {
    await using receiver = await startTestReceiver();
    const socket = connectTcp(receiver.port, '127.0.0.1');
    socket.on('error', () => undefined);

    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\n\r\n');

    expect((await receiver.nextTrouble()).message).toMatch(/plain HTTP .* must begin with https/);
  });

  test.each(['PROXY TCP4 192.0.2.1 192.0.2.2 1024 5044\r\n', '\r\n\r\n\0\r\nQUIT\n'])(
    'says so when a proxy puts its own protocol in front: %j',
    async (preface) => {
      await using receiver = await startTestReceiver();
      const socket = connectTcp(receiver.port, '127.0.0.1');
      socket.on('error', () => undefined);

      socket.write(preface);

      expect((await receiver.nextTrouble()).message).toContain('the PROXY protocol in front');
    },
  );

  test('says so when a sender speaks HTTP/2 that was not agreed on', async () => {
    await using receiver = await startTestReceiver();
    const socket = connect({ port: receiver.port, host: 'localhost', ca: receiver.ca });
    socket.on('error', () => undefined);

    socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

    expect((await receiver.nextTrouble()).message).toBe(
      'The sender speaks HTTP/2, and this port takes HTTP/1.1, as Logstash does: set the proxy or the client to that.',
    );
  });

  test('says so when a sender does not trust the CA, and journals nothing', async () => {
    await using receiver = await startTestReceiver();
    const other = await createAuthority();

    const untrusting = send({ port: receiver.port, ca: other.cert }, BODY, {
      maxVersion: 'TLSv1.2',
    });

    await expect(untrusting).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    expect(await receiver.nextTrouble()).toMatchObject({ kind: 'tls' });
    expect(await entriesOf(receiver.journal)).toEqual([]);
  });
});

describe('a required client certificate', () => {
  test('lets in whoever has one of the right CA', async () => {
    const authority = await createAuthority();
    const client = await issueCertificate(authority, { names: ['wallarm'], purpose: 'client' });
    await using receiver = await startTestReceiver({}, { clientCa: authority.cert });

    const reply = await send(receiver, BODY, { cert: client.cert, key: client.key });

    expect(reply.status).toBe(200);
  });

  test('keeps out whoever has none', async () => {
    const authority = await createAuthority();
    await using receiver = await startTestReceiver({}, { clientCa: authority.cert });

    await expect(send(receiver, BODY)).rejects.toThrow();
    expect((await receiver.nextTrouble()).message).toMatch(/shows no client certificate/);
    expect(await entriesOf(receiver.journal)).toEqual([]);
  });
});
