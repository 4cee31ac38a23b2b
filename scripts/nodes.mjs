/**
 * Other lines of Node than the one that runs: binaries from the package registry (the `node-<platform>-<arch>` packages,
 * which need no install script), fetched once.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './prepare.mjs';

/** Every line that is supported, newest first, with the release that is tried. 20 is out of support and may go any day. */
export const LINES = { 26: '26.10.0', 24: '24.21.0', 22: '22.23.3', 20: '20.20.2' };
const CACHE = join(ROOT, 'node_modules', '.cache', 'nodes');

/** Path of this version's `node`, unpacked from its package once; `undefined` when it cannot be had. */
export function nodeBinary(version) {
  const directory = join(CACHE, version);
  const binary = join(directory, 'bin', 'node');
  if (existsSync(binary)) return binary;
  mkdirSync(CACHE, { recursive: true });
  const temporary = mkdtempSync(join(CACHE, 'fetch-'));
  const spec = `node-${process.platform}-${process.arch}@${version}`;
  const fetched =
    succeeds('npm', ['pack', spec, '--pack-destination', temporary, '--silent'], temporary) &&
    succeeds('sh', ['-c', 'tar xzf *.tgz'], temporary);
  if (fetched) renameSync(join(temporary, 'package'), directory);
  rmSync(temporary, { recursive: true });
  return fetched ? binary : undefined;
}

/** This Node, or, where it is older than `major`, that line's from the registry. */
export function nodeFrom(major) {
  const own = Number(process.versions.node.split('.')[0]);
  return own >= major ? process.execPath : nodeBinary(LINES[major]);
}

function succeeds(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) console.error(`Could not run ${command} ${args.join(' ')}`);
  return status === 0;
}
