/**
 * `npm run test:nodes`: the tests under every Node line that is supported, with binaries from the package registry
 * (the `node-<platform>-<arch>` packages, which need no install script). `-- 22` runs one line only.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled, ROOT } from './prepare.mjs';

const LINES = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' };
const CACHE = join(ROOT, 'node_modules', '.cache', 'nodes');

ensureInstalled();
const wanted = process.argv.slice(2);
const failed = [];
for (const [line, version] of Object.entries(LINES)) {
  if (wanted.length > 0 && !wanted.includes(line)) continue;
  const node = nodeBinary(version);
  console.error(`\nNode ${version}`);
  const { status } = spawnSync(node, [join(ROOT, 'node_modules/jest/bin/jest.js')], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) failed.push(version);
}
console.log(
  failed.length === 0 ? 'All Node lines passed.' : `Failed on Node ${failed.join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Path of this version's `node`, unpacked from its package once. */
function nodeBinary(version) {
  const directory = join(CACHE, version);
  const binary = join(directory, 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(CACHE, { recursive: true });
  const temporary = mkdtempSync(join(CACHE, 'fetch-'));
  const spec = `node-${process.platform}-${process.arch}@${version}`;
  execute('npm', ['pack', spec, '--pack-destination', temporary, '--silent'], temporary);
  execute('sh', ['-c', 'tar xzf *.tgz'], temporary);
  renameSync(join(temporary, 'package'), directory);
  rmSync(temporary, { recursive: true });
  return binary;
}

function execute(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) {
    console.error(`Could not run ${command} ${args.join(' ')}`);
    process.exit(3);
  }
}
