/**
 * The `wallstash` command in a process of its own, straight from the TypeScript:
 * `node run-cli.mjs validate file.json`
 */
import { require } from './load-typescript.mjs';

require('../../src/main.ts');
