import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { integrationCommand } from '../../src/cli/integration/integration';
import { startConsole } from '../../src/console/start-console';
import { consoleDirectory, type RecordingPeer, startRecording } from '../console/setup';
import { collectOutput } from './output';

/** Runs one sub-command in this directory and returns what it printed. */
async function integration(cwd: string, ...args: string[]): Promise<string> {
  const { dependencies, text } = collectOutput();
  await integrationCommand({ ...dependencies, cwd }).parseAsync(args, { from: 'user' });
  return text();
}

/** A working directory with the CA file of this receiver, and the flags for it. */
async function workplace(peer: RecordingPeer) {
  const directory = await consoleDirectory();
  const cwd = dirname(directory.path);
  await writeFile(join(cwd, 'ca.pem'), peer.settings.ca ?? '');
  const flags = ['--name', 'SIEM', '--url', peer.url, '--ca', 'ca.pem'];
  return { cwd, flags, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() };
}

describe('wallstash integration', () => {
  test('makes, shows, changes and deletes one, and never prints a secret', async () => {
    await using peer = await startRecording();
    await using place = await workplace(peer);
    const { cwd, flags } = place;

    const made = await integration(
      cwd,
      ...['create', ...flags, '--header', 'X-Auth-Token: s3cr3t-1', '--request-timeout', '5'],
      ...['--events', 'hits,security-issues,vuln_low', '--risk', 'critical,high'],
    );
    expect(made).toMatch(/Name +SIEM\nState +enabled\n/);
    expect(made).toMatch(/Headers +X-Auth-Token: \*{8}\nCA +own, [0-9A-F:]+\n/);
    expect(made).toMatch(/Request timeout +5 s\n/);
    expect(made).toMatch(
      /Events +hits, vulnerabilities-low, security-issues-critical, security-issues-high\n/,
    );

    const changed = await integration(
      cwd,
      ...['update', 'SIEM', '--header', 'X-Other: s3cr3t-2', '--format', 'ndjson', '--insecure'],
      ...['--events', 'none', '--public-cas', '--json'],
    );
    expect(JSON.parse(changed)).toMatchObject({
      ...{ name: 'SIEM', format: 'ndjson', verifyTls: false, requestTimeout: 5_000, ca: null },
      headers: [{ name: 'X-Auth-Token' }, { name: 'X-Other' }],
      events: [],
    });
    expect(await integration(cwd, 'update', '1', '--remove-header', 'x-other', '--secure')).toMatch(
      /Headers +X-Auth-Token: \*+\nCA +the public CAs\nVerify TLS +yes\n/,
    );
    const list = await integration(cwd, 'list');
    expect(list).toMatch(/1 +SIEM +enabled +https:.*\(no events chosen: nothing is sent\)/);
    expect(await integration(cwd, 'delete', 'SIEM')).toBe('Deleted 1, SIEM.\n');
    expect(JSON.parse(await integration(cwd, 'list', '--json'))).toEqual([]);
    expect(made + changed + list).not.toContain('s3cr3t');
  });

  test('says which flags help when the URL is to go to another receiver', async () => {
    await using peer = await startRecording();
    await using place = await workplace(peer);
    const { cwd, flags } = place;
    await integration(cwd, 'create', ...flags, '--header', 'X-Auth-Token: s3cr3t-1');
    const away = ['update', 'SIEM', '--url', 'https://another.example/'];

    await expect(integration(cwd, ...away)).rejects.toThrow(
      "the header X-Auth-Token. Give each a value again together with the URL, or leave it out. Headers: --header 'Name: value' or --remove-header Name.",
    );
    await integration(cwd, ...away, '--remove-header', 'X-Auth-Token');
    expect(await integration(cwd, 'show', 'SIEM')).toMatch(/Headers +none/);
  });

  test('disables and enables, and waits until the news is delivered', async () => {
    await using peer = await startRecording();
    await using place = await workplace(peer);
    const { cwd, flags } = place;
    await integration(cwd, 'create', ...flags, '--events', 'system');
    await integration(cwd, 'create', ...flags, '--name', 'other', '--events', 'all');

    expect(await integration(cwd, 'disable', 'other')).toMatch(/State +disabled/);
    expect(peer.types).toEqual(['disable_integration']);
    expect(await integration(cwd, 'enable', 'other')).toMatch(/State +enabled/);
    expect(peer.types).toHaveLength(1);
  });

  test('tests one, with a row for each notification and exit code 1 when one failed', async () => {
    await using peer = await startRecording([200, 200, 200, 200, 200, 401]);
    await using place = await workplace(peer);
    const { cwd, flags } = place;
    await integration(cwd, 'create', ...flags);

    const text = await integration(cwd, 'test', 'SIEM');
    expect(text.match(/^✓ {2}\w+ +200/gm)).toHaveLength(5);
    expect(text).toContain('All 5 test notifications were accepted.');
    await expect(integration(cwd, 'test', 'SIEM', '--json')).rejects.toMatchObject({ exitCode: 1 });
  });

  test('says who runs the console when it cannot change it, and lists all the same', async () => {
    await using peer = await startRecording();
    await using place = await workplace(peer);
    const { cwd, flags } = place;
    await integration(cwd, 'create', ...flags);
    const directory = join(cwd, 'data', 'console');
    await using console = await startConsole({ directory, owner: 'wallstash serve' });
    expect(console.list()).toHaveLength(1);

    await expect(integration(cwd, 'delete', 'SIEM')).rejects.toThrow('wallstash serve runs it');
    expect(await integration(cwd, 'list')).toContain('SIEM');
    expect(await integration(cwd, 'show', 'SIEM')).toContain('SIEM');
  });

  test.each([
    [['create', '--name', 'x', '--url', 'http://x/'], /an https URL/],
    [['create', '--name', 'x', '--url', 'https://x/', '--events', 'hitz'], /"hitz" for --events/],
    [['create', '--name', 'x', '--url', 'https://x/', '--risk', 'high'], /--events vulnerab/],
    [['create', '--name', 'x', '--url', 'https://x/', '--risk', 'huge'], /"huge" for --risk/],
    [['show', 'nothing'], /Cannot find the integration "nothing": there are none; create one/],
  ])('refuses %j', async (args, message) => {
    await using directory = await consoleDirectory();
    await expect(integration(dirname(directory.path), ...args)).rejects.toThrow(message);
  });
});
