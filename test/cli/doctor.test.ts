import type { RequestListener } from 'node:http';

import { doctorCommand } from '../../src/cli/doctor/doctor';
import { whyNotPublic } from '../../src/cli/doctor/doctor-address';
import { type TemporaryDirectory, temporaryDirectory } from '../helpers/certificates';
import {
  createIdentity,
  freePort,
  type Identity,
  startHttps,
  startPlainHttp,
  startTcp,
} from '../helpers/peers';
import { startTestReceiver } from '../helpers/receiver';
import { masked, runCommand } from './run-command';

interface Report {
  readonly passed: boolean;
  readonly checks: readonly { id: string; outcome: string; code?: string; message: string }[];
}

describe('wallstash doctor', () => {
  let directory: TemporaryDirectory;
  let identity: Identity;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    identity = await createIdentity();
    await directory.write('peer.crt', identity.ca);
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  const doctor = (...args: string[]) => runCommand(doctorCommand, args, { cwd: directory.path });

  /** Outcome, and code if any, of each check. */
  async function outcomes(...args: string[]): Promise<Record<string, string>> {
    const { output, code } = await doctor(...args, '--json');
    const { checks, passed } = JSON.parse(output) as Report;
    expect(code).toBe(passed ? 0 : 1);
    return Object.fromEntries(
      checks.map((one) => [
        one.id,
        one.code === undefined ? one.outcome : `${one.outcome} ${one.code}`,
      ]),
    );
  }
  const answering =
    (status: number): RequestListener =>
    (request, response) => {
      request.resume();
      request.on('end', () => response.writeHead(status).end('ok'));
    };

  const skippedFrom = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, 'skipped']));
  const REQUESTS = ['post', 'put', 'answer-time', 'array', 'ndjson', 'ndjson-type', 'malformed'];

  test.each([80, 200])(
    'wraps its text at %d columns, the width of the terminal',
    async (columns) => {
      const url = `https://127.0.0.1:${await freePort()}`;
      const given = { cwd: directory.path, columns };
      const { output } = await runCommand(doctorCommand, [url], given);
      const widths = output.split('\n').map((line) => line.length);
      expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
      expect(Math.max(...widths)).toBeGreaterThan(columns === 80 ? 60 : 100);
    },
  );

  test('ticks all that holds at a good receiver, and leaves only test messages there', async () => {
    await using receiver = await startTestReceiver();
    await directory.write('ca.crt', receiver.ca);

    const { code, output } = await doctor(`https://127.0.0.1:${receiver.port}`, '--ca', 'ca.crt');

    expect(code).toBe(0);
    expect(masked(output.replaceAll(/\s+/g, ' '))).toMatch(
      new RegExp(
        [
          'What Wallarm requires, tried on https://127.0.0.1:PORT:',
          '✓ Name resolves The URL holds an address: there is no name to look up\\.',
          '! Public address 127.0.0.1 is a loopback address .* For a local test that is fine; .*',
          '✓ Port answers Port PORT of 127.0.0.1 takes connections\\.',
          '✓ TLS handshake The connection uses TLSv1.3\\.',
          '✓ Certificate Verified by the CA given\\. It is for localhost, 127.0.0.1, was signed by ".*" and is valid until DATE \\(N days left\\)\\.',
          '✓ POST accepted Answered 200 after TIME\\.',
          '✓ PUT accepted Answered 200 after TIME\\.',
          '✓ Answers in time The slowest answer took TIME; Wallarm waits TIME\\.',
          '✓ Array of two Answered 200\\. .*',
          '! NDJSON of two lines Answered 200\\. The answer cannot show how many of the two were kept: .*',
          '! NDJSON, other type Sent as application/x-ndjson: answered 200\\. .*',
          '✓ Malformed body Refused with 400: the sender is told, .*',
          '9 passed, 3 to know, 0 failed\\.',
        ].join(' '),
      ),
    );
    const { entries } = await receiver.journal.query({});
    expect(entries).toHaveLength(6);
  });

  test('says what it means that Logstash answers 200 to everything', async () => {
    await using peer = await startHttps(identity.tls, answering(200));

    const { code, output } = await doctor(peer.url, '--ca', 'peer.crt');

    expect(code).toBe(0);
    expect(output.replaceAll(/\s+/g, ' ')).toMatch(
      /! Malformed body Answered 200 .* the sender is told nothing .* _jsonparsefailure/,
    );
  });

  test.each([
    [503, 'failed STATUS_503', 'warning STATUS_503', 'skipped'],
    [401, 'failed STATUS_401', 'warning STATUS_401', 'skipped'],
  ])('shows a receiver that answers %i', async (status, post, put, array) => {
    await using peer = await startHttps(identity.tls, answering(status));

    expect(await outcomes(peer.url, '--ca', 'peer.crt')).toMatchObject({
      ...{ certificate: 'passed', post, put, 'answer-time': 'passed', array },
    });
  });

  test('needs only one of POST and PUT', async () => {
    await using peer = await startHttps(identity.tls, (request, response) => {
      answering(request.method === 'PUT' ? 200 : 405)(request, response);
    });

    expect(await outcomes(peer.url, '--ca', 'peer.crt', '--method', 'PUT')).toMatchObject({
      ...{ post: 'warning STATUS_405', put: 'passed', array: 'passed', ndjson: 'warning' },
    });
  });

  test('fails where the method that the integration uses is refused while the other works', async () => {
    await using postOnly = await startHttps(identity.tls, (request, response) => {
      answering(request.method === 'PUT' ? 405 : 200)(request, response);
    });
    const given = await outcomes(postOnly.url, '--ca', 'peer.crt', '--method', 'PUT');
    expect(given).toMatchObject({ put: 'failed STATUS_405', post: 'passed' });
  });

  test('shows a receiver whose CA is another', async () => {
    const other = await createIdentity();
    await directory.write('other.crt', other.ca);
    await using peer = await startHttps(identity.tls, answering(200));

    expect(await outcomes(peer.url, '--ca', 'other.crt')).toMatchObject({
      ...{ port: 'passed', tls: 'passed', certificate: 'failed TLS_INCOMPLETE_CHAIN' },
      ...skippedFrom(...REQUESTS),
    });
    expect(await outcomes(peer.url)).toMatchObject({ certificate: 'failed TLS_UNKNOWN_CA' });
    expect(await outcomes(peer.url, '--insecure')).toMatchObject({ certificate: 'warning' });
  });

  test.each([
    ['that has expired', -400, -1, ['127.0.0.1'], 'failed TLS_CERTIFICATE_EXPIRED'],
    ['for another name', -1, 90, ['logstash.example'], 'failed TLS_WRONG_HOST'],
    ['that ends soon', -1, 10, ['127.0.0.1'], 'warning'],
  ])('shows a certificate %s', async (_title, from, to, names, certificate) => {
    const day = 86_400_000;
    const bad = await createIdentity({
      names,
      notBefore: new Date(Date.now() + from * day),
      notAfter: new Date(Date.now() + to * day),
    });
    await directory.write('bad.crt', bad.ca);
    await using peer = await startHttps(bad.tls, answering(200));

    expect(await outcomes(peer.url, '--ca', 'bad.crt')).toMatchObject({ certificate });
  });

  test('shows a port that speaks plain HTTP', async () => {
    await using peer = await startPlainHttp(answering(200));

    expect(await outcomes(peer.url)).toMatchObject({
      ...{ port: 'passed', tls: 'failed TLS_NOT_TLS', certificate: 'skipped' },
      ...skippedFrom(...REQUESTS),
    });
  });

  test('shows a port on which nothing listens, and skips the rest with the reason', async () => {
    const url = `https://127.0.0.1:${await freePort()}`;

    expect(await outcomes(url)).toMatchObject({
      ...{ name: 'passed', address: 'warning', port: 'failed CONNECTION_REFUSED' },
      ...skippedFrom('tls', 'certificate', ...REQUESTS),
    });
    expect((await doctor(url)).output).toMatch(
      /- TLS handshake +Not tried: "Port answers" failed\./,
    );
  });

  test('shows a name that does not exist', async () => {
    expect(await outcomes('https://logstash.invalid:5044')).toMatchObject({
      ...{ name: 'failed NAME_NOT_FOUND' },
      ...skippedFrom('address', 'port', 'tls', 'certificate', ...REQUESTS),
    });
  });

  test('shows a server that never answers', async () => {
    await using peer = await startHttps(identity.tls, (request) => void request.resume());

    const found = await outcomes(peer.url, '--ca', 'peer.crt', '--request-timeout', '0.2');

    expect(found).toMatchObject({
      ...{
        post: 'failed REQUEST_TIMEOUT',
        put: 'skipped',
        'answer-time': 'failed REQUEST_TIMEOUT',
      },
      ...skippedFrom('array', 'ndjson', 'malformed'),
    });
  });

  test('shows a server that never answers the TLS hello', async () => {
    await using peer = await startTcp(() => undefined);

    expect(await outcomes(peer.url, '--connection-timeout', '0.2')).toMatchObject({
      ...{ port: 'passed', tls: 'failed CONNECTION_TIMEOUT', certificate: 'skipped' },
    });
  });

  test.each([
    ['127.0.0.1', /loopback/],
    ['::1', /loopback/],
    ['10.1.2.3', /private/],
    ['172.31.0.1', /private/],
    ['100.100.0.1', /CGNAT/],
    ['fd00::1', /private/],
    ['fe80::1', /link-local/],
  ])('knows that %s is not public', (address, kind) => {
    expect(whyNotPublic(address)).toMatch(kind);
  });

  test.each(['8.8.8.8', '172.32.0.1', '2001:4860:4860::8888'])('knows that %s is', (address) => {
    expect(whyNotPublic(address)).toBeNull();
  });
});
