import { createAuthority, issueCertificate } from '../../src/tls/authority';
import {
  exchange,
  runTool,
  temporaryDirectory,
  testWith,
  tlsServer,
} from '../helpers/certificates';

const testWithOpenssl = testWith('openssl');
const testWithCurl = testWith('curl');
const testWithPython = testWith('python3');

const STRICT_PYTHON = `
import socket, ssl, sys
context = ssl.create_default_context(cafile=sys.argv[1])
context.verify_flags |= ssl.VERIFY_X509_STRICT
with socket.create_connection(('127.0.0.1', int(sys.argv[2]))) as plain:
    with context.wrap_socket(plain, server_hostname=sys.argv[3]) as tls:
        tls.sendall(b'GET / HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n')
        print(tls.recv(100).split(b'\\r\\n')[0].decode())
`;

// Its key identifier is no hash of its key, and its name needs escapes.
const ODD_CA = `
[req]
prompt = no
distinguished_name = name
x509_extensions = extensions
[name]
C = DE
O = Acme, Inc
CN = Acme "Test" CA
[extensions]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = 01:02:03:04
`;

async function certified(keyType: 'ec' | 'rsa') {
  const authority = await createAuthority({ keyType });
  const names = ['localhost', '127.0.0.1', '::1', '*.example.com'];
  const issued = await issueCertificate(authority, { names, purpose: 'server', keyType });
  return { authority, issued };
}

describe.each(['ec', 'rsa'] as const)('a server certificate (%s) is taken by', (keyType) => {
  testWithOpenssl('openssl verify -x509_strict', async () => {
    await using directory = await temporaryDirectory();
    const { authority, issued } = await certified(keyType);
    const ca = await directory.write('ca.crt', authority.cert);
    const leaf = await directory.write('leaf.crt', issued.chain);
    const args = ['-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, leaf];

    expect(await runTool('openssl', ['verify', ...args])).toBe(`${leaf}: OK\n`);
  });

  testWithCurl('curl --cacert', async () => {
    await using directory = await temporaryDirectory();
    const { authority, issued } = await certified(keyType);
    const ca = await directory.write('ca.crt', authority.cert);
    await using server = await tlsServer({ cert: issued.chain, key: issued.key });
    const url = `https://localhost:${server.port}/`;

    expect(await runTool('curl', ['-sS', '--ipv4', '--cacert', ca, url])).toBe('ok');
  });

  testWithPython('Python with VERIFY_X509_STRICT, by name and by address', async () => {
    await using directory = await temporaryDirectory();
    const { authority, issued } = await certified(keyType);
    const ca = await directory.write('ca.crt', authority.cert);
    await using server = await tlsServer({ cert: issued.chain, key: issued.key });

    for (const name of ['localhost', '127.0.0.1', 'a.example.com']) {
      const args = ['-c', STRICT_PYTHON, ca, String(server.port), name];
      expect(await runTool('python3', args)).toBe('HTTP/1.1 200 OK\n');
    }
  });

  test('Node with ca', async () => {
    const { authority, issued } = await certified(keyType);
    await using server = await tlsServer({ cert: issued.chain, key: issued.key });

    const answer = await exchange(server.port, { ca: authority.cert });

    expect(answer).toContain('200 OK');
  });
});

describe('a certificate under an intermediate CA', () => {
  testWithOpenssl('passes openssl verify -x509_strict with its chain', async () => {
    await using directory = await temporaryDirectory();
    const root = await createAuthority();
    const intermediate = await createAuthority({ issuer: root });
    const names = ['localhost'];
    const issued = await issueCertificate(intermediate, { names, purpose: 'server' });
    const ca = await directory.write('ca.crt', root.cert);
    const chain = await directory.write('chain.crt', intermediate.chain);
    const leaf = await directory.write('leaf.crt', issued.cert);
    const args = ['-x509_strict', '-CAfile', ca, '-untrusted', chain, leaf];

    expect(await runTool('openssl', ['verify', ...args])).toBe(`${leaf}: OK\n`);
  });

  test('is trusted through its chain by a client that knows the root alone', async () => {
    const root = await createAuthority();
    const intermediate = await createAuthority({ issuer: root });
    const names = ['localhost'];
    const issued = await issueCertificate(intermediate, { names, purpose: 'server' });
    await using server = await tlsServer({ cert: issued.chain, key: issued.key });

    expect(await exchange(server.port, { ca: root.cert })).toContain('200 OK');
  });
});

describe('a certificate under a CA that openssl made', () => {
  testWithOpenssl('names that CA by its own identifier and subject', async () => {
    await using directory = await temporaryDirectory();
    const ca = `${directory.path}/ca.crt`;
    const caKey = `${directory.path}/ca.key`;
    const config = await directory.write('ca.cnf', ODD_CA);
    const files = ['-keyout', caKey, '-out', ca, '-days', '30', '-config', config];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-nodes'];
    await runTool('openssl', ['req', '-x509', ...curve, ...files]);
    const [cert, key] = [await runTool('cat', [ca]), await runTool('cat', [caKey])];
    const authority = { cert, key, chain: '' };

    const issued = await issueCertificate(authority, { names: ['localhost'], purpose: 'server' });

    const leaf = await directory.write('leaf.crt', issued.chain);
    const args = ['verify', '-x509_strict', '-CAfile', ca, leaf];
    expect(await runTool('openssl', args)).toBe(`${leaf}: OK\n`);
  });
});
