import { text } from 'node:stream/consumers';

import { EXIT } from '../../src/cli/command';
import { temporaryDirectory } from '../helpers/certificates';
import { startCommand } from '../helpers/command-process';

/** Where no directory can be made; of the first Node's own recursive `mkdir` never gets to an end. */
const PLACES = [
  ...(process.platform === 'linux' ? ['/proc/nowhere/below'] : []),
  '/dev/null/below',
  'a-file/below',
];

describe.each(PLACES)('a directory that cannot be made, %s,', (place) => {
  test.each([
    ['certs', ['certs', '--certs-directory', place]],
    ['certs server', ['certs', 'server', 'a.test', '--out', place]],
    ['serve for its certificates', ['serve', '--port', '0', '--certs-directory', place]],
    ['serve for its journal', ['serve', '--port', '0', '--data', place]],
    ['event', ['event', 'new_hits', '--data', place]],
    ['validate for its report', ['validate', 'a.json', '--report', `junit=${place}/r.xml`]],
  ])('is an error of %s at once, with its path and a remedy', async (_name, args) => {
    await using directory = await temporaryDirectory();
    await directory.write('a-file', '');
    await directory.write('a.json', '[]');
    await using running = startCommand(args, { cwd: directory.path });
    const [stderr] = await Promise.all([
      running.stderr,
      running.stdout === null ? '' : text(running.stdout),
    ]);

    expect(await running.ended).toBe(EXIT.environment);
    expect(stderr).toMatch(/^wallstash: Cannot .*\. \S.*\.$/m);
    expect(stderr).toContain(place);
    // The system's own words are no remedy.
    expect(stderr).not.toMatch(/mkdir/);
  });
});
