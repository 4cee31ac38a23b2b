/**
 * The thread in which heavy bodies are inspected: takes tasks, answers each.
 *
 * @module
 */
import { parentPort } from 'node:worker_threads';

import { inspectHeavy, type HeavyResult, type HeavyTask } from './inspect-heavy';

parentPort?.on('message', (task: HeavyTask) => {
  const result = inspectHeavy(task);
  parentPort?.postMessage(result, buffersOf(result));
});

/** What is handed over and not copied. */
function buffersOf(result: HeavyResult): ArrayBuffer[] {
  if (result.kind !== 'inspected') return [];
  return [result.bodyField, result.unpacked]
    .map((bytes) => bytes?.buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
}
