/**
 * The image's health check: exits 0 when the endpoint on this machine answers over TLS.
 *
 * It takes POST and PUT only, so the sign of life is that it refuses GET; posting would leave a trace in the journal.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import { join } from 'node:path';

const { WALLSTASH_CERTS_DIRECTORY = 'certs', WALLSTASH_PORT = '5044' } = process.env;

const request = get({
  host: '127.0.0.1',
  port: WALLSTASH_PORT,
  ca: readFileSync(join(WALLSTASH_CERTS_DIRECTORY, 'ca.crt')),
  timeout: 3_000,
});
request.on('response', ({ statusCode }) => process.exit(statusCode === 405 ? 0 : 1));
request.on('timeout', () => request.destroy());
request.on('error', () => process.exit(1));
