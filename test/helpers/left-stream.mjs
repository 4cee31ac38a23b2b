/**
 * Begins to read the live stream of a console API, and leaves it: `node left-stream.mjs URL`
 */
import { require } from './load-typescript.mjs';

const { ConsoleApi } = require('../../src/check/remote/console-api.ts');
const { LiveStreamReader } = require('../../src/check/remote/live-stream-reader.ts');

const stream = await LiveStreamReader.open(new ConsoleApi({ url: process.argv[2] }));
const events = stream.events();
await events.next();
await events.return();
