import { testCommand } from '../../src/cli/integration/test-integration';
import { type TemporaryDirectory, temporaryDirectory } from '../helpers/certificates';
import { createIdentity, freePort, type Identity, startHttps } from '../helpers/peers';
import { startTestReceiver } from '../helpers/receiver';
import { masked, runCommand } from './run-command';

describe('wallstash test', () => {
  let directory: TemporaryDirectory;
  let identity: Identity;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    identity = await createIdentity();
    await directory.write('peer.crt', identity.ca);
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  const run = (...args: string[]) => runCommand(testCommand, args, { cwd: directory.path });

  test('shows five accepted notifications, and the receiver holds five valid ones', async () => {
    await using receiver = await startTestReceiver();
    await directory.write('ca.crt', receiver.ca);

    const { code, output } = await run('--url', receiver.url, '--ca', 'ca.crt');

    expect(code).toBe(0);
    expect(masked(output)).toBe(`Test integration: POST to https://localhost:PORT

✓  create_user           200 TIME  [Test message] [Test partner] New user was added to the company account
✓  new_hits              200 TIME  [Test message] [Test partner] New hit detected
✓  new_scope_object_ips  200 TIME  [Test message] [Test partner] Network perimeter has changed
✓  trigger_create        200 TIME  [Test message] [Test partner] New trigger was created
✓  vuln                  200 TIME  [Test message] [Test partner] New vulnerability detected

All 5 test notifications were accepted.
`);
    const { entries } = await receiver.journal.query({});
    expect(entries).toHaveLength(5);
    expect(entries.every(({ verdict }) => verdict === 'accepted')).toBe(true);
  });

  test('tells a mistyped flag before the one that is missing for it', async () => {
    await expect(run('--urll', 'https://localhost:5044')).rejects.toThrow(
      /unknown option '--urll'.*\(Did you mean --url\?\)/s,
    );
    await expect(run()).rejects.toThrow("required option '--url <url>' not specified");
  });

  test('tells the remedy once when all fail alike', async () => {
    const port = await freePort();

    const { code, output } = await run('--url', `https://127.0.0.1:${port}`);

    expect(code).toBe(1);
    expect(output.match(/Nothing listens on 127\.0\.0\.1/g)).toHaveLength(1);
    expect(output.match(/✗ .*CONNECTION_REFUSED/g)).toHaveLength(5);
    expect(output).toMatch(
      /\n5 of 5 test notifications failed, all for the reason above \(CONNECTION_REFUSED\)\. Mend it/,
    );
  });

  test('tells different failures apart', async () => {
    let requests = 0;
    await using peer = await startHttps(identity.tls, (request, response) => {
      requests += 1;
      request.resume();
      response.writeHead([200, 429, 401, 429][requests - 1] ?? 200).end();
    });

    const { code, output } = await run('--url', peer.url, '--ca', 'peer.crt');

    expect(code).toBe(1);
    expect(output).toMatch(/3 of 5 test notifications failed, for 2 reasons/);
    expect(output).toMatch(/ {2}STATUS_429 +new_hits, trigger_create\n {2}STATUS_401 +new_scope/);
  });

  test('says on every row that verification is off', async () => {
    await using receiver = await startTestReceiver();

    const { code, output } = await run('--url', receiver.url, '--insecure');

    expect(code).toBe(0);
    expect(output.match(/^✓ .*\(certificate not verified\) {2}\S/gm)).toHaveLength(5);
  });

  test('sends with method, headers and format of the flags, arrays all the same', async () => {
    const seen: unknown[] = [];
    await using peer = await startHttps(identity.tls, (request, response) => {
      const { method, headers } = request;
      request.once('data', (chunk: Buffer) => {
        seen.push([method, headers['x-token'], headers['x-other'], chunk.toString()[0]]);
        response.end('ok');
      });
    });

    const { output } = await run(
      ...['--url', peer.url, '--ca', 'peer.crt', '--method', 'PUT', '--format', 'ndjson'],
      ...['--header', 'X-Token: topsecret', '--header', 'X-Other: a:b'],
    );

    expect(seen).toEqual(Array(5).fill(['PUT', 'topsecret', 'a:b', '[']));
    expect(output).toMatch(/Test messages are arrays whatever the data format/);
    expect(output).not.toContain('topsecret');
  });

  test('prints the run as JSON', async () => {
    await using receiver = await startTestReceiver();

    const { code, output } = await run('--url', receiver.url, '--json');

    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      passed: false,
      results: { length: 5 },
      remedies: [{ code: 'TLS_UNKNOWN_CA', notificationTypes: { length: 5 } }],
    });
  });

  test('stops at Ctrl-C', async () => {
    const interrupted = new AbortController();
    await using peer = await startHttps(identity.tls, (request) => {
      request.on('data', () => interrupted.abort());
    });

    const { code, output } = await runCommand(
      testCommand,
      ['--url', peer.url, '--ca', 'peer.crt'],
      { cwd: directory.path, signal: interrupted.signal },
    );

    expect(code).toBe(1);
    expect(output).toMatch(/1 of 1 test notifications failed.*ABORTED/);
  });

  test.each([
    [['--url', 'http://localhost:1'], /an https URL: Wallarm sends over HTTPS only/],
    [['--url', 'https://a', '--ca', 'none.crt'], /Cannot read the CA file none\.crt: there is no/],
    [['--url', 'https://a', '--ca', '.'], /Cannot read the CA file \.: it is a directory/],
    [['--url', 'https://a', '--ca', 'page.html'], /the CA file page\.html.*it is a web page/],
    [['--url', 'https://a', '--header', 'secret'], /Cannot use "\(not shown\)" for --header/],
    [['--url', 'https://a', '--header', 'Host: x'], /a header other than those that frame/],
    [['--url', 'https://a', '--request-timeout', '0'], /seconds above 0/],
    [['--url', 'https://a', '--request-timeout', '3000000'], /up to 2147483 \(24 days\)/],
    [['--url', 'https://a', '--method', 'GET'], /Allowed choices are POST, PUT/],
    [[], /--url/],
  ])('refuses %j', async (args, message) => {
    await directory.write('page.html', '<!doctype html>');
    await expect(run(...args)).rejects.toThrow(message);
  });

  test('takes headers from the environment, one per line, so that no argument shows them', async () => {
    const seen: unknown[] = [];
    await using peer = await startHttps(identity.tls, ({ headers }, response) => {
      seen.push([headers['x-a'], headers['x-b']]);
      response.end('ok');
    });
    process.env['WALLSTASH_HEADER'] = 'X-A: one\nX-B: two\n';
    try {
      await run('--url', peer.url, '--ca', 'peer.crt');
    } finally {
      delete process.env['WALLSTASH_HEADER'];
    }

    expect(seen[0]).toEqual(['one', 'two']);
  });
});
