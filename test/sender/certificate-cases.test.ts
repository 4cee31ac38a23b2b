import { createPrivateKey } from 'node:crypto';

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
