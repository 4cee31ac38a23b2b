/** Wallarm's own Go client, unchanged, against a `serve` of its own: the example, and a hit through what it made. */
import { execFile, spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { temporaryDirectory } from '../helpers/certificates';
import { startServe } from '../helpers/serve-process';
import { TOKEN } from './setup';

const EXAMPLE = join(__dirname, '..', '..', 'examples', 'go-client');
const execute = promisify(execFile);

/** Why it cannot be run here; `undefined` when it can. */
function obstacle(): string | undefined {
  if (process.platform === 'darwin') return 'Go asks the keychain for CAs there';
  if (spawnSync('go', ['version']).status !== 0) return 'no Go here';
  const options = { cwd: EXAMPLE, timeout: 120_000 };
  if (spawnSync('go', ['mod', 'download'], options).status !== 0) return 'no Go module proxy here';
  return undefined;
}

const why = obstacle();
const run = why === undefined ? test : test.skip;

run(
  `wallarm-go makes, reads, changes and deletes, and what it made delivers${why === undefined ? '' : ` (skipped: ${why})`}`,
  async () => {
    await using place = await temporaryDirectory();
    await using serve = await startServe(place.path, ['--wallarm-api-port', '0']);
    const started = serve.lines.find(({ event }) => event === 'listening') ?? {};
    const project = join(place.path, 'go-client');
    await cp(EXAMPLE, project, { recursive: true });
    const env = {
      ...process.env,
      WALLARM_API_HOST: String(started['wallarmApi']),
      WALLARM_API_TOKEN: TOKEN,
      SSL_CERT_DIR: join(place.path, 'certs'),
      RECEIVER_URL: String(started['endpoint']),
      RECEIVER_CA: join(place.path, 'certs', 'ca.crt'),
      KEEP: '1',
    };

    const { stdout } = await execute('go', ['run', '.'], { cwd: project, env });
    const api = String(started['api']);
    const post = async (path: string, body: object): Promise<unknown> => {
      const headers = { 'content-type': 'application/json' };
      const reply = await fetch(api + path, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return reply.json();
    };
    await post('/api/events', { type: 'new_hits' });
    await post('/api/events', { type: 'attacks_exceeded' });

    expect(stdout).toContain('all as expected');
    for (const type of ['new_hits', 'attacks_exceeded']) {
      const expectation = { type, exactly: 1, within: 60_000 };
      expect(await post('/api/verify', expectation)).toMatchObject({ held: true });
    }
  },
  600_000,
);
