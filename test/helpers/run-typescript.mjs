/**
 * Calls one exported function of the project's TypeScript in a process of its own and prints its result as JSON:
 * `node run-typescript.mjs src/tls/certificate-store.ts openCertificates '{"directory":"…"}'`
 */
import { resolve } from 'node:path';

import { require } from './load-typescript.mjs';

const [file, name, argument] = process.argv.slice(2);
const loaded = require(resolve(file));
console.log(JSON.stringify(await loaded[name](JSON.parse(argument))));
