import { generate } from 'selfsigned';

import { createAuthority, issueCertificate, type IssueOptions } from '../../src/tls/authority';
import { parseCaFile } from '../../src/tls/ca-file';
import { readFacts } from '../../src/tls/certificate-facts';
import { followChain } from '../../src/tls/chain';
import { explainTlsError, type TlsFailureContext } from '../../src/tls/explain-tls-error';
import { exchange, tcpServer, tlsServer, type ListeningServer } from '../helpers/certificates';

const DAY = 86_400_000;
const names = ['localhost'];

async function issued(options: Partial<IssueOptions> = {}) {
  const authority = await createAuthority();
  const made = await issueCertificate(authority, { names, purpose: 'server', ...options });
  return { authority, ...made };
}

/** What the server shows, as the sender sees it. */
function seen(sent: string, ca?: string): Pick<TlsFailureContext, 'chain' | 'ca'> {
  const facts = (pem: string) => parseCaFile(pem, 'the test').map(readFacts);
  const chain = followChain(facts(sent), ca === undefined ? [] : facts(ca));
  return { chain, ca: ca !== undefined };
}

async function explained(
  server: ListeningServer,
  options: Parameters<typeof exchange>[1],
  context: Partial<TlsFailureContext> = {},
) {
  const error = await exchange(server.port, options).then(
    () => new Error('the handshake held'),
    (cause: unknown) => cause as NodeJS.ErrnoException,
  );
  return explainTlsError(error, { host: 'localhost', ...context });
}

