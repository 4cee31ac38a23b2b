/**
 * The thread in which heavy bodies are inspected: takes tasks, answers each.
 *
 * @module
 */
import { parentPort } from 'node:worker_threads';

import { inspectHeavy, type HeavyTask } from './inspect-heavy';

parentPort?.on('message', (task: HeavyTask) => {
  parentPort?.postMessage(inspectHeavy(task));
});
