/**
 * Holds the shipped pipelines to the lint that users get: `node scripts/lint-pipelines.mjs` (a step of `npm run check`).
 * Both versions of Logstash, warnings count, and docs/logstash.md must name every environment variable.
 */
import { join } from 'node:path';

import { ensureBuilt, ensureInstalled, run } from './prepare.mjs';

ensureInstalled();
ensureBuilt();
const lint = ['lint-pipeline', 'logstash', '--strict', '--documented-in', 'docs/logstash.md'];
const main = join('..', 'dist', 'main.js');
const held = ['9', '8'].map((version) => run(main, [...lint, '--logstash-version', version]));
process.exitCode = held.every(Boolean) ? 0 : 1;
