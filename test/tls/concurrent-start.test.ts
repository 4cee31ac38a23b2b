import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { openCertificates } from '../../src/tls/certificate-store';
import { callInProcess, exchange, temporaryDirectory, tlsServer } from '../helpers/certificates';

const STORE = 'src/tls/certificate-store.ts';

type Pair = Awaited<ReturnType<typeof openCertificates>>;

async function expectOneAuthority(stored: readonly Pair[], directory: string): Promise<void> {
  const last = await openCertificates({ directory });
  expect(last.created).toEqual([]);
  for (const { ca, cert, key } of stored) {
    expect(ca).toBe(last.ca);
    expect(key).toBe(last.key);
    await using server = await tlsServer({ cert, key });
    expect(await exchange(server.port, { ca: last.ca })).toContain('200 OK');
  }
}

describe('starts at the same time', () => {
  test.each([1, 2, 3])('in one process agree on one CA and one pair, round %i', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;

    const stored = await Promise.all(
      Array.from({ length: 10 }, () => openCertificates({ directory })),
    );

    await expectOneAuthority(stored, directory);
    const changes = stored.flatMap(({ created }) => created);
    expect(changes.map(({ file }) => file).sort()).toEqual(['ca', 'server']);
    expect(await readdir(directory)).toHaveLength(5);
  });

  test('in several processes agree on one CA and one pair', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;

    const stored = await Promise.all(
      Array.from({ length: 4 }, () => callInProcess(STORE, 'openCertificates', { directory })),
    );

    await expectOneAuthority(stored as Pair[], directory);
  });

  test('with different names end in a certificate that bears them all', async () => {
    await using temporary = await temporaryDirectory();
    const directory = temporary.path;
    const hostNames = Array.from({ length: 8 }, (_, index) => `host-${index}.test`);

    await Promise.all(hostNames.map((name) => openCertificates({ directory, hostNames: [name] })));

    await openCertificates({ directory, hostNames });
    expect((await openCertificates({ directory, hostNames })).created).toEqual([]);
  });
});

describe('a start that is killed', () => {
  test.each([1, 2, 3, 5, 7, 9])(
    'at change %i of the directory leaves what the next start can use',
    async (change) => {
      await using temporary = await temporaryDirectory();
      const directory = join(temporary.path, 'certs');
      await mkdir(directory);
      const changes = watch(directory);
      const helper = join(__dirname, '../helpers/run-typescript.mjs');
      const argument = JSON.stringify({ directory });
      const child = spawn(process.execPath, [helper, STORE, 'openCertificates', argument]);
      let seen = 0;
      changes.on('change', () => {
        seen += 1;
        if (seen === change) child.kill('SIGKILL');
      });
      await once(child, 'exit');
      changes.close();

      const { ca, cert, key } = await openCertificates({ directory });

      await using server = await tlsServer({ cert, key });
      expect(await exchange(server.port, { ca })).toContain('200 OK');
    },
  );
});
