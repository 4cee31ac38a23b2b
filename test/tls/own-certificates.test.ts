import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { createAuthority, issueCertificate } from '../../src/tls/authority';
import { openCertificates } from '../../src/tls/certificate-store';
import { describeCertificate } from '../../src/tls/describe-certificate';
import { saveIssued } from '../../src/tls/issued-files';
import { temporaryDirectory } from '../helpers/certificates';
import { make } from '../helpers/made-certificates';

const DAY = 86_400_000;
const COMPANY = {
  cn: 'hooks.example',
  names: ['DNS:hooks.example'],
  purposes: ['serverAuth'],
} as const;

describe("a company's own certificate", () => {
  test('is used as it is, and the names that it lacks are warned of', async () => {
    await using temporary = await temporaryDirectory();
    const root = await make({ cn: 'Company Root' });
    const { cert, key } = await make({ ...COMPANY, issuer: root });
    await temporary.write('ca.crt', root.cert);
    await temporary.write('server.crt', cert);
    await temporary.write('server.key', key);

    const opened = await openCertificates({ directory: temporary.path });

    expect(opened).toMatchObject({ cert, key, created: [] });
    expect(opened.warnings.join('\n')).toMatch(
      /server\.crt is for hooks\.example: clients that call this server by localhost, 127\.0\.0\.1, ::1 will refuse it/,
    );
  });

  test('may come with the intermediates that link it to the CA', async () => {
    await using temporary = await temporaryDirectory();
    const root = await make({ cn: 'Company Root' });
    const inter = await make({ cn: 'Company Issuing', issuer: root });
    const { cert, key } = await make({ ...COMPANY, issuer: inter });
    await temporary.write('ca.crt', root.cert);
    await temporary.write('server.crt', cert + inter.cert);
    await temporary.write('server.key', key);

    const opened = await openCertificates({ directory: temporary.path });

    expect(opened).toMatchObject({ cert: cert + inter.cert, created: [] });
  });

  test('with the chain in the wrong order is refused with the right one', async () => {
    await using temporary = await temporaryDirectory();
    const root = await make({ cn: 'Company Root' });
    const inter = await make({ cn: 'Company Issuing', issuer: root });
    const { cert, key } = await make({ ...COMPANY, issuer: inter });
    await temporary.write('ca.crt', root.cert);
    await temporary.write('server.crt', inter.cert + cert);
    await temporary.write('server.key', key);

    await expect(openCertificates({ directory: temporary.path })).rejects.toThrow(
      /the certificate of .*server\.key stands behind another one\. Put it first/,
    );
  });

  test('without its CA is left alone, and what is missing is said', async () => {
    await using temporary = await temporaryDirectory();
    const root = await make({ cn: 'Company Root' });
    const { cert, key } = await make({ ...COMPANY, issuer: root });
    await temporary.write('server.crt', cert);
    await temporary.write('server.key', key);

    await expect(openCertificates({ directory: temporary.path })).rejects.toThrow(
      /ca\.crt is not there\. Put the certificate of "CN=Company Root" in .*ca\.crt/,
    );
    expect(await readdir(temporary.path)).toEqual(['.gitignore', 'server.crt', 'server.key']);
    expect(await readFile(join(temporary.path, 'server.crt'), 'utf8')).toBe(cert);
  });

  test('without its key is told to lack that', async () => {
    await using temporary = await temporaryDirectory();
    const root = await make({ cn: 'Company Root' });
    const { cert } = await make({ ...COMPANY, issuer: root });
    await temporary.write('ca.crt', root.cert);
    await temporary.write('server.crt', cert);

    await expect(openCertificates({ directory: temporary.path })).rejects.toThrow(
      /server\.crt \(server\.key is missing\): .*\. Put the key of server\.crt in server\.key, or /,
    );
  });

  test('without the intermediate that signed it is told where that belongs', async () => {
    await using temporary = await temporaryDirectory();
    const root = await make({ cn: 'Company Root' });
    const inter = await make({ cn: 'Company Issuing', issuer: root });
    const { cert, key } = await make({ ...COMPANY, issuer: inter });
    await temporary.write('ca.crt', root.cert);
    await temporary.write('server.crt', cert);
    await temporary.write('server.key', key);

    const opening = openCertificates({ directory: temporary.path });

    await expect(opening).rejects.toThrow(
      'the one there is signed by "CN=Company Issuing", which ca.crt does not lead to',
    );
    await expect(opening).rejects.toThrow(
      'If "CN=Company Issuing" is an intermediate below this CA, put its certificate behind the first in server.crt',
    );
    await expect(opening).rejects.not.toThrow('other-authority');
  });

  test('that signed itself can be its own CA', async () => {
    await using temporary = await temporaryDirectory();
    const { cert, key } = await make({ ...COMPANY, ca: false });
    await temporary.write('server.crt', cert);
    await temporary.write('server.key', key);

    await expect(openCertificates({ directory: temporary.path })).rejects.toThrow(
      /It signed itself: copy it to/,
    );
    await temporary.write('ca.crt', cert);

    expect(await openCertificates({ directory: temporary.path })).toMatchObject({
      cert,
      created: [],
    });
  });

  test('that is replaced is kept beside the new one, and so is its key', async () => {
    await using temporary = await temporaryDirectory();
    const ours = await createAuthority();
    const { cert, key } = await make({ ...COMPANY, issuer: await make({ cn: 'Company Root' }) });
    await temporary.write('ca.crt', ours.cert);
    await temporary.write('ca.key', ours.key);
    await temporary.write('server.crt', cert);
    await temporary.write('server.key', key);

    const opened = await openCertificates({ directory: temporary.path, keyType: 'rsa' });

    expect(opened.created.map(({ reason }) => reason)).toEqual(['other-authority', 'key-type']);
    const copy = join(temporary.path, 'server.crt.replaced');
    expect(await readFile(copy, 'utf8')).toBe(cert);
    expect(opened.warnings).toContain(`What was in the place of a new file is kept as ${copy}`);
    await temporary.write('server.crt', cert);
    await temporary.write('server.key', key);
    const other = await make({ ...COMPANY, keys: await make({ cn: 'x' }) });
    await temporary.write('server.crt', other.cert);
    await temporary.write('server.key', other.key);
    await openCertificates({ directory: temporary.path, keyType: 'ec' });
    expect(await readFile(join(temporary.path, 'server.crt.replaced-2'), 'utf8')).toBe(other.cert);
  });

  test('of a key type that is asked for anew keeps the key that goes, for its owner alone', async () => {
    await using temporary = await temporaryDirectory();
    const company = await make({ cn: 'Company Root' });
    const names = ['DNS:localhost', 'IP:127.0.0.1', 'IP:::1'];
    const { cert, key } = await make({ names, issuer: company });
    await temporary.write('ca.crt', company.cert);
    await temporary.write('ca.key', company.key);
    await temporary.write('server.crt', cert);
    await temporary.write('server.key', key);

    await openCertificates({ directory: temporary.path, keyType: 'rsa' });

    const copy = join(temporary.path, 'server.key.replaced');
    expect(await readFile(copy, 'utf8')).toBe(key);
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
  });
});

