import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { certsCommand } from '../../src/cli/certs/certs';
import { hasIssued } from '../../src/tls/authority';
import { describeCertificate } from '../../src/tls/describe-certificate';
import { runTool, temporaryDirectory, testWith } from '../helpers/certificates';
import { collectOutput } from './output';
import { runCommand } from './run-command';

async function certs(cwd: string, ...args: string[]) {
  const { output: out, errors: err } = await runCommand(certsCommand, args, { cwd });
  return { out, err, json: () => JSON.parse(out) as Record<string, unknown> };
}

const fingerprintOf = async (path: string) =>
  describeCertificate(await readFile(path, 'utf8')).fingerprint;

describe('wallstash certs', () => {
  test('makes the certificates and prints paths, names, end and fingerprints, never a key', async () => {
    await using temporary = await temporaryDirectory();
    const directory = join(temporary.path, 'certs');

    const { out, err } = await certs(temporary.path, '--host-name', 'a.test');

    expect((await readdir(directory)).sort()).toEqual([
      '.gitignore',
      'ca.crt',
      'ca.key',
      'server.crt',
      'server.key',
    ]);
    expect(out).toContain(`CA           ${join(directory, 'ca.crt')} (made now)\n`);
    expect(out).toContain(`  key        ${join(directory, 'server.key')}\n`);
    expect(out).toMatch(/ {2}names {6}localhost, 127\.0\.0\.1, ::1, .*a\.test\n/);
    expect(out).toContain('396 days left');
    expect(out).toContain(await fingerprintOf(join(directory, 'ca.crt')));
    expect(out).toContain(await fingerprintOf(join(directory, 'server.crt')));
    expect(out).not.toContain('PRIVATE');
    expect(err).toBe('');
  });

  test('prints the same as one JSON document', async () => {
    await using temporary = await temporaryDirectory();
    await certs(temporary.path, '--certs-directory', 'x', '--host-name', 'a.test', 'b.test');

    const { json } = await certs(temporary.path, '--certs-directory', 'x', '--json');

    const directory = join(temporary.path, 'x');
    expect(json()).toMatchObject({
      ca: { file: join(directory, 'ca.crt'), keyType: 'EC P-256' },
      server: {
        certFile: join(directory, 'server.crt'),
        keyFile: join(directory, 'server.key'),
        names: expect.arrayContaining(['localhost', 'a.test', 'b.test']) as string[],
        fingerprint: await fingerprintOf(join(directory, 'server.crt')),
      },
      created: [],
      warnings: [],
    });
  });

  test('says why it renewed', async () => {
    await using temporary = await temporaryDirectory();
    await certs(temporary.path);

    const { out, err } = await certs(temporary.path, '--host-name', 'new.test');

    expect(out).toContain('server.crt (renewed: a name was missing)');
    expect(err).toContain('warning: Restart what serves the old certificate ("wallstash serve"');
  });

  test('refuses a host name with a port', async () => {
    await using temporary = await temporaryDirectory();

    await expect(certs(temporary.path, '--host-name', 'a.test:5044')).rejects.toMatchObject({
      code: 'WST_OPTION',
    });
  });
});

describe('wallstash certs server', () => {
  test('issues a certificate for other names', async () => {
    await using temporary = await temporaryDirectory();

    const { out } = await certs(
      temporary.path,
      'server',
      'logstash',
      '10.0.0.1',
      '--out',
      'for-logstash',
    );

    const certFile = join(temporary.path, 'for-logstash', 'logstash.crt');
    const keyFile = join(temporary.path, 'for-logstash', 'logstash.key');
    const cert = await readFile(certFile, 'utf8');
    const ca = await readFile(join(temporary.path, 'certs', 'ca.crt'), 'utf8');
    expect(describeCertificate(cert).names).toEqual(['logstash', '10.0.0.1']);
    expect(hasIssued(ca, cert)).toBe(true);
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(out).toContain(`Certificate  ${certFile}\n  key        ${keyFile}\n`);
    expect(out).toContain(`openssl pkcs12 -export -in ${certFile} -inkey ${keyFile}`);
    expect(out).not.toContain('PRIVATE');
  });

  test('overwrites only with --force', async () => {
    await using temporary = await temporaryDirectory();
    const { json } = await certs(temporary.path, 'server', 'a.test', '--json');
    const certFile = String(json()['certFile']);
    const before = await readFile(certFile, 'utf8');

    await expect(certs(temporary.path, 'server', 'a.test')).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: expect.stringContaining('Pass --force') as string,
    });
    expect(await readFile(certFile, 'utf8')).toBe(before);

    await certs(temporary.path, 'server', 'a.test', '--force', '--key-type', 'rsa');
    expect(describeCertificate(await readFile(certFile, 'utf8')).key).toBe('RSA 2048');
  });

  test('never overwrites a CA, not even with --force', async () => {
    await using temporary = await temporaryDirectory();
    await certs(temporary.path);
    const caFile = join(temporary.path, 'certs', 'ca.crt');
    const before = await readFile(caFile, 'utf8');

    await expect(certs(temporary.path, 'server', 'ca', '--force')).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: expect.stringContaining('a CA is never overwritten') as string,
    });
    expect(await readFile(caFile, 'utf8')).toBe(before);
  });

  test('names the files of a wildcard in words', async () => {
    await using temporary = await temporaryDirectory();

    await certs(temporary.path, 'server', '*.example.com', '--out', '.');

    expect(await readdir(temporary.path)).toContain('wildcard.example.com.crt');
  });

  testWith('openssl')('prints a PKCS#12 line that works, for odd paths too', async () => {
    await using temporary = await temporaryDirectory();
    const odd = join(temporary.path, "it's here");
    await mkdir(odd);

    const { out } = await certs(odd, 'server', 'a.test');

    const line = /openssl pkcs12 .*/.exec(out)?.[0] ?? '';
    await runTool('sh', ['-c', `${line} -passout pass:x`]);
    expect(await readdir(join(odd, 'certs'))).toContain('a.test.p12');
  });
});

describe('wallstash certs client', () => {
  test('issues a client certificate with the name as its common name', async () => {
    await using temporary = await temporaryDirectory();

    const { json } = await certs(temporary.path, 'client', 'Sender 1', '--out', 'c', '--json');

    expect(json()).toMatchObject({
      certFile: join(temporary.path, 'c', 'Sender-1.crt'),
      keyFile: join(temporary.path, 'c', 'Sender-1.key'),
      caFile: join(temporary.path, 'certs', 'ca.crt'),
      subject: 'CN=Sender 1',
      names: [],
    });
  });

  test('refuses a name that would leave the directory', async () => {
    await using temporary = await temporaryDirectory();

    await expect(certs(temporary.path, 'client', '../evil')).rejects.toMatchObject({
      code: 'WST_OPTION',
    });
    expect(await readdir(temporary.path)).toEqual(['certs']);
  });

  test('shows the shared flags in its help', () => {
    const { dependencies } = collectOutput();
    const help = certsCommand(dependencies).commands.map((one) => one.helpInformation());

    for (const text of help) expect(text).toContain('--certs-directory <directory>');
  });
});
