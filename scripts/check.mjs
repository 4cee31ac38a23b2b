/** `npm run check`: types, lint, format, unused code, Logstash pipelines, compose files, stale generated files. Runs every step, then says which failed. */
import { ensureBuilt, ensureInstalled, run } from './prepare.mjs';

const STEPS = [
  ['types', 'typescript/bin/tsc', ['-p', 'tsconfig.json']],
  ['types of the browser client', 'typescript/bin/tsc', ['-p', 'src/ui']],
  ['lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']],
  ['format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['unused code', 'knip/bin/knip.js', []],
  ['pipelines', '../scripts/lint-pipelines.mjs', []],
  ['compose files', '../scripts/lint-compose.mjs', []],
  ['generated files', '../scripts/generate.mjs', ['--check']],
];

/** Runs all steps; resolves with the names of those that failed. */
export function check() {
  ensureInstalled();
  ensureBuilt();
  const failed = [];
  for (const [name, script, args] of STEPS) {
    const ok = run(script, args);
    console.error(`${ok ? 'ok    ' : 'FAILED'} ${name}`);
    if (!ok) failed.push(name);
  }
  return { passed: STEPS.length - failed.length, failed };
}

if (import.meta.url === new URL(process.argv[1], 'file:').href) {
  process.exit(check().failed.length === 0 ? 0 : 1);
}
