/**
 * `node scripts/fetch-jruby.mjs`: the JRuby that a Logstash brings, from Maven's registry by its client, for the tests of
 * the pipelines' Ruby. `--where` only says where it would lie. Needs `java`; to fetch also `mvn`. Exit code 1: no JRuby.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ensureInstalled, ROOT } from './prepare.mjs';

/** By the Java that it needs, the newest first: those of Logstash 9.5 and of 8.19. */
const VERSIONS = [
  [21, '10.0.6.0', 'b1a83ca46053894fcfd47df4094a21eac6db7fcba6fa6d99d77e391f620e85b7'],
  [8, '9.4.13.0', 'e3612050b94877ba7be01e29ab88782c0a4e07c71391f2316f3b5213e6fd89f3'],
];

const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
const java = Number(/version "(?:1\.)?(\d+)/.exec(stderr ?? '')?.[1] ?? 0);
const [, version, checksum] = VERSIONS.find(([needed]) => java >= needed) ?? [];
if (version === undefined) {
  console.error('There is no Java here, so no JRuby.');
  process.exit(1);
}
const directory = join(ROOT, 'node_modules', '.cache', 'jruby');
const jar = join(directory, `jruby-complete-${version}.jar`);
if (process.argv.includes('--where')) {
  console.log(jar);
  process.exit(0);
}
// Installing empties the directory in which it lies.
ensureInstalled();
if (!existsSync(jar)) {
  mkdirSync(directory, { recursive: true });
  spawnSync(
    'mvn',
    [
      ...['--quiet', '--batch-mode', 'dependency:copy'],
      ...[`-Dartifact=org.jruby:jruby-complete:${version}`, `-DoutputDirectory=${directory}`],
    ],
    { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] },
  );
}
const found = existsSync(jar) ? createHash('sha256').update(readFileSync(jar)).digest('hex') : '';
if (found !== checksum) {
  rmSync(jar, { force: true });
  console.error(
    `Could not get JRuby ${version}: ${found === '' ? 'Maven brought none' : 'its checksum is another'}.`,
  );
  process.exit(1);
}
