import { Readable } from 'node:stream';

import { sendCommand } from '../../src/cli/send/send';
import { build } from '../../src/notification/build';
import { type TemporaryDirectory, temporaryDirectory } from '../helpers/certificates';
import { createIdentity, type Identity, type Peer, startHttps } from '../helpers/peers';
import { startTestReceiver } from '../helpers/receiver';
import { masked, runCommand } from './run-command';

describe('wallstash send', () => {
  let directory: TemporaryDirectory;
  let identity: Identity;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    identity = await createIdentity();
    await directory.write('peer.crt', identity.ca);
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  const run = (args: readonly string[], given: Parameters<typeof runCommand>[2] = {}) =>
    runCommand(sendCommand, args, { cwd: directory.path, ...given });

  /** Keeps what it receives, and answers these statuses in turn, then 200. */
  async function recording(statuses: readonly number[] = []): Promise<Peer & { bodies: string[] }> {
    const bodies: string[] = [];
    const peer = await startHttps(identity.tls, (request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        bodies.push(text);
        response.writeHead(statuses[bodies.length - 1] ?? 200).end('ok');
      });
    });
    return { ...peer, bodies };
  }
  const to = (peer: Pick<Peer, 'url'>): string[] => ['--url', peer.url, '--ca', 'peer.crt'];

  test('says what came of it', async () => {
    await using receiver = await startTestReceiver();
    await directory.write('ca.crt', receiver.ca);

    const { code, output, errors } = await run([
      ...['new_hits', 'vuln', '--count', '2', '--url', receiver.url, '--ca', 'ca.crt'],
    ]);

    expect(code).toBe(0);
    expect(errors).toBe('');
    expect(masked(output)).toBe(`Sent 4 of 4 bodies to https://localhost:PORT in TIME.

  delivered   4
  failed      0
  speed       N requests/s
  latency     p50 TIME, p90 TIME, p99 TIME, longest TIME
`);
    const { entries } = await receiver.journal.query({});
    expect(entries.every(({ verdict }) => verdict === 'accepted')).toBe(true);
  });

  test('takes types in turn, with seed, overrides and batch', async () => {
    await using peer = await recording();

    await run([
      ...['new_hits', 'vuln', '--count', '2', '--batch', '3', '--seed', 'spring'],
      ...['--set', 'details.client_name=Acme', ...to(peer)],
    ]);

    const overrides = { details: { client_name: 'Acme' } };
    const built = [0, 1].flatMap((index) =>
      (['new_hits', 'vuln'] as const).map((type) =>
        build(type, { seed: 'spring', index, overrides }),
      ),
    );
    expect(peer.bodies.map((body) => JSON.parse(body) as unknown)).toEqual([
      built.slice(0, 3),
      built.slice(3),
    ]);
  });

  test('sends NDJSON when told to', async () => {
    await using peer = await recording();

    await run(['vuln', '--count', '2', '--batch', '2', '--format', 'ndjson', ...to(peer)]);

    expect(peer.bodies).toEqual([
      `${JSON.stringify(build('vuln'))}\n${JSON.stringify(build('vuln', { index: 1 }))}\n`,
    ]);
  });

  test('sends a file or standard input as it is, any number of times', async () => {
    await using peer = await recording();
    await directory.write('odd.ndjson', ' {"not": minified}\r\n');

    await run(['--file', 'odd.ndjson', '--count', '2', ...to(peer)]);
    await run(['--file', '-', ...to(peer)], { stdin: Readable.from([Buffer.from('[ ]')]) });

    expect(peer.bodies).toEqual([' {"not": minified}\r\n', ' {"not": minified}\r\n', '[ ]']);
  });

  test('counts failures by code, each with its sentence, and ends with 1', async () => {
    await using peer = await recording([429, 401, 429]);

    const { code, output } = await run(['new_hits', '--count', '4', ...to(peer)]);

    expect(code).toBe(1);
    expect(output).toMatch(/delivered {3}1\n {2}failed {6}3\n/);
    expect(output).toMatch(/2 × STATUS_429\n {6}127.0.0.1:\d+ answered 429: it is overloaded/);
    expect(output.indexOf('STATUS_429')).toBeLessThan(output.indexOf('1 × STATUS_401'));
  });

  test("retries in Wallarm's cycles when told to", async () => {
    await using peer = await recording([503, 503]);

    const { code, output } = await run(['vuln', '--retry', '--time-scale', '0', ...to(peer)]);

    expect(code).toBe(0);
    expect(peer.bodies).toHaveLength(3);
    expect(output).toMatch(/attempts {4}3, retries among them/);
  });

  test('leaves a correct summary at Ctrl-C, and ends with 1', async () => {
    const interrupted = new AbortController();
    let requests = 0;
    await using peer = await startHttps(identity.tls, (request, response) => {
      requests += 1;
      request.resume();
      if (requests === 3) interrupted.abort();
      else response.end('ok');
    });

    const { code, output } = await run(['vuln', '--count', '1000000', ...to(peer)], {
      signal: interrupted.signal,
    });

    expect(code).toBe(1);
    expect(masked(output)).toMatch(
      /^Sent 3 of 1000000 bodies to .* in TIME, then stopped\.\n\n {2}delivered {3}2\n {2}failed {6}0\n {2}cut short {3}1 /,
    );
  });

  test('draws its progress on a terminal, and wipes it', async () => {
    const errors: string[] = [];
    let release = (): void => undefined;
    // Answers only once progress was drawn.
    await using peer = await startHttps(identity.tls, (request, response) => {
      request.resume();
      release = () => {
        if (!response.writableEnded) response.end('ok');
      };
    });
    const err = (text: string): void => {
      errors.push(text);
      release();
    };

    const { code } = await run(['vuln', ...to(peer)], { err, interactive: true });

    expect(code).toBe(0);
    expect(errors[0]).toBe('\r\u001b[K0 of 1 delivered');
    expect(errors.at(-1)).toBe('\r\u001b[K');
  });

  test('prints the summary as JSON', async () => {
    await using peer = await recording([500]);

    const { code, output } = await run([
      ...['vuln', '--count', '3', '--concurrency', '2', '--keep-alive', '--rate', '1000', '--json'],
      ...to(peer),
    ]);

    expect(code).toBe(1);
    expect(JSON.parse(output)).toMatchObject({
      ...{ wanted: 3, sent: 3, delivered: 2, failed: 1, verifyTls: true },
      byFailure: { STATUS_500: { count: 1 } },
    });
  });

  test('says that verification is off', async () => {
    await using peer = await recording();

    const { output, errors } = await run(['vuln', '--url', peer.url, '--insecure']);

    expect(errors).toMatch(/The certificate of .* is not verified \(--insecure\)\./);
    expect(output).toMatch(/^Sent 1 of 1 body to .* \(certificate not verified\) in/);
  });

  test.each([
    [[], /Cannot use nothing for types: expected notification types, or --file/],
    [['vuln', '--file', 'x'], /a file or notification types, not both/],
    [['--file', 'none.json'], /Cannot read none\.json: there is no such file/],
    [['no_such_type'], /"no_such_type" as a notification type/],
    [['hit.json'], /a file is --file hit\.json/],
    [['vuln', '--count', '0'], /Cannot use "0" for --count/],
    [['vuln', '--rate', '-1'], /bodies per second above 0/],
    [['vuln', '--concurrency', '20000'], /a whole number from 1 to 10000/],
    [['vuln', '--retry', '--time-scale', 'x'], /a number from 0 to 100/],
  ])('refuses %j', async (args, message) => {
    await expect(run([...args, '--url', 'https://localhost:1'])).rejects.toThrow(message);
  });
});
