/** `npm start [-- FLAGS]`: installs and builds what is missing, then runs `wallstash serve` in this process. */
import { join } from 'node:path';

import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const main = join(ROOT, 'dist', 'main.js');
process.argv = [process.argv[0], main, 'serve', ...process.argv.slice(2)];
await import(main);
