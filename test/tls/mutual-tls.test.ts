import { createAuthority, issueCertificate } from '../../src/tls/authority';
import {
  exchange,
  runTool,
  temporaryDirectory,
  testWith,
  tlsServer,
} from '../helpers/certificates';

const testWithCurl = testWith('curl');

async function mutual(keyType: 'ec' | 'rsa' = 'ec') {
  const authority = await createAuthority({ keyType });
  const names = ['localhost'];
  const server = await issueCertificate(authority, { names, purpose: 'server', keyType });
  const client = await issueCertificate(authority, {
    names: [],
    commonName: 'Wallarm sender',
    purpose: 'client',
    keyType,
  });
  const { chain: cert, key } = server;
  const options = { cert, key, ca: authority.cert, requestCert: true, rejectUnauthorized: true };
  return { authority, client, server, listening: await tlsServer(options) };
}

describe('a server that asks for client certificates', () => {
  test.each(['ec', 'rsa'] as const)('takes one that its CA issued (%s)', async (keyType) => {
    const { authority, client, listening } = await mutual(keyType);
    await using server = listening;
    const { chain: cert, key } = client;

    expect(await exchange(server.port, { ca: authority.cert, cert, key })).toContain('200 OK');
  });

  testWithCurl('takes it from curl too', async () => {
    const { authority, client, listening } = await mutual();
    await using server = listening;
    await using directory = await temporaryDirectory();
    const ca = await directory.write('ca.crt', authority.cert);
    const cert = await directory.write('client.crt', client.chain);
    const key = await directory.write('client.key', client.key);
    const url = `https://localhost:${server.port}/`;
    const args = ['-sS', '--ipv4', '--cacert', ca, '--cert', cert, '--key', key, url];

    expect(await runTool('curl', args)).toBe('ok');
  });

  test('refuses a server certificate in the place of a client one', async () => {
    const { authority, server: issued, listening } = await mutual();
    await using server = listening;
    const { chain: cert, key } = issued;

    // Node's server resets or just closes the connection, depending on what is under way.
    const answer = exchange(server.port, { ca: authority.cert, cert, key }).catch(() => '');

    expect(await answer).toBe('');
  });
});
