/**
 * `npm run bench -- NAME [FLAGS]`: compiles and runs one benchmark of `bench/`. Quote ratios measured in one run:
 * absolute figures say more about the machine than about the code.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ensureBuilt, ensureInstalled, ROOT, run } from './prepare.mjs';

ensureInstalled();
ensureBuilt(); // some start the command as users do
const OUT = join(ROOT, 'node_modules', '.cache', 'bench');
const [name, ...flags] = process.argv.slice(2);
if (!run('typescript/bin/tsc', ['-p', 'tsconfig.bench.json', '--outDir', OUT])) process.exit(3);
// Compiled code reads what is generated from the schemas beside it, as in the package.
cpSync(join(ROOT, 'schemas'), join(OUT, 'schemas'), { recursive: true });
const script = join(OUT, 'bench', `${name}.js`);
if (name === undefined || !existsSync(script)) {
  const names = readdirSync(join(ROOT, 'bench')).filter((file) => file.endsWith('.ts'));
  console.error(
    `Usage: npm run bench -- NAME, one of: ${names.map((file) => file.slice(0, -3)).join(', ')}`,
  );
  process.exit(2);
}
process.exitCode =
  spawnSync(process.execPath, [script, ...flags], { cwd: ROOT, stdio: 'inherit' }).status ?? 3;
