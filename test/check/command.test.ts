import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { checkCommand } from '../../src/cli/check/check';
import { openCertificates } from '../../src/tls/certificate-store';
import { runCommand } from '../cli/run-command';
import { type TemporaryDirectory, temporaryDirectory } from '../helpers/certificates';
import { type RunningLogstash, startLogstash, type Pipeline } from '../helpers/logstash/logstash';
import { createIdentity, freePort } from '../helpers/peers';

describe('wallstash check', () => {
  let directory: TemporaryDirectory;
  let ca: string;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    const { caFile } = await openCertificates({
      directory: join(directory.path, 'certs'),
      hostNames: [],
      machineName: 'localhost',
    });
    ca = await readFile(caFile, 'utf8');
  });
  afterAll(() => directory[Symbol.asyncDispose]());

  const run = (args: readonly string[]) => runCommand(checkCommand, args, { cwd: directory.path });

  /** A stand-in that posts to the port on which the command will listen. */
  async function behind(
    pipeline: Pipeline,
    {
      credentials,
      trusted = ca,
    }: { credentials?: { user: string; password: string }; trusted?: string } = {},
  ): Promise<RunningLogstash & { readonly flags: readonly string[] }> {
    const port = await freePort();
    const logstash = await startLogstash({
      pipeline,
      to: { url: `https://localhost:${port}`, ca: trusted },
      ...(credentials !== undefined && { credentials }),
    });
    const file = `${createHash('sha256').update(logstash.ca).digest('hex')}.crt`;
    await directory.write(file, logstash.ca);
    const flags = ['--through', logstash.url, '--ca', file, '--listen', String(port)];
    return { ...logstash, flags };
  }

  test('shows a row for each scenario and what is skipped, and ends with 0', async () => {
    await using logstash = await behind('good');

    const { code, output, errors } = await run([
      ...logstash.flags,
      ...['--only', 'post,array,receiver-down,restart'],
    ]);

    expect(code).toBe(0);
    expect(output).toMatch(/^Check of https:\/\/localhost:\d+ in .* \(run [\da-f]{8}, seed 1\)\n/);
    expect(output).toMatch(/^✓ {2}array +5 +5 +· +· +· +· +· .* ms/m);
    expect(output).toMatch(/^- {2}restart +skipped: how to restart Logstash is not known/m);
    expect(output).toMatch(/\n3 passed, 0 failed, 1 skipped\.\n$/);
    expect(errors).toMatch(/^Receives on https:\/\/localhost:\d+; Logstash must post there/);
    expect(errors).toMatch(/receiver-down passed\nrestart skipped\n$/);
  });

  test('says of what failed what to do, and ends with 1', async () => {
    await using logstash = await behind('json-codec-ndjson');

    const { code, output } = await run([
      ...logstash.flags,
      '--only',
      'post,ndjson',
      '--timeout',
      '0.5',
    ]);

    expect(code).toBe(1);
    expect(output).toMatch(/^✗ {2}ndjson +5 +1 +4 /m);
    expect(output).toMatch(/^ {5}4 of 5 lost\.\n {5}Hazard: With the data format NDJSON/m);
    expect(output).toMatch(/^ {5}Remedy: Keep the body as text/m);
    expect(output).toMatch(/^ {5}Lost, for example: wallstash-check\.[\da-f]+\.ndjson\.2, /m);
    expect(output).toMatch(/\n1 passed, 1 failed\.\n$/);
  });

  test('finds broken bodies in the quarantine, restarts by a command, and bears credentials', async () => {
    await using logstash = await behind('good', {
      credentials: { user: 'wallarm', password: 'secret' },
    });

    const { code, output } = await run([
      ...[...logstash.flags, '--user', 'wallarm', '--password', 'secret', '--json'],
      ...['--only', 'malformed-is-kept,restart'],
      ...['--quarantine', logstash.quarantine.replace('quarantine.', '*.')],
      ...['--restart-command', 'echo restarted > restarted.txt'],
    ]);

    expect(JSON.parse(output)).toMatchObject({ passed: true, counts: { passed: 2 } });
    expect(code).toBe(0);
    const written = await readFile(join(directory.path, 'restarted.txt'), 'utf8');
    expect(written).toBe('restarted\n');
    expect(output).not.toContain('secret');
  });

  test('tells of a pipeline that does not trust the CA of its receiver', async () => {
    const { ca: another } = await createIdentity();
    await using logstash = await behind('good', { trusted: another });

    const { code, output } = await run([...logstash.flags, '--only', 'post', '--timeout', '0.5']);

    expect(code).toBe(1);
    expect(output).toMatch(/^ {5}1 of 1 lost\. The receiver behind did not accept \S+ deliver/m);
    expect(output).toMatch(/^ {5}Not accepted: The sender .*\bCA\b/m);
  });

  test('tells a restart command that fails', async () => {
    await using logstash = await behind('good');

    const { code, output } = await run([
      ...[...logstash.flags, '--only', 'restart', '--restart-command', 'exit 7'],
    ]);

    expect(code).toBe(1);
    expect(output).toMatch(/^ {5}The restart command ended with 7\./m);
  });

  test('writes a report', async () => {
    await using logstash = await behind('good');

    await run([...logstash.flags, '--only', 'post,restart', '--report', 'junit=check.xml']);

    const report = await readFile(join(directory.path, 'check.xml'), 'utf8');
    expect(report).toMatch(/tests="2".* skipped="1"/);
  });

  test.each([
    [['--only', 'nothing'], { code: 'WST_OPTION', message: /one of post, put, array/ }],
    [['--rate', '0'], { code: 'WST_OPTION', message: /bodies per second above 0/ }],
    [['--user', 'wallarm'], { code: 'WST_OPTION', message: /both --user and --password/ }],
    [[], { code: 'WST_CHECK_UNREACHABLE', message: /^Cannot check .*it refused the connection/ }],
  ])('refuses %j', async (args, { code, message }) => {
    const url = `https://localhost:${await freePort()}`;
    const running = run(['--through', url, '--listen', '0', ...args]);
    await expect(running).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });
});