test('certs --force keeps a pair from elsewhere beside the new one', async () => {
  await using temporary = await temporaryDirectory();
  const { cert, key } = await make({ ...COMPANY, issuer: await make({ cn: 'Company Root' }) });
  await temporary.write('hooks.crt', cert);
  await temporary.write('hooks.key', key);
  const authority = await createAuthority();
  const issued = await issueCertificate(authority, { names: ['hooks'], purpose: 'server' });
  const options = { directory: temporary.path, name: 'hooks', force: true };

  const { kept } = await saveIssued(issued, options);
  const again = await saveIssued(issued, options);

  expect(kept).toEqual(
    ['hooks.crt.replaced', 'hooks.key.replaced'].map((name) => join(temporary.path, name)),
  );
  expect(await Promise.all(kept.map((path) => readFile(path, 'utf8')))).toEqual([cert, key]);
  expect(again.kept).toEqual([]);
});

describe('what is issued', () => {
  test('ends with its CA, and is not made anew for that', async () => {
    await using temporary = await temporaryDirectory();
    const ca = await createAuthority({ notAfter: new Date(Date.now() + 3 * DAY) });
    await temporary.write('ca.crt', ca.cert);
    await temporary.write('ca.key', ca.key);

    const opened = await openCertificates({ directory: temporary.path });
    const again = await openCertificates({ directory: temporary.path });

    const { validTo } = describeCertificate(ca.cert);
    expect(describeCertificate(opened.cert).validTo).toEqual(validTo);
    expect(again.created).toEqual([]);
    const root = await createAuthority({ notAfter: new Date(Date.now() + 5 * DAY) });
    const inter = await createAuthority({ issuer: root });
    const leaf = await issueCertificate(inter, { names: ['a.test'], purpose: 'client' });
    expect(describeCertificate(leaf.cert).validTo <= describeCertificate(inter.cert).validTo).toBe(
      true,
    );
  });

  test.each([
    [
      { constraints: ['permitted;DNS:corp.example'] },
      /may vouch for corp\.example alone \(name constraints\), and not for localhost/,
    ],
    [{ constraints: ['excluded;IP:127.0.0.0/255.0.0.0'] }, /may not vouch for 127\.0\.0\.1/],
    [{ keyUsage: ['cRLSign'] as const }, /may not sign others/],
    [{ purposes: ['clientAuth'] as const }, /is for clientAuth and not for serverAuth/],
  ])(
    'below a CA that may not vouch for it is refused before it is written: %j',
    async (recipe, says) => {
      await using temporary = await temporaryDirectory();
      const ca = await make({ cn: 'Narrow CA', ...recipe });
      await temporary.write('ca.crt', ca.cert);
      await temporary.write('ca.key', ca.key);

      await expect(openCertificates({ directory: temporary.path })).rejects.toThrow(says);
      expect(await readdir(temporary.path)).toEqual(['.gitignore', 'ca.crt', 'ca.key']);
    },
  );

  test('below an intermediate is told to lack its root', async () => {
    await using temporary = await temporaryDirectory();
    const root = await make({ cn: 'R' });
    const inter = await make({ cn: 'Inter', issuer: root });
    await temporary.write('ca.crt', inter.cert);
    await temporary.write('ca.key', inter.key);

    const { warnings } = await openCertificates({ directory: temporary.path });

    expect(warnings.join('\n')).toContain('"CN=Inter", is itself signed by "CN=R"');
    await temporary.write('ca.crt', inter.cert + root.cert);
    const whole = await openCertificates({ directory: temporary.path });
    expect(whole.warnings.join('\n')).not.toContain('itself signed');
  });

  test.each([
    ['*.test', /wildcard below a name of one label: .* Go and Java do/],
    ['my_host.test', /underscore: Java's HttpClient cannot call it/],
  ])('for the name %s comes with a warning', async (name, says) => {
    await using temporary = await temporaryDirectory();

    const { warnings } = await openCertificates({ directory: temporary.path, hostNames: [name] });

    expect(warnings.join('\n')).toMatch(says);
  });

  test('below a CA without key usage is said to be refused by Python 3.13', async () => {
    await using temporary = await temporaryDirectory();
    const ca = await make({ cn: 'Old CA', keyUsage: undefined });
    await temporary.write('ca.crt', ca.cert);
    await temporary.write('ca.key', ca.key);

    const { warnings } = await openCertificates({ directory: temporary.path });

    expect(warnings.join('\n')).toContain('has no key usage: Python 3.13 and later refuse it');
  });
});
