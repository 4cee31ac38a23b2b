/** What the program takes from where it is started: the working directory, and whether colours are wanted. */
import { spawnSync } from 'node:child_process';

import { EXIT } from '../../src/cli/command';
import { temporaryDirectory } from '../helpers/certificates';
import { MAIN } from '../helpers/serve-process';
import { hasTerminals } from '../helpers/terminal';

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
