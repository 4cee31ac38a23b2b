import { createAuthority } from '../../src/tls/authority';
import {
  createIdentity,
  createSelfSigned,
  type Identity,
  startAnswering,
  startHttps,
  startPlainHttp,
  startTcp,
} from '../helpers/peers';
import { WAYS } from './both-ways';

const DAY = 86_400_000;

describe.each(WAYS)(
  'an attempt at a receiver whose certificate is wrong, over %s',
  (_way, attemptOver) => {
    let good: Identity;
    beforeAll(async () => {
      good = await createIdentity();
    });

    test('says that the certificate is self-signed', async () => {
      const { cert, key } = await createSelfSigned('localhost');
      await using peer = await startAnswering({ cert, key }, 200);

      const { failure, tls, phases, status } = await attemptOver({ url: peer.url });

      expect(failure).toMatchObject({ code: 'TLS_SELF_SIGNED', phase: 'tls' });
      expect(failure?.message).toMatch(/is self-signed.*give that very certificate as the CA/);
      expect(tls).toMatchObject({
        trusted: false,
        certificate: { subject: 'CN=localhost', issuer: 'CN=localhost' },
      });
      expect(phases).toMatchObject({ tls: null, firstByte: null });
      expect(status).toBeNull();
    });

    test('names the unknown CA', async () => {
      await using peer = await startAnswering(good.tls, 200);

      const { failure } = await attemptOver({ url: peer.url });

      expect(failure).toMatchObject({ code: 'TLS_UNKNOWN_CA', phase: 'tls' });
      expect(failure?.message).toMatch(
        /^The certificate of 127\.0\.0\.1 is signed by "CN=Wallstash CA [^"]+", which is not a public CA; give its certificate as the CA, or, if it stands below a public CA, have the server send its certificate too\.$/,
      );
    });

    test('tells when another CA than the given one signed it', async () => {
      await using peer = await startAnswering(good.tls, 200);
      const { cert: ca } = await createAuthority();

      const { failure } = await attemptOver({ url: peer.url, ca });

      expect(failure).toMatchObject({ code: 'TLS_INCOMPLETE_CHAIN', phase: 'tls' });
      expect(failure?.message).toMatch(/CA given/);
    });

    test('says when it expired', async () => {
      const notBefore = new Date(Date.now() - 3 * DAY);
      const notAfter = new Date(Math.floor(Date.now() / 1000) * 1000 - DAY);
      const { ca, tls } = await createIdentity({ notBefore, notAfter });
      await using peer = await startAnswering(tls, 200);

      const { failure } = await attemptOver({ url: peer.url, ca });

      expect(failure).toEqual({
        code: 'TLS_CERTIFICATE_EXPIRED',
        phase: 'tls',
        message: `The certificate of 127.0.0.1 expired on ${notAfter.toISOString().replace('.000Z', 'Z')}; renew it and restart the server.`,
      });
    });

    test('says when it becomes valid', async () => {
      const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000 + DAY);
      const { ca, tls } = await createIdentity({ notBefore });
      await using peer = await startAnswering(tls, 200);

      const { failure } = await attemptOver({ url: peer.url, ca });

      expect(failure?.code).toBe('TLS_CERTIFICATE_NOT_YET_VALID');
      expect(failure?.message).toContain(notBefore.toISOString().replace('.000Z', 'Z'));
    });

    test('names the names that it does bear', async () => {
      const { ca, tls } = await createIdentity({ names: ['siem.example', '10.1.2.3'] });
      await using peer = await startAnswering(tls, 200);

      const { failure } = await attemptOver({ url: peer.url, ca });

      expect(failure).toEqual({
        code: 'TLS_WRONG_HOST',
        phase: 'tls',
        message:
          "The server's certificate is not for 127.0.0.1: it bears the DNS name siem.example and the address 10.1.2.3; call the server by one of its names, or issue a certificate that bears 127.0.0.1 (subjectAltName IP:127.0.0.1).",
      });
    });

    test('sends nothing of the request to it', async () => {
      let requests = 0;
      await using peer = await startHttps(good.tls, () => (requests += 1));

      await attemptOver({ url: peer.url });
      await attemptOver({ url: peer.url, verifyTls: false, requestTimeout: 50 });

      expect(requests).toBe(1);
    });

    test('goes on when verification is off, and the record says so', async () => {
      await using peer = await startAnswering(good.tls, 200);

      const { failure, verifyTls, tls } = await attemptOver({ url: peer.url, verifyTls: false });

      expect(failure).toBeNull();
      expect(verifyTls).toBe(false);
      expect(tls).toMatchObject({ trusted: false });
    });

    test('describes a good one, too', async () => {
      await using peer = await startAnswering(good.tls, 200);

      const { failure, verifyTls, tls } = await attemptOver({ url: peer.url, ca: good.ca });

      expect(failure).toBeNull();
      expect(verifyTls).toBe(true);
      expect(tls).toMatchObject({
        version: 'TLSv1.3',
        trusted: true,
        certificate: { subject: 'CN=localhost', names: ['localhost', '127.0.0.1'] },
      });
      expect(JSON.parse(JSON.stringify(tls))).toEqual(tls);
    });

    test('trusts each of several CAs', async () => {
      await using peer = await startAnswering(good.tls, 200);
      const other = await createAuthority();

      const { failure } = await attemptOver({ url: peer.url, ca: other.cert + good.ca });

      expect(failure).toBeNull();
    });

    test('checks the host name of the URL, whatever address it resolves to', async () => {
      await using peer = await startAnswering(good.tls, 200);

      const { failure } = await attemptOver({
        url: `https://localhost:${peer.port}/`,
        ca: good.ca,
      });

      expect(failure).toBeNull();
    });
  },
);

