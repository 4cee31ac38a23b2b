import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { createAuthority, hasIssued, issueCertificate } from '../../src/tls/authority';
import { openCertificates } from '../../src/tls/certificate-store';
import { describeCertificate } from '../../src/tls/describe-certificate';
import { temporaryDirectory } from '../helpers/certificates';

const DAY = 86_400_000;

describe('a server certificate is renewed, for the same key, when it', () => {
  test.each([
    ['has expired', 0, 'expired'],
    ['expires within 7 days', -7 * DAY + 1000, 'expires-soon'],
    ['is not valid yet', -398 * DAY, 'not-yet-valid'],
  ])('%s', async (_, offset, reason) => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const start = new Date(Date.now() + 400 * DAY);
    const ca = await createAuthority();
    await temporary.write('ca.crt', ca.cert);
    await temporary.write('ca.key', ca.key);
    const first = await openCertificates({ directory, now: start });
    const now = new Date(describeCertificate(first.cert).validTo.getTime() + offset);

    const second = await openCertificates({ directory, now });

    expect(second.created).toEqual([{ file: 'server', path: second.certFile, reason }]);
    expect(describeCertificate(second.cert, now).daysLeft).toBe(396);
    expect(second.key).toBe(first.key);
    expect(second.ca).toBe(ca.cert);
  });

  test('lacks a name, and keeps those that it had', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const first = await openCertificates({ directory, hostNames: ['a.test'] });

    const second = await openCertificates({ directory, hostNames: ['b.test'] });

    expect(second.created.map(({ reason }) => reason)).toEqual(['name-missing']);
    expect(describeCertificate(second.cert).names).toEqual([
      'localhost',
      '127.0.0.1',
      '::1',
      'b.test',
      'a.test',
    ]);
    expect(second.key).toBe(first.key);
  });

  test.each([
    [undefined, ['outlives-authority']],
    ['Acme', []],
  ])('outlives its CA, which only ours did once (CA %s)', async (name, reasons) => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const ca = await createAuthority(name === undefined ? {} : { name });
    const { validTo } = describeCertificate(ca.cert);
    const made = await issueCertificate(ca, {
      names: ['localhost', '127.0.0.1', '::1'],
      purpose: 'server',
      notAfter: new Date(validTo.getTime() + DAY),
    });
    await temporary.write('ca.crt', ca.cert);
    await temporary.write('ca.key', ca.key);
    await temporary.write('server.crt', made.chain);
    await temporary.write('server.key', made.key);

    const first = await openCertificates({ directory });

    expect(first.created.map(({ reason }) => reason)).toEqual(reasons);
    expect(first.key).toBe(made.key);
    expect((await openCertificates({ directory })).created).toEqual([]);
  });

  test('was signed by another CA', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const first = await openCertificates({ directory });
    await rm(join(directory, 'ca.crt'));
    await rm(join(directory, 'ca.key'));

    const second = await openCertificates({ directory });

    expect(second.created.map(({ reason }) => reason)).toEqual(['missing', 'other-authority']);
    expect(hasIssued(second.ca, second.cert)).toBe(true);
    expect(second.key).toBe(first.key);
  });

  test('was signed by a CA of the same name and another key', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const [old, other] = [
      await createAuthority({ name: 'Acme' }),
      await createAuthority({ name: 'Acme' }),
    ];
    const { chain, key } = await issueCertificate(old, {
      names: ['localhost', '127.0.0.1', '::1'],
      purpose: 'server',
    });
    await temporary.write('ca.crt', other.cert);
    await temporary.write('ca.key', other.key);
    await temporary.write('server.crt', chain);
    await temporary.write('server.key', key);

    const { created } = await openCertificates({ directory });

    expect(created.map(({ reason }) => reason)).toEqual(['other-authority']);
  });
});

describe('a server certificate', () => {
  test('stays until the seventh day before its end', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const first = await openCertificates({ directory });
    const now = new Date(describeCertificate(first.cert).validTo.getTime() - 7 * DAY);

    expect((await openCertificates({ directory, now })).created).toEqual([]);
  });

  test('gets a new key when another key type is asked for, and keeps it when none is', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    await openCertificates({ directory });

    const rsa = await openCertificates({ directory, keyType: 'rsa' });
    const later = await openCertificates({ directory });

    expect(rsa.created.map(({ reason }) => reason)).toEqual(['key-type']);
    expect(describeCertificate(rsa.cert).key).toBe('RSA 2048');
    expect(later).toEqual({ ...rsa, created: [] });
  });

  test('carries the intermediate along when the CA is one, from a file of Windows too', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const root = await createAuthority();
    const intermediate = await createAuthority({ issuer: root });
    const windows = `\ufeff${intermediate.cert}${root.cert}`.replaceAll('\n', '\r\n');
    await temporary.write('ca.crt', windows);
    await temporary.write('ca.key', intermediate.key);

    const { ca, cert } = await openCertificates({ directory });

    expect(ca).toBe(intermediate.cert + root.cert);
    expect(cert.endsWith(intermediate.cert)).toBe(true);
    expect(cert.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });
});
