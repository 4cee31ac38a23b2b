import { createAuthority, issueCertificate } from '../../src/tls/authority';
import { parseCaFile } from '../../src/tls/ca-file';

let certificate: string;
let other: string;
let key: string;

beforeAll(async () => {
  ({ cert: certificate, key } = await createAuthority());
  ({ cert: other } = await createAuthority());
});

function refusal(content: string | Uint8Array): unknown {
  try {
    return parseCaFile(content, 'ca.pem');
  } catch (error) {
    return error;
  }
}

describe('a CA file', () => {
  test('gives its certificates one by one', () => {
    const text = `Acme root\n${certificate}\nAcme other\n${other}trailing words`;

    expect(parseCaFile(text, 'ca.pem')).toEqual([certificate, other]);
  });

  test.each([
    ['a byte order mark', (pem: string) => `\ufeff${pem}`],
    ['carriage returns', (pem: string) => pem.replaceAll('\n', '\r\n')],
    ['no final newline', (pem: string) => pem.trimEnd()],
    ['bytes instead of text', (pem: string) => Buffer.from(pem)],
  ])('may have %s', (_, spoil) => {
    expect(parseCaFile(spoil(certificate), 'ca.pem')).toEqual([certificate]);
  });

  test('may have two certificates without a newline between them', () => {
    expect(parseCaFile(certificate.trimEnd() + other, 'ca.pem')).toEqual([certificate, other]);
  });

  test('may be a server certificate with its chain', async () => {
    const root = await createAuthority();
    const intermediate = await createAuthority({ issuer: root });
    const names = ['a.test'];
    const { chain } = await issueCertificate(intermediate, { names, purpose: 'server' });

    expect(parseCaFile(chain, 'ca.pem')).toHaveLength(2);
  });
});

describe('a CA file is refused, and named, when it is', () => {
  const pem = (label: string) => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;

  test.each([
    ['nothing', ' \n', 'it is empty'],
    ['certificate request', pem('CERTIFICATE REQUEST'), 'it is a certificate request'],
    ['certificate request', pem('NEW CERTIFICATE REQUEST'), 'it is a certificate request'],
    ['public key', pem('PUBLIC KEY'), 'it is a public key'],
    ['PKCS#7', pem('PKCS7'), 'it is PKCS#7'],
    ['private key', pem('ENCRYPTED PRIVATE KEY'), 'it is a private key'],
    ['private key', pem('EC PRIVATE KEY'), 'it is a private key'],
    ['HTML', '<!DOCTYPE html><title>404</title>', 'it is a web page'],
    ['other', pem('X509 CRL'), 'it holds X509 CRL'],
    ['other', 'hello', 'it holds no "-----BEGIN CERTIFICATE-----"'],
    ['broken certificate', pem('CERTIFICATE'), 'certificate 1 in it is cut short or damaged'],
  ])('%s', (found, content, explanation) => {
    expect(refusal(content)).toMatchObject({
      code: 'WST_CERTIFICATE',
      origin: 'ca.pem',
      found,
      message: expect.stringContaining(
        `Cannot use ca.pem as a PEM certificate: ${explanation}`,
      ) as string,
    });
  });

  test('DER', () => {
    const der = Buffer.from(certificate.replaceAll(/-----.*-----|\n/g, ''), 'base64');

    expect(refusal(der)).toMatchObject({ found: 'binary' });
    expect(refusal(der.toString('utf8'))).toMatchObject({ found: 'binary' });
  });

  test.each(['', '\ufeff'])('text in UTF-16, as Windows PowerShell writes it (mark %j)', (mark) => {
    const content = Buffer.from(mark + certificate, 'utf16le');
    const refused = { message: expect.stringContaining('it is text in UTF-16') as string };

    expect(refusal(content)).toMatchObject(refused);
    expect(refusal(content.swap16())).toMatchObject(refused);
  });

  test('a certificate with its private key, of which the message shows nothing', () => {
    const error = refusal(certificate + key);

    expect(error).toMatchObject({ found: 'private key' });
    expect(String(error)).not.toContain(key.split('\n')[1]);
  });

  test('cut short', () => {
    expect(refusal(certificate + other.slice(0, 300))).toMatchObject({
      found: 'broken certificate',
      message: expect.stringContaining('certificate 2') as string,
    });
  });
});