describe.each(WAYS)(
  'an attempt at a port with which no TLS session can be had, over %s',
  (_way, attemptOver) => {
    let good: Identity;
    beforeAll(async () => {
      good = await createIdentity();
    });

    test('says that no TLS version is shared', async () => {
      await using peer = await startAnswering(
        { ...good.tls, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
        200,
      );

      const { failure } = await attemptOver({ url: peer.url, ca: good.ca });

      expect(failure).toEqual({
        code: 'TLS_PROTOCOL_VERSION',
        phase: 'tls',
        message:
          '127.0.0.1 and this client share no TLS version; let the server speak TLS 1.2 or 1.3.',
      });
    });

    test('says that a client certificate is wanted, in TLS 1.3', async () => {
      await using peer = await startAnswering(
        { ...good.tls, ca: good.ca, requestCert: true, minVersion: 'TLSv1.3' },
        200,
      );

      const { failure, tls } = await attemptOver({ url: peer.url, ca: good.ca });

      expect(failure).toMatchObject({ code: 'TLS_CLIENT_CERTIFICATE_REQUIRED', phase: 'tls' });
      expect(failure?.message).toContain('127.0.0.1 wants a client certificate');
      expect(tls).toMatchObject({ version: 'TLSv1.3', trusted: true });
    });

    test('says what the server made of the missing client certificate, in TLS 1.2', async () => {
      await using peer = await startAnswering(
        { ...good.tls, ca: good.ca, requestCert: true, maxVersion: 'TLSv1.2' },
        200,
      );

      const { failure } = await attemptOver({ url: peer.url, ca: good.ca });

      expect(failure).toMatchObject({ code: 'TLS_HANDSHAKE_FAILED', phase: 'tls' });
      expect(failure?.message).toContain('it wants a client certificate');
    });

    test('says that the port speaks plain HTTP', async () => {
      await using peer = await startPlainHttp((_request, response) => response.end('ok'));

      const { failure } = await attemptOver({ url: peer.url });

      expect(failure).toMatchObject({ code: 'TLS_NOT_TLS', phase: 'tls' });
      expect(failure?.message).toContain('the port likely speaks plain HTTP');
    });

    test.each(['closed', 'reset'])('says that the handshake was %s', async (how) => {
      await using peer = await startTcp((socket) => {
        socket.once('data', () => (how === 'reset' ? socket.resetAndDestroy() : socket.end()));
      });

      const { failure } = await attemptOver({ url: peer.url });

      expect(failure).toEqual({
        code: 'TLS_HANDSHAKE_RESET',
        phase: 'tls',
        message:
          "127.0.0.1 closed the connection during the TLS handshake; see the server's log: TLS may be off at that port, its key unusable, it may want a client certificate and not say so (servers in Node and Java 17 do not), or a proxy in between may have closed it.",
      });
    });

    test('takes garbage in place of a handshake for what it is', async () => {
      await using peer = await startTcp((socket) => socket.end(Buffer.alloc(100_000, 0x41)));

      const { failure } = await attemptOver({ url: peer.url });

      expect(failure).toMatchObject({ code: 'TLS_NOT_TLS', phase: 'tls' });
    });
  },
);
