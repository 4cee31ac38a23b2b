/**
 * `npm test`: installs what is missing, then everything `npm run check` does and all tests; the last line is the sum.
 * `npm test -- PATTERN …` runs only the tests that match, without the checks.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { ensureBuilt, ensureInstalled, ROOT, run } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const { check } = await import('./check.mjs');

const patterns = process.argv.slice(2);
const checks = patterns.length === 0 ? check() : { passed: 0, failed: [] };

const reports = join(ROOT, 'reports');
const results = join(reports, 'jest.json');
mkdirSync(reports, { recursive: true });
rmSync(results, { force: true });
// Two at least: most of a test is waiting, and with one Jest would run all files in a single process.
const workers = `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`;
const ok = run('jest/bin/jest.js', [...patterns, workers, '--json', `--outputFile=${results}`], {
  // Jest prints its progress on standard error, and with --json the results on standard output.
  stdio: ['inherit', 'ignore', 'inherit'],
});

const jest = readResults();
const sum = {
  passed: checks.passed + jest.numPassedTests,
  failed: checks.failed.length + jest.numFailedTests + jest.numRuntimeErrorTestSuites,
  skipped: jest.numPendingTests,
};
if (!ok && sum.failed === 0) sum.failed = 1;
if (checks.failed.length > 0) console.log(`Checks that failed: ${checks.failed.join(', ')}`);
for (const title of jest.skipped) console.log(`Skipped: ${title}`);
const line = `${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`;
writeFileSync(join(reports, 'summary.txt'), `${line}\n`);
console.log(line);
process.exitCode = sum.failed === 0 ? 0 : 1;

/** Jest writes no results when it could not even start. A skipped test says why in its title. */
function readResults() {
  try {
    const report = JSON.parse(readFileSync(results, 'utf8'));
    const tests = report.testResults.flatMap((suite) => suite.assertionResults);
    const skipped = tests.filter(({ status }) => status === 'pending').map((one) => one.fullName);
    return { ...report, skipped };
  } catch {
    return {
      numPassedTests: 0,
      numFailedTests: 1,
      numPendingTests: 0,
      numRuntimeErrorTestSuites: 0,
      skipped: [],
    };
  }
}
