import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

import { CERTIFICATE_CASES } from '../helpers/certificate-cases';
import { make } from '../helpers/made-certificates';
import { startAnswering } from '../helpers/peers';
import { attemptWith, resolvingTo } from '../helpers/sender';

const NODE = Number(process.versions.node.split('.')[0]);
/** Servers of today do not show these: the test's own must be told to. */
const WEAK = { ciphers: 'DEFAULT@SECLEVEL=0' };

describe('a sender that meets', () => {
  test.each(CERTIFICATE_CASES)(
    '$title',
    async ({ host = 'localhost', set, weak, since, code, says }) => {
      const { tls, ca } = await set();
      await using peer = await startAnswering({ ...tls, ...(weak === true && WEAK) }, 200);

      const { failure } = await attemptWith(
        { url: `https://${host}:${peer.port}/`, ...(ca !== undefined && { ca }) },
        { lookup: resolvingTo('127.0.0.1') },
      );

      const taken = code === null || (since !== undefined && NODE < since);
      expect(failure?.code ?? null).toBe(taken ? null : code);
      for (const part of taken ? [] : says) {
        if (typeof part === 'string') expect(failure?.message).toContain(part);
        else expect(failure?.message).toMatch(part);
      }
      expect(failure?.message ?? '').not.toContain('UNSPECIFIED');
    },
  );

  test.each(['::1', '127.0.0.1'])(
    'a certificate for the address %s takes it, on every Node',
    async (address) => {
      const issuer = await make({ cn: 'Root' });
      const { cert, key } = await make({ names: [`IP:${address}`], issuer });
      await using peer = await startAnswering({ cert, key }, 200, address);
      const authority = address.includes(':') ? `[${address}]` : address;

      const { failure } = await attemptWith({
        url: `https://${authority}:${peer.port}/`,
        ca: issuer.cert,
      });

      expect(failure).toBeNull();
    },
  );

  test('a receiver of one connection at a time is told what is wrong without its help', async () => {
    const root = await make({ cn: 'Root' });
    const issuer = await make({ cn: 'Inter', issuer: root, constraints: ['permitted;DNS:corp'] });
    const { cert, key } = await make({ names: ['DNS:localhost'], issuer });
    const secure = createTlsServer({ cert: cert + issuer.cert, key });
    secure.on('tlsClientError', () => undefined);
    let last: Promise<unknown> = Promise.resolve();
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      last = last.then(async () => {
        secure.emit('connection', socket);
        if (!socket.destroyed) await once(socket, 'close');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    // With the first connection still open this would be over when its time is.
    const { failure } = await attemptWith(
      { url: `https://localhost:${port}/`, ca: root.cert, connectionTimeout: 600_000 },
      { lookup: resolvingTo('127.0.0.1') },
    );

    expect(failure?.message).toContain('(name constraints)');
    server.close();
    await once(server, 'close');
  });

  test('keys of every kind takes them', async () => {
    for (const keyType of ['ec', 'rsa2048', 'ed25519'] as const) {
      const issuer = await make({ cn: 'Root', keyType });
      const { cert, key } = await make({ names: ['DNS:localhost'], issuer, keyType });
      await using peer = await startAnswering({ cert, key }, 200);

      const { failure } = await attemptWith(
        { url: `https://localhost:${peer.port}/`, ca: issuer.cert },
        { lookup: resolvingTo('127.0.0.1') },
      );

      expect(createPrivateKey(key).asymmetricKeyType).toMatch(/^(?:ec|rsa|ed25519)$/);
      expect(failure).toBeNull();
    }
  });
});
