/** What the program takes from where it is started: the working directory, and whether colours are wanted. */
import { spawnSync } from 'node:child_process';

import { EXIT } from '../../src/cli/command';
import { run } from '../../src/cli/program';
import { temporaryDirectory } from '../helpers/certificates';
import { startTestReceiver } from '../helpers/receiver';
import { MAIN } from '../helpers/serve-process';
import { hasTerminals } from '../helpers/terminal';
import { collectOutput } from './output';

test('a working directory that was deleted is told in a sentence', async () => {
  await using directory = await temporaryDirectory();
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" sample new_hits';

  const { status, stderr } = spawnSync('sh', ['-c', script, process.execPath, MAIN], {
    cwd: directory.path,
    encoding: 'utf8',
  });

  expect(stderr).toBe(
    'wallstash: Cannot use the working directory: it is not there any more. Change to one that is, then start again.\n',
  );
  expect(status).toBe(EXIT.environment);
});

/** Exit code of a command line in this folder, and what it says. */
async function wallstash(args: readonly string[], cwd: string) {
  let errors = '';
  const err = (part: string): void => void (errors += part);
  const code = await run(args, { ...collectOutput().dependencies, cwd, err });
  return { code, errors };
}

describe('what is refused names the flag to mend', () => {
  test('of a check whose port is taken: --listen', async () => {
    await using directory = await temporaryDirectory();
    await using taken = await startTestReceiver();
    const port = String(taken.running.port);

    const args = ['check', '--through', 'https://localhost:1/', '--listen', port];
    const { code, errors } = await wallstash(args, directory.path);

    expect(errors).toContain('pass --listen 0 to take a free one');
    expect(code).toBe(EXIT.environment);
  });

  test('of a serve without the file of its client CA: --client-ca', async () => {
    await using directory = await temporaryDirectory();

    const args = ['serve', '--port', '0', '--no-console', '--client-ca', 'none.pem'];
    const { code, errors } = await wallstash(args, directory.path);

    expect(errors).toContain(
      'Cannot read the CA file none.pem: there is no such file; check --client-ca.',
    );
    expect(code).toBe(EXIT.environment);
  });

  test('of a check of no such scenario, before anything listens: --only', async () => {
    await using directory = await temporaryDirectory();

    const args = ['check', '--through', 'https://localhost:1/', '--only', 'pst', '--listen', '0'];
    const { code, errors } = await wallstash(args, directory.path);

    expect(errors).toMatch(/^wallstash: Cannot use "pst" for --only: expected one of post, /);
    expect(code).toBe(EXIT.usage);
  });
});

const atTerminal = hasTerminals ? test : test.skip;
const why = hasTerminals ? '' : ' (skipped: no script of util-linux here)';

describe(`colours at a terminal${why}`, () => {
  atTerminal.each([
    ['are there while NO_COLOR is empty, as no-color.org has it', '', true],
    ['are not there once it holds anything', '0', false],
  ])('%s', async (_name, NO_COLOR, coloured) => {
    await using directory = await temporaryDirectory();
    await directory.write('a.json', '{');

    const { stdout } = spawnSync(
      'script',
      ['--quiet', '--command', `"${process.execPath}" "${MAIN}" validate a.json`, '/dev/null'],
      { cwd: directory.path, encoding: 'utf8', env: { ...process.env, NO_COLOR } },
    );

    expect(stdout).toContain('a.json');
    expect(stdout.includes('\u001B[')).toBe(coloured);
  });
});
