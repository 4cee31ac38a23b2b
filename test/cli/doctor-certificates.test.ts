import { doctorCommand } from '../../src/cli/doctor/doctor';
import { temporaryDirectory } from '../helpers/certificates';
import { make, type Made, type Recipe } from '../helpers/made-certificates';
import { startAnswering } from '../helpers/peers';
import { runCommand } from './run-command';

interface Report {
  readonly checks: readonly { id: string; outcome: string; code?: string; message: string }[];
}

const NAMES = ['DNS:localhost', 'IP:127.0.0.1'];

/** What doctor says of the certificate. */
async function certificateCheck(server: Made, ca: string, more = '') {
  await using directory = await temporaryDirectory();
  await directory.write('ca.crt', ca);
  await using peer = await startAnswering({ cert: server.cert + more, key: server.key }, 200);
  const args = [`https://localhost:${peer.port}`, '--ca', 'ca.crt', '--json'];
  const { output } = await runCommand(doctorCommand, args, { cwd: directory.path });
  return (JSON.parse(output) as Report).checks.find(({ id }) => id === 'certificate');
}

describe('doctor, at a certificate that this Node takes, warns', () => {
  test.each<readonly [string, Recipe, Recipe, RegExp]>([
    [
      'of one that bears its name as a common name alone',
      { cn: 'localhost', ca: false, names: [] },
      {},
      /It bears no alternative name, only the common name localhost: Go, Rust, Deno, browsers and Python's requests refuse it\./,
    ],
    [
      'of key usage without digitalSignature',
      { names: NAMES, keyUsage: ['keyEncipherment', 'dataEncipherment'] },
      {},
      /lacks digitalSignature: Java, GnuTLS, Bun and mbedTLS refuse it/,
    ],
    [
      'of CA:TRUE',
      { names: NAMES, ca: true, keyUsage: undefined },
      {},
      /CA:TRUE.*: Rust and Deno refuse/,
    ],
    [
      'of missing key identifiers',
      { names: NAMES, identifiers: false },
      {},
      /Python 3\.13 and later refuse it: it has no authority key identifier/,
    ],
    [
      'of a CA without key usage',
      { names: NAMES },
      { keyUsage: undefined },
      /Python 3\.13 and later refuse it: "CN=Root" has no key usage/,
    ],
    [
      'of a CA that ends first',
      { names: NAMES, to: 300 },
      { to: 200 },
      /It is of use until .* only: the CA "CN=Root"/,
    ],
  ])('%s', async (_title, recipe, rootRecipe, says) => {
    const issuer = await make({ cn: 'Root', to: 900, ...rootRecipe });
    const server = await make({ issuer, to: 300, ...recipe });

    const check = await certificateCheck(server, issuer.cert);

    expect(check).toMatchObject({
      outcome: 'warning',
      message: expect.stringMatching(says) as string,
    });
  });

  test('of a CA that is the server certificate as well', async () => {
    const keyUsage = ['digitalSignature', 'keyCertSign'] as const;
    const server = await make({ cn: 'localhost', names: NAMES, ca: true, keyUsage, to: 300 });

    const check = await certificateCheck(server, server.cert);

    expect(check?.message).toMatch(/It is a CA and a server's certificate at once/);
  });

  test('of nothing when there is nothing', async () => {
    const issuer = await make({ cn: 'Root', to: 900 });
    const server = await make({ issuer, names: NAMES, to: 300, purposes: ['serverAuth'] });

    expect(await certificateCheck(server, issuer.cert)).toMatchObject({ outcome: 'passed' });
  });
});

test('doctor tells which clients take an intermediate as CA', async () => {
  const root = await make({ cn: 'R' });
  const issuer = await make({ cn: 'Inter', issuer: root });
  const server = await make({ issuer, names: NAMES });

  const check = await certificateCheck(server, issuer.cert);

  expect(check).toMatchObject({ outcome: 'failed', code: 'TLS_UNKNOWN_CA' });
  expect(check?.message).toContain('"CN=Inter", is itself signed by "CN=R"');
  expect(check?.message).toContain(
    'curl, Go, Java, Rust, GnuTLS and Python from 3.13 take such a file',
  );
});

test('doctor keeps DNS names and addresses apart', async () => {
  const issuer = await make({ cn: 'Root' });
  const server = await make({ issuer, names: ['DNS:127.0.0.1', 'IP:10.0.0.1'] });

  const check = await certificateCheck(server, issuer.cert);

  expect(check?.message).toContain('It is for DNS:127.0.0.1, 10.0.0.1');
});

test('doctor tells the names of a certificate for another host once', async () => {
  const issuer = await make({ cn: 'Root' });
  const server = await make({ cn: 'Server', issuer, names: ['DNS:logstash.example'] });

  const check = await certificateCheck(server, issuer.cert);

  expect(check).toMatchObject({ outcome: 'failed', code: 'TLS_WRONG_HOST' });
  expect(check?.message.match(/logstash\.example/g)).toHaveLength(1);
  expect(check?.message).toMatch(/ It was signed by "CN=Root" and is valid until /);
});
