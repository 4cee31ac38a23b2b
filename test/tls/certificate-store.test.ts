import { chmod, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { hasIssued } from '../../src/tls/authority';
import { openCertificates } from '../../src/tls/certificate-store';
import { describeCertificate } from '../../src/tls/describe-certificate';
import { exchange, temporaryDirectory, tlsServer } from '../helpers/certificates';

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('the first start', () => {
  test('makes a CA and a server certificate that its clients trust', async () => {
    await using temporary = await temporaryDirectory();
    const directory = join(temporary.path, 'made', 'here');

    const stored = await openCertificates({ directory });

    expect((await readdir(directory)).sort()).toEqual([
      '.gitignore',
      'ca.crt',
      'ca.key',
      'server.crt',
      'server.key',
    ]);
    await using server = await tlsServer({ cert: stored.cert, key: stored.key });
    expect(await exchange(server.port, { ca: stored.ca })).toContain('200 OK');
  });

  test('says what it made', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;

    const stored = await openCertificates({ directory });

    const { caFile, certFile, keyFile } = stored;
    expect([caFile, certFile, keyFile]).toEqual(
      ['ca.crt', 'server.crt', 'server.key'].map((name) => join(directory, name)),
    );
    expect(stored.created).toEqual([
      { file: 'ca', path: caFile, reason: 'missing' },
      { file: 'server', path: certFile, reason: 'missing' },
    ]);
    expect(stored.warnings).toEqual([]);
  });

  test('gives keys to their owner alone, and so the directory that it makes', async () => {
    await using temporary = await temporaryDirectory();
    const directory = join(temporary.path, 'certs');

    await openCertificates({ directory });

    expect(await modeOf(directory)).toBe(0o700);
    for (const name of ['ca.key', 'server.key']) {
      expect(await modeOf(join(directory, name))).toBe(0o600);
    }
    for (const name of ['ca.crt', 'server.crt']) {
      expect(await modeOf(join(directory, name))).toBe(0o644);
    }
  });

  test('leaves the mode of a directory that was there', async () => {
    await using temporary = await temporaryDirectory();
    const directory = join(temporary.path, 'certs');
    await mkdir(directory);
    await chmod(directory, 0o755);

    await openCertificates({ directory });

    expect(await modeOf(directory)).toBe(0o755);
  });

  test('puts loopback, the machine and each host name into the server certificate', async () => {
    await using temporary = await temporaryDirectory();

    const { cert } = await openCertificates({
      directory: temporary.path,
      machineName: 'My-Laptop.local',
      hostNames: ['logstash.example', '10.1.2.3', '*.example.com', 'LOCALHOST'],
    });

    expect(describeCertificate(cert).names).toEqual([
      'localhost',
      '127.0.0.1',
      '::1',
      'my-laptop.local',
      'logstash.example',
      '10.1.2.3',
      '*.example.com',
    ]);
  });

  test('does without a machine name that no certificate can bear', async () => {
    await using temporary = await temporaryDirectory();
    const options = { directory: temporary.path, machineName: 'my laptop' };

    const { cert } = await openCertificates(options);

    expect(describeCertificate(cert).names).toEqual(['localhost', '127.0.0.1', '::1']);
  });

  test('makes RSA keys when asked', async () => {
    await using temporary = await temporaryDirectory();

    const stored = await openCertificates({ directory: temporary.path, keyType: 'rsa' });

    expect(describeCertificate(stored.ca).key).toBe('RSA 2048');
    expect(describeCertificate(stored.cert).key).toBe('RSA 2048');
  });

  test('refuses a host name that no certificate can bear, and makes nothing', async () => {
    await using temporary = await temporaryDirectory();
    const opening = openCertificates({ directory: temporary.path, hostNames: ['https://a.test'] });

    await expect(opening).rejects.toMatchObject({ code: 'WST_OPTION', option: '--host-name' });
    expect(await readdir(temporary.path)).toEqual([]);
  });
});

describe('a later start', () => {
  test('uses what is there and writes nothing', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const options = { directory, hostNames: ['a.test'] };
    const first = await openCertificates(options);
    const before = await stat(first.certFile);

    const second = await openCertificates({ directory });

    expect(second).toEqual({ ...first, created: [] });
    expect((await stat(first.certFile)).ino).toBe(before.ino);
  });

  test.each(['ca.crt', 'server.crt', 'server.key'])('makes a lost %s again', async (name) => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const first = await openCertificates({ directory });
    await rm(join(directory, name));

    const second = await openCertificates({ directory });

    expect(second.created.map(({ reason }) => reason)).toEqual(['missing']);
    expect(second.authority?.key).toBe(first.authority?.key);
    expect(hasIssued(first.ca, second.cert)).toBe(true);
    await using server = await tlsServer({ cert: second.cert, key: second.key });
    expect(await exchange(server.port, { ca: first.ca })).toContain('200 OK');
  });

  test('goes on without the key of the CA while the server certificate will do', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const first = await openCertificates({ directory });
    await rm(join(directory, 'ca.key'));

    const second = await openCertificates({ directory });

    expect(second.cert).toBe(first.cert);
    expect(second.authority).toBeUndefined();
  });

  test('warns of keys that others can read', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const { keyFile } = await openCertificates({ directory });
    await chmod(keyFile, 0o644);
    await chmod(join(directory, 'ca.key'), 0o640);

    const { warnings } = await openCertificates({ directory });

    expect(warnings).toEqual([
      `Others can read the private key ${join(directory, 'ca.key')}; run: chmod 600 ${join(directory, 'ca.key')}`,
      `Others can read the private key ${keyFile}; run: chmod 600 ${keyFile}`,
    ]);
  });

  test('warns of a CA that expires soon, and still renews the server certificate once only', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const { ca } = await openCertificates({ directory });
    const now = new Date(describeCertificate(ca).validTo.getTime() - 5 * 86_400_000);

    const renewed = await openCertificates({ directory, now });
    const again = await openCertificates({ directory, now });

    expect(renewed.created.map(({ reason }) => reason)).toEqual(['expired']);
    expect(again.created).toEqual([]);
    expect(again.warnings[0]).toContain('expires in 5 days');
  });

  test('never touches other files in the directory', async () => {
    await using temporary = await temporaryDirectory();
    const mine = await temporary.write('.gitignore', '*\n');

    await openCertificates({ directory: temporary.path });

    expect(await readFile(mine, 'utf8')).toBe('*\n');
  });
});
