import { createPrivateKey } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { createAuthority, issueCertificate } from '../../src/tls/authority';
import { openCertificates } from '../../src/tls/certificate-store';
import {
  runTool,
  temporaryDirectory,
  testWithTmpfs,
  type TemporaryDirectory,
} from '../helpers/certificates';

const STORE_FILES = ['ca.crt', 'ca.key', 'server.crt', 'server.key'] as const;

async function contents(directory: string): Promise<readonly string[]> {
  return Promise.all(STORE_FILES.map((name) => readFile(join(directory, name), 'utf8')));
}

async function filled(temporary: TemporaryDirectory): Promise<string> {
  await openCertificates({ directory: temporary.path });
  return temporary.path;
}

describe('the store refuses, and overwrites nothing:', () => {
  test.each([
    ['server.key', 'server.crt'],
    ['ca.key', 'ca.crt'],
  ])('a %s that does not belong to %s', async (keyName, certName) => {
    await using temporary = await temporaryDirectory();
    const directory = await filled(temporary);
    const { key } = await createAuthority();
    await temporary.write(keyName, key);
    const before = await contents(directory);

    await expect(openCertificates({ directory })).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: `Cannot use ${join(directory, certName)} with ${join(directory, keyName)}: the key does not belong to the certificate. Put the right key there, or move both files away to have new ones made.`,
    });
    expect(await contents(directory)).toEqual(before);
  });

  test.each(STORE_FILES)('a %s that cannot be read', async (name) => {
    await using temporary = await temporaryDirectory();
    const directory = await filled(temporary);
    const path = await temporary.write(name, 'rubbish');
    const before = await contents(directory);

    await expect(openCertificates({ directory })).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: expect.stringContaining(`Cannot use ${path}`) as string,
    });
    expect(await contents(directory)).toEqual(before);
  });

  test('an encrypted key', async () => {
    await using temporary = await temporaryDirectory();
    const directory = await filled(temporary);
    const key = createPrivateKey(await readFile(join(directory, 'server.key'), 'utf8'));
    const cipher = { cipher: 'aes-256-cbc', passphrase: 'secret' };
    const encrypted = key.export({ type: 'pkcs8', format: 'pem', ...cipher });
    await temporary.write('server.key', encrypted.toString());

    await expect(openCertificates({ directory })).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: expect.stringContaining('it is encrypted') as string,
    });
  });

  test('a CA without its key when a certificate must be issued', async () => {
    await using temporary = await temporaryDirectory();
    const directory = await filled(temporary);
    await rm(join(directory, 'ca.key'));

    const opening = openCertificates({ directory, hostNames: ['new.test'] });

    await expect(opening).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: expect.stringContaining('(the one there lacks a name that was asked for)') as string,
    });
  });

  test('a CA that has expired', async () => {
    await using temporary = await temporaryDirectory();
    const directory = await filled(temporary);

    const opening = openCertificates({ directory, now: new Date('2050-01-01') });

    await expect(opening).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: expect.stringContaining('Move ca.crt and ca.key away') as string,
    });
  });

  test('a CA that is not valid yet', async () => {
    await using temporary = await temporaryDirectory();
    const directory = await filled(temporary);

    const opening = openCertificates({ directory, now: new Date('2001-01-01') });

    await expect(opening).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: expect.stringContaining("Check this machine's clock") as string,
    });
  });

  test('a certificate that is no CA in the place of one', async () => {
    await using temporary = await temporaryDirectory();
    const authority = await createAuthority();
    const leaf = await issueCertificate(authority, { names: ['a.test'], purpose: 'server' });
    await temporary.write('ca.crt', leaf.cert);
    await temporary.write('ca.key', leaf.key);

    await expect(openCertificates({ directory: temporary.path })).rejects.toMatchObject({
      code: 'WST_CERTIFICATE',
      message: expect.stringContaining('its certificate may not sign others') as string,
    });
  });

  test('a file in the place of the directory', async () => {
    await using temporary = await temporaryDirectory();
    const file = await temporary.write('certs', '');

    for (const directory of [file, join(file, 'below')]) {
      await expect(openCertificates({ directory })).rejects.toMatchObject({
        code: 'WST_FILE',
        path: directory,
        message: expect.stringContaining('a file stands where a directory is needed') as string,
      });
    }
  });

  test.each(STORE_FILES)('a directory in the place of %s', async (name) => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    await mkdir(join(directory, name));

    await expect(openCertificates({ directory })).rejects.toMatchObject({
      code: 'WST_FILE',
      reason: 'EISDIR',
    });
  });
});

const testWithMount = testWithTmpfs();

async function mounted(
  directory: string,
  options: string,
  run: () => Promise<void>,
): Promise<void> {
  await runTool('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory]);
  try {
    await run();
  } finally {
    await runTool('umount', [directory]);
  }
}

describe('a file system', () => {
  testWithMount('that is read-only is named as such', async () => {
    await using temporary = await temporaryDirectory();
    await mounted(temporary.path, 'ro', async () => {
      await expect(openCertificates({ directory: temporary.path })).rejects.toMatchObject({
        code: 'WST_FILE',
        reason: 'EROFS',
        message: expect.stringContaining('the file system is read-only') as string,
      });
    });
  });

  testWithMount('that is full is named as such, and no half file stays', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    await mounted(directory, 'size=4k', async () => {
      await temporary.write('filler', 'x'.repeat(4096));

      await expect(openCertificates({ directory })).rejects.toMatchObject({
        code: 'WST_FILE',
        reason: 'ENOSPC',
      });

      expect(await readdir(directory)).toEqual(['filler']);
      await rm(join(directory, 'filler'));
    });
  });
});