describe('a failed handshake is explained:', () => {
  test('a self-signed certificate', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
      keyType: 'ec',
      algorithm: 'sha256',
    });
    await using server = await tlsServer({ cert, key });

    expect(await explained(server, {})).toEqual({
      code: 'TLS_SELF_SIGNED',
      message:
        'The certificate of localhost is self-signed, and it is not among the CA certificates given; give that very certificate as the CA, or use one that a CA signed.',
    });
  });

  test.each([
    ['has expired', 'TLS_CERTIFICATE_EXPIRED', -30, -1, 'expired on'],
    ['is not valid yet', 'TLS_CERTIFICATE_NOT_YET_VALID', 30, 60, 'is not valid yet: it begins on'],
  ])(
    'one that %s, though Deno says that it cannot be verified',
    async (_, code, from, to, words) => {
      const at = (days: number): Date => new Date(Date.now() + days * DAY);
      const { authority, chain } = await issued({ notBefore: at(from), notAfter: at(to) });
      const error = Object.assign(new Error(), { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });

      const explained = explainTlsError(error, {
        host: 'localhost',
        ...seen(chain, authority.cert),
      });

      expect(explained?.code).toBe(code);
      expect(explained?.message).toContain(`The certificate of localhost ${words}`);
    },
  );

  test('a private CA, when none was given', async () => {
    const { chain, key } = await issued();
    await using server = await tlsServer({ cert: chain, key });
    const { issuer } = readFacts(chain);

    expect(await explained(server, {}, seen(chain))).toEqual({
      code: 'TLS_UNKNOWN_CA',
      message: `The certificate of localhost is signed by "${issuer}", which is not a public CA; give its certificate as the CA, or, if it stands below a public CA, have the server send its certificate too.`,
    });
  });

  test('another CA, when the server sends its own along', async () => {
    const { authority, chain, key } = await issued();
    const other = await createAuthority();
    await using server = await tlsServer({ cert: chain + authority.cert, key });

    expect(await explained(server, { ca: other.cert }, { ca: true })).toEqual({
      code: 'TLS_UNKNOWN_CA',
      message:
        'The chain of localhost does not end at the CA given; give the CA that signed its certificate.',
    });
  });

  test('a missing intermediate certificate', async () => {
    const root = await createAuthority();
    const intermediate = await createAuthority({ issuer: root });
    const { cert, key } = await issueCertificate(intermediate, { names, purpose: 'server' });
    await using server = await tlsServer({ cert, key });

    expect(await explained(server, { ca: root.cert }, { ca: true })).toEqual({
      code: 'TLS_INCOMPLETE_CHAIN',
      message:
        'The certificate of localhost is not signed by the CA given, and the server sent nothing that links the two; give the CA that signed it, or, if an intermediate CA stands between, have the server send that certificate too.',
    });
  });

  test('an expired certificate', async () => {
    const validTo = new Date('2025-01-02T03:04:05Z');
    const notBefore = new Date('2024-01-01T00:00:00Z');
    const { authority, chain, key } = await issued({ notBefore, notAfter: validTo });
    await using server = await tlsServer({ cert: chain, key });

    expect(await explained(server, { ca: authority.cert }, seen(chain, authority.cert))).toEqual({
      code: 'TLS_CERTIFICATE_EXPIRED',
      message:
        'The certificate of localhost expired on 2025-01-02T03:04:05Z; renew it and restart the server.',
    });
  });

  test('an expired CA above a certificate that is still valid', async () => {
    const notAfter = new Date(Date.now() - DAY);
    const authority = await createAuthority({ notBefore: new Date(0), notAfter });
    const { chain, key } = await issueCertificate(authority, {
      names,
      purpose: 'server',
      notAfter: new Date(Date.now() + DAY),
    });
    await using server = await tlsServer({ cert: chain, key });

    const failure = await explained(server, { ca: authority.cert }, seen(chain, authority.cert));

    expect(failure?.code).toBe('TLS_CERTIFICATE_EXPIRED');
    expect(failure?.message).toMatch(
      /^The CA given, "CN=Wallstash CA .*", above the certificate of localhost, expired on/,
    );
  });

  test('a certificate that is not valid yet', async () => {
    const validFrom = new Date('2090-01-01T00:00:00Z');
    const notAfter = new Date('2091-01-01T00:00:00Z');
    const { authority, chain, key } = await issued({ notBefore: validFrom, notAfter });
    await using server = await tlsServer({ cert: chain, key });

    expect(await explained(server, { ca: authority.cert }, seen(chain, authority.cert))).toEqual({
      code: 'TLS_CERTIFICATE_NOT_YET_VALID',
      message:
        'The certificate of localhost is not valid yet: it begins on 2090-01-01T00:00:00Z; check the clocks of both machines, or issue the certificate again.',
    });
  });

  test('a wrong host name, with the names that the certificate does bear', async () => {
    const { authority, chain, key } = await issued({ names: ['a.test', '10.0.0.1'] });
    await using server = await tlsServer({ cert: chain, key });

    expect(await explained(server, { ca: authority.cert }, seen(chain, authority.cert))).toEqual({
      code: 'TLS_WRONG_HOST',
      message:
        "The server's certificate is not for localhost: it bears the DNS name a.test and the address 10.0.0.1; call the server by one of its names, or issue a certificate that bears localhost (subjectAltName DNS:localhost).",
    });
  });

  test('a certificate for clients on a server', async () => {
    const { authority, chain, key } = await issued({ purpose: 'client' });
    await using server = await tlsServer({ cert: chain, key });

    expect(await explained(server, { ca: authority.cert }, seen(chain, authority.cert))).toEqual({
      code: 'TLS_CERTIFICATE_REJECTED',
      message:
        'The certificate of localhost is for clientAuth and not for serverAuth (extended key usage); issue one for TLS servers (extendedKeyUsage serverAuth, keyUsage digitalSignature).',
    });
  });

  test('no TLS version in common', async () => {
    const { authority, chain, key } = await issued();
    await using server = await tlsServer({ cert: chain, key, minVersion: 'TLSv1.3' });

    const failure = await explained(server, { ca: authority.cert, maxVersion: 'TLSv1.2' });

    expect(failure).toEqual({
      code: 'TLS_PROTOCOL_VERSION',
      message:
        'localhost and this client share no TLS version; let the server speak TLS 1.2 or 1.3.',
    });
  });

  test('a client certificate required (TLS 1.3, alert 116)', async () => {
    const { authority, chain, key } = await issued();
    const asking = { ca: authority.cert, requestCert: true, rejectUnauthorized: true };
    await using server = await tlsServer({ cert: chain, key, ...asking });

    const failure = await explained(server, { ca: authority.cert });

    expect(failure?.code).toBe('TLS_CLIENT_CERTIFICATE_REQUIRED');
    expect(failure?.message).toContain('ssl_client_authentication');
  });

  test('a client certificate required, or no cipher in common (TLS 1.2, alert 40)', async () => {
    const { authority, chain, key } = await issued();
    const asking = { ca: authority.cert, requestCert: true, rejectUnauthorized: true };
    await using server = await tlsServer({ cert: chain, key, maxVersion: 'TLSv1.2', ...asking });

    const failure = await explained(server, { ca: authority.cert });

    expect(failure?.code).toBe('TLS_HANDSHAKE_FAILED');
    expect(failure?.message).toContain('wants a client certificate');
  });

  test.each([
    // Alert records as they go over the wire: type 21, TLS 1.2, length 2, fatal, description.
    [42, 'TLS_CLIENT_CERTIFICATE_REQUIRED'],
    [43, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
    [44, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
    [45, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
    [46, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
    [48, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
    [49, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
    [70, 'TLS_PROTOCOL_VERSION'],
    [80, 'TLS_HANDSHAKE_FAILED'],
    [112, 'TLS_WRONG_HOST'],
  ])('alert %i as %s', async (description, code) => {
    const alert = Buffer.from([21, 3, 3, 0, 2, 2, description]);
    await using server = await tcpServer((socket) => socket.end(alert));

    expect((await explained(server, {}))?.code).toBe(code);
    expect((await explained(server, { early: true }))?.code).toBe(code);
  });

  test('plain HTTP on the port', async () => {
    await using server = await tcpServer((socket) =>
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    );

    const failure = await explained(server, {});

    expect(await explained(server, { early: true })).toEqual(failure);
    expect(failure?.code).toBe('TLS_NOT_TLS');
    expect(failure?.message).toContain('the port likely speaks plain HTTP');
  });

  test('a connection reset', async () => {
    await using server = await tcpServer((socket) => socket.resetAndDestroy());

    const failure = await explained(server, {}, { duringHandshake: true });

    expect(failure?.code).toBe('TLS_HANDSHAKE_RESET');
  });

  test('a connection closed', async () => {
    await using server = await tcpServer((socket) => socket.end());

    const failure = await explained(server, {}, { duringHandshake: true });

    expect(failure?.code).toBe('TLS_HANDSHAKE_RESET');
  });
});

describe('an error', () => {
  const failure = (code: string, context: Partial<TlsFailureContext> = {}) =>
    explainTlsError(Object.assign(new Error('x'), { code }), { host: 'a.test', ...context })?.code;

  test.each(['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE'])(
    'is known by the spelling of either OpenSSL: %s',
    (code) => {
      expect(failure(code)).toBe('TLS_CLIENT_CERTIFICATE_REQUIRED');
    },
  );

  test('of a timeout counts as one of TLS during the handshake only', () => {
    expect(failure('ETIMEDOUT', { duringHandshake: true })).toBe('TLS_HANDSHAKE_TIMEOUT');
    expect(failure('ERR_TLS_HANDSHAKE_TIMEOUT')).toBe('TLS_HANDSHAKE_TIMEOUT');
    expect(failure('ETIMEDOUT')).toBeUndefined();
  });

  test('that is not one of TLS stays unexplained', () => {
    expect(failure('ECONNREFUSED', { duringHandshake: true })).toBeUndefined();
    expect(failure('ENOTFOUND')).toBeUndefined();
    expect(failure('ECONNRESET')).toBeUndefined();
    expect(explainTlsError(new Error('no code'), { host: 'a.test' })).toBeUndefined();
  });
});
