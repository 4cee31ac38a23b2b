/**
 * `npm run fuzz -- [--runs 1000000] [--seed NUMBER]`: the fuzz test of the test suite, for longer. A failure names
 * its seed; the same seed and runs repeat it.
 */
import { parseArgs } from 'node:util';

import { ensureInstalled, run } from './prepare.mjs';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
for (const [name, value] of Object.entries(values)) {
  if (/^\d+$/.test(value)) continue;
  console.error(`Cannot use ${JSON.stringify(value)} for --${name}: expected a number.`);
  process.exit(2);
}

ensureInstalled();
process.env.FUZZ_RUNS = values.runs;
if (values.seed !== undefined) process.env.FUZZ_SEED = values.seed;
// An hour: far more than a million runs take.
const flags = ['test/notification/fuzz.test.ts', '--testTimeout=3600000'];
process.exitCode = run('jest/bin/jest.js', flags) ? 0 : 1;
