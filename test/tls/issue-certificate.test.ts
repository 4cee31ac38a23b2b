import { createPrivateKey, X509Certificate } from 'node:crypto';

import { createAuthority, hasIssued, issueCertificate } from '../../src/tls/authority';
import { describeCertificate } from '../../src/tls/describe-certificate';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('an authority', () => {
  test('signs itself, may sign others and carries its key in its name', async () => {
    const authority = await createAuthority();
    const described = describeCertificate(authority.cert);

    expect(described).toMatchObject({ ca: true, selfIssued: true, key: 'EC P-256', names: [] });
    expect(described.subject).toMatch(/^CN=Wallstash CA [0-9a-f]{8}, O=Wallstash$/);
    expect(hasIssued(authority.cert, authority.cert)).toBe(true);
    expect(authority.chain).toBe('');
  });

  test('of the same key has the same name, so that a lost certificate can be made again', async () => {
    const first = await createAuthority();
    const again = await createAuthority({ key: first.key });
    const leaf = await issueCertificate(first, { names: ['localhost'], purpose: 'server' });

    expect(again.key).toBe(first.key);
    expect(hasIssued(again.cert, leaf.cert)).toBe(true);
  });

  test('of another key has not issued what this one did', async () => {
    const [one, other] = [
      await createAuthority({ name: 'CA' }),
      await createAuthority({ name: 'CA' }),
    ];
    const leaf = await issueCertificate(one, { names: ['localhost'], purpose: 'server' });

    expect(hasIssued(one.cert, leaf.cert)).toBe(true);
    expect(hasIssued(other.cert, leaf.cert)).toBe(false);
  });

  test.each(['Acme, Inc', '', ' x', 'x'.repeat(65), 'a=b'])('refuses the name %j', async (name) => {
    await expect(createAuthority({ name })).rejects.toMatchObject({ code: 'WST_OPTION' });
  });
});

describe('an issued certificate', () => {
  test('is valid from an hour ago and for less than 398 days', async () => {
    const before = Date.now();
    const authority = await createAuthority();
    const { cert } = await issueCertificate(authority, { names: ['a.test'], purpose: 'server' });
    const { validFrom, validTo } = describeCertificate(cert);

    expect(validFrom.getTime()).toBeGreaterThanOrEqual(before - HOUR - 1000);
    expect(validFrom.getTime()).toBeLessThanOrEqual(Date.now() - HOUR);
    expect(validTo.getTime() - validFrom.getTime()).toBe(397 * DAY);
  });

  test('takes any dates, past and beyond 2049 too', async () => {
    const authority = await createAuthority();
    const notBefore = new Date('2001-02-03T04:05:06.789Z');
    const notAfter = new Date('2055-01-01T00:00:00Z');
    const options = { names: ['a.test'], purpose: 'server', notBefore, notAfter } as const;
    const { validFrom, validTo } = describeCertificate(
      (await issueCertificate(authority, options)).cert,
    );

    expect(validFrom).toEqual(new Date('2001-02-03T04:05:06Z'));
    expect(validTo).toEqual(notAfter);
  });

  test('has a positive serial number of 16 bytes, never the same twice', async () => {
    const authority = await createAuthority();
    const options = { names: ['a.test'], purpose: 'server' } as const;
    const issued = await Promise.all(
      Array.from({ length: 20 }, () => issueCertificate(authority, options)),
    );
    const serials = issued.map(({ cert }) => describeCertificate(cert).serialNumber);

    expect(new Set(serials).size).toBe(20);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  test('comes as PEM that ends in a newline, with a PKCS#8 key that belongs to it', async () => {
    const authority = await createAuthority();
    for (const keyType of ['ec', 'rsa'] as const) {
      const options = { names: ['a.test'], purpose: 'server', keyType } as const;
      const { cert, chain, key } = await issueCertificate(authority, options);

      expect(key).toMatch(/^-----BEGIN PRIVATE KEY-----\n[^]*-----END PRIVATE KEY-----\n$/);
      expect(cert).toMatch(/^-----BEGIN CERTIFICATE-----\n[^]*-----END CERTIFICATE-----\n$/);
      expect(chain).toBe(cert);
      expect(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))).toBe(true);
    }
  });

  test('may have an RSA key of 3072 bits under an authority with an EC key', async () => {
    const authority = await createAuthority();
    const options = {
      names: ['a.test'],
      purpose: 'server',
      keyType: 'rsa',
      keySize: 3072,
    } as const;
    const { cert } = await issueCertificate(authority, options);

    expect(describeCertificate(cert).key).toBe('RSA 3072');
    expect(hasIssued(authority.cert, cert)).toBe(true);
  });

  test('is for servers or for clients, not for both', async () => {
    const authority = await createAuthority();
    const usage = async (purpose: 'server' | 'client') => {
      const { cert } = await issueCertificate(authority, { names: ['a.test'], purpose });
      return new X509Certificate(cert).keyUsage;
    };

    expect(await usage('server')).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(await usage('client')).toEqual(['1.3.6.1.5.5.7.3.2']);
  });

  test('bears names in one spelling, without repetition', async () => {
    const authority = await createAuthority();
    const names = [
      'LOCALHOST',
      'localhost.',
      '[0:0::1]',
      '10.0.0.1',
      '*.Example.com',
      'müller.test',
    ];
    const { cert } = await issueCertificate(authority, { names, purpose: 'server' });

    expect(describeCertificate(cert).names).toEqual([
      'localhost',
      '::1',
      '10.0.0.1',
      '*.example.com',
      'xn--mller-kva.test',
    ]);
  });

  test('bears a name that is too long for a common name', async () => {
    const authority = await createAuthority();
    const name = `${'long-'.repeat(12)}a.example.com`;
    const { cert } = await issueCertificate(authority, { names: [name], purpose: 'server' });

    expect(describeCertificate(cert)).toMatchObject({ subject: 'CN=wallstash', names: [name] });
  });

  test.each(['https://a.test', 'a.test:5044', 'a b', '', '1.2.3.400', 'fe80::1%eth0', 'a..b'])(
    'is refused for the name %j',
    async (name) => {
      const authority = await createAuthority();
      const issuing = issueCertificate(authority, { names: [name], purpose: 'server' });

      await expect(issuing).rejects.toMatchObject({ code: 'WST_OPTION' });
    },
  );

  test('is refused to a server without a name', async () => {
    const authority = await createAuthority();
    const issuing = issueCertificate(authority, { names: [], purpose: 'server' });

    await expect(issuing).rejects.toMatchObject({ code: 'WST_OPTION' });
  });

  test('is refused for a key that TLS servers do not use', async () => {
    const authority = await createAuthority();
    const { generateKeyPairSync } = await import('node:crypto');
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const issuing = issueCertificate(authority, { names: ['a.test'], purpose: 'server', key });

    await expect(issuing).rejects.toMatchObject({ code: 'WST_CERTIFICATE' });
  });
});
