/**
 * `npm run test:nodes`: the tests under every Node line that is supported, with binaries from the package registry.
 * `-- 26` runs one line only.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { LINES, nodeBinary } from './nodes.mjs';
import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((line) => LINES[line] === undefined);
if (unknown.length > 0) {
  console.error(
    `Cannot use ${unknown.join(', ')}: the lines are ${Object.keys(LINES).join(', ')}.`,
  );
  process.exit(2);
}
const failed = [];
for (const [line, version] of Object.entries(LINES)) {
  if (wanted.length > 0 && !wanted.includes(line)) continue;
  const node = nodeBinary(version);
  if (node === undefined) process.exit(3);
  console.error(`\nNode ${version}`);
  const { status } = spawnSync(node, [join(ROOT, 'node_modules/jest/bin/jest.js')], {
    cwd: ROOT,
    stdio: 'inherit',
    // What a test starts as "node" must be this one, too.
    env: { ...process.env, PATH: `${join(node, '..')}:${process.env.PATH}` },
  });
  if (status !== 0) failed.push(version);
}
console.log(
  failed.length === 0 ? 'All Node lines passed.' : `Failed on Node ${failed.join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
