import { createAuthority, issueCertificate } from '../../src/tls/authority';
import { describeCertificate } from '../../src/tls/describe-certificate';
import { CertificateError } from '../../src/tls/errors';
import { runTool, temporaryDirectory, testWith } from '../helpers/certificates';

const DAY = 86_400_000;
const testWithOpenssl = testWith('openssl');

const SLY_NAMES = `
[req]
prompt = no
distinguished_name = name
x509_extensions = extensions
[name]
CN = x
[extensions]
subjectAltName = @names
[names]
DNS.1 = a.test
URI.1 = "http://x/, DNS:evil.test"
email.1 = a@b.test
`;

async function leaf() {
  const authority = await createAuthority({ name: 'Acme CA' });
  const notBefore = new Date('2026-01-01T00:00:00Z');
  const notAfter = new Date('2026-02-01T00:00:00Z');
  const options = { names: ['a.test', '::1'], purpose: 'server', notBefore, notAfter } as const;
  return issueCertificate(authority, options);
}

describe('a certificate is described', () => {
  test('with subject, issuer, names and dates', async () => {
    const { cert } = await leaf();

    expect(describeCertificate(cert)).toMatchObject({
      subject: 'CN=a.test',
      issuer: 'CN=Acme CA, O=Wallstash',
      names: ['a.test', '::1'],
      validFrom: new Date('2026-01-01T00:00:00Z'),
      validTo: new Date('2026-02-01T00:00:00Z'),
      key: 'EC P-256',
      ca: false,
      selfIssued: false,
    });
  });

  test.each([
    ['2026-01-31T00:00:00Z', 1],
    ['2026-01-31T00:00:01Z', 0],
    ['2026-02-01T00:00:01Z', -1],
  ])('with whole days left, at %s: %i', async (now, daysLeft) => {
    const { cert } = await leaf();

    expect(describeCertificate(cert, new Date(now)).daysLeft).toBe(daysLeft);
  });

  test('by the first one of a chain, from PEM and from DER alike', async () => {
    const { cert } = await leaf();
    const authority = await createAuthority();
    const der = Buffer.from(cert.replaceAll(/-----.*-----|\n/g, ''), 'base64');

    expect(describeCertificate(cert + authority.cert)).toEqual(describeCertificate(cert));
    expect(describeCertificate(der)).toEqual(describeCertificate(cert));
  });

  test('until the end of its life as a CA: ten years', async () => {
    const { validFrom, validTo } = describeCertificate((await createAuthority()).cert);

    expect(validTo.getTime() - validFrom.getTime()).toBe(3650 * DAY);
  });

  testWithOpenssl('with the fingerprint that openssl prints', async () => {
    await using directory = await temporaryDirectory();
    const { cert } = await leaf();
    const path = await directory.write('leaf.crt', cert);
    const args = ['x509', '-in', path, '-noout', '-fingerprint', '-sha256'];

    expect(await runTool('openssl', args)).toContain(describeCertificate(cert).fingerprint);
  });

  testWithOpenssl('without names that hide in others', async () => {
    await using directory = await temporaryDirectory();
    const [cert, key] = [`${directory.path}/a.crt`, `${directory.path}/a.key`];
    const config = await directory.write('a.cnf', SLY_NAMES);
    const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert];
    await runTool('openssl', ['req', '-x509', ...made, '-config', config]);
    const pem = await runTool('cat', [cert]);

    expect(describeCertificate(pem)).toMatchObject({ names: ['a.test'], key: 'RSA 2048' });
  });

  test.each(['', 'rubbish', new Uint8Array([48, 130, 1])])(
    'only when it is one: %j is refused',
    (input) => {
      expect(() => describeCertificate(input)).toThrow(CertificateError);
    },
  );
});
