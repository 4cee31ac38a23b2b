/** What `.ci/run` ends with: the sum of all that ran, from the result files. One that is missing is a failure. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './prepare.mjs';

const RESULTS = {
  'summary.txt': readLine,
  'package.json': JSON.parse,
  'examples.json': JSON.parse,
};

const sum = { passed: 0, failed: 0, skipped: 0 };
for (const [file, parse] of Object.entries(RESULTS)) {
  const result = read(file, parse);
  for (const kind of Object.keys(sum)) sum[kind] += result[kind] ?? 0;
}
const { passed, failed, skipped } = sum;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;

function read(file, parse) {
  try {
    return parse(readFileSync(join(ROOT, 'reports', file), 'utf8'));
  } catch (error) {
    console.error(`Could not read the result reports/${file}: ${error.message}`);
    return { failed: 1 };
  }
}

/** `N passed, N failed[, N skipped]` as numbers by kind. */
function readLine(line) {
  const counts = [...line.matchAll(/(\d+) (passed|failed|skipped)/g)];
  if (counts.length === 0) throw new Error('it holds no counts');
  return Object.fromEntries(counts.map(([, count, kind]) => [kind, Number(count)]));
}
