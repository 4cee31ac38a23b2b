/** What `serve` tells of how it runs: where each value comes from, and never a secret. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ServeFacts } from '../../src/api/schemas/settings';
import { describeCertificate } from '../../src/tls/describe-certificate';
import { temporaryDirectory } from '../helpers/certificates';
import { startServe } from '../helpers/serve-process';
import { call, startTestApi } from './setup';

const SECRETS = {
  password: 'the password of the test',
  header: 'the header of the test',
  token: 'the console token of the test',
  wallarm: 'the-wallarm-token-of-the-test-which-is-long-enough-0123456789',
};

interface Told extends ServeFacts {
  readonly journal: { readonly entries: number };
}

/** Starts `serve` with every secret that it takes, and asks it how it runs. */
async function toldBy(cwd: string, args: readonly string[] = []) {
  await using serve = await startServe(
    cwd,
    [
      ...['--user', 'wallarm', '--password', SECRETS.password, '--console-token', SECRETS.token],
      ...['--require-header', `X-Token: ${SECRETS.header}`, '--wallarm-token', SECRETS.wallarm],
      ...args,
    ],
    { WALLSTASH_KEEP: '5000' },
  );
  const url = String(serve.lines.find(({ event }) => event === 'listening')?.['api']);
  const ask = (headers: Record<string, string>) => fetch(`${url}/api/settings`, { headers });
  const without = await ask({});
  const reply = await ask({ authorization: `Bearer ${SECRETS.token}` });
  const text = await reply.text();
  return { without, text, told: JSON.parse(text) as Told };
}

describe('the settings of a serve', () => {
  test('say what each flag is and where it comes from, and no secret', async () => {
    await using directory = await temporaryDirectory();
    const { without, text, told } = await toldBy(directory.path, [
      ...['--on-violation', 'accept', '--fault', 'delay=5'],
    ]);
    const flag = (name: string) => told.flags.find((one) => one.flag === name);

    expect(without.status).toBe(401);
    expect(flag('--on-violation')).toMatchObject({ value: 'accept', from: 'flag' });
    expect(flag('--keep')).toMatchObject({ value: '5000', from: 'environment' });
    expect(flag('--keep-bytes')).toMatchObject({ value: '1gb', from: 'default' });
    expect(flag('--no-wallarm-api')).toMatchObject({ value: 'on', from: 'flag' });
    expect(flag('--fault')).toMatchObject({ value: 'delay=5', from: 'flag' });
    expect(flag('--user')).toMatchObject({ value: 'wallarm', hidden: false });
    expect(flag('--client-ca')).toMatchObject({ value: null, hidden: false });
    expect(flag('--password')).toMatchObject({ value: null, hidden: true, from: 'flag' });
    expect(flag('--console-token')).toMatchObject({ value: null, hidden: true });
    expect(flag('--wallarm-token')).toMatchObject({ value: null, hidden: true });
    expect(flag('--require-header')?.value).toBe('X-Token: (not shown)');
    expect(Object.values(SECRETS).filter((secret) => text.includes(secret))).toEqual([]);
  });

  test('say what is kept and where, and whose certificates these are', async () => {
    await using directory = await temporaryDirectory();
    const { told } = await toldBy(directory.path);
    const { retention, disk, certificates, addresses, check, journal } = told;
    const caFile = join(directory.path, 'certs', 'ca.crt');
    const { fingerprint, names } = describeCertificate(await readFile(caFile, 'utf8'));

    expect(retention).toEqual({ durable: true, keep: 5_000, keepBytes: 1_073_741_824 });
    expect(journal).toMatchObject({ entries: 0, dropped: 0 });
    expect(disk).toMatchObject({ directory: join(directory.path, 'data') });
    expect(disk?.free).toBeGreaterThan(0);
    expect(certificates).toMatchObject([
      { role: 'ca', fingerprint, names, file: caFile },
      { role: 'server', names: expect.arrayContaining(['localhost', '127.0.0.1']) as unknown },
    ]);
    expect(addresses.receiver).toMatchObject({
      ...{ url: expect.stringMatching(/^https:\/\/localhost:\d+$/) as string, host: '127.0.0.1' },
    });
    expect(addresses.wallarmApi).toBeNull();
    expect(check).toEqual({ command: null, token: true, caFile });
  });

  test('are not there where no serve runs', async () => {
    await using running = await startTestApi({}, { settings: undefined });

    expect((await call(running.api, '/api/settings')).status).toBe(503);
  });

  test('come with the CA as a file to save', async () => {
    await using running = await startTestApi();

    const { status, headers, text } = await call(running.api, '/api/ca.crt');

    expect(status).toBe(200);
    expect(text).toBe('the PEM of its CA');
    expect(headers['content-disposition']).toBe('attachment; filename="wallstash-ca.crt"');
  });
});
