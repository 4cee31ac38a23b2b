/** `npm run dev [-- FLAGS]`: compiles, bundles the browser client and restarts `wallstash serve` at every change of `src`. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const commands = [
  [
    join(ROOT, 'node_modules/typescript/bin/tsc'),
    '-p',
    'tsconfig.build.json',
    '--watch',
    '--preserveWatchOutput',
  ],
  [join(ROOT, 'scripts/pages.mjs'), '--watch'],
  [
    '--watch-path=dist',
    '--watch-preserve-output',
    join(ROOT, 'dist/main.js'),
    'serve',
    ...process.argv.slice(2),
  ],
];
for (const args of commands) {
  spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).on('exit', () => process.exit());
}
