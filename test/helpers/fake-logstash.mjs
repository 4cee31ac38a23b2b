/**
 * What stands for `bin/logstash` in tests of what starts Logstash: the stand-in, told by the same environment variables
 * as the shipped pipelines. What it has taken and not delivered when it is killed, the next one in the same DATA_DIR
 * delivers.
 *
 * FAKE_PIPELINE names a pipeline of the stand-in. With FAKE_DEATH it says so and ends. Its process id is added to the
 * file FAKE_PIDS.
 */
import { appendFileSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { require } from './load-typescript.mjs';

const { startLogstash } = require('./logstash/logstash.ts');
const { env, argv } = process;
if (argv.includes('--config.test_and_exit')) process.exit(0);
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const linesOf = (file) => textOf(file).split('\n').slice(0, -1);

appendFileSync(env['FAKE_PIDS'], `${process.pid}\n`);
if (env['FAKE_DEATH'] !== undefined) {
  console.log(`[FATAL] ${env['FAKE_DEATH']}`);
  process.exit(1);
}
const directory = env['QUARANTINE_DIR'];
const gone = join(env['DATA_DIR'], 'gone.txt');
mkdirSync(directory, { recursive: true });
mkdirSync(join(gone, '..'), { recursive: true });
const delivered = new Set(linesOf(gone));
const goneFile = openSync(gone, 'a');
await startLogstash({
  pipeline: env['FAKE_PIPELINE'] ?? 'good',
  to: { url: env['SIEM_URL'], ca: textOf(env['SIEM_CA']) },
  credentials: { user: env['WEBHOOK_USER'], password: env['WEBHOOK_PASSWORD'] },
  place: {
    port: Number(env['WEBHOOK_PORT']),
    cert: textOf(env['WEBHOOK_CERTIFICATE']),
    key: textOf(env['WEBHOOK_KEY']),
    directory,
    pending: linesOf(join(directory, 'archive.ndjson'))
      .map((text) => ({ text, hash: JSON.parse(text).event.hash }))
      .filter(({ hash }) => !delivered.has(hash)),
    onGone: ({ hash }) => void writeSync(goneFile, `${hash}\n`),
  },
});
console.log('[INFO] Pipelines running');
