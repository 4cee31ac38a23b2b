import { join } from 'node:path';

import { runTool } from '../helpers/certificates';

/** What the heap held once so many had been sent, arrived and been compared. */
interface Run {
  readonly passed: boolean;
  readonly arrived: number;
  /** Bytes. */
  readonly heap: number;
}

test('a burst of 11,000 notifications is compared in memory that hardly grows', async () => {
  const helper = join(__dirname, '..', 'helpers', 'memory-check.mjs');
  const counts = ['500', '1000', '11000']; // the first only warms up

  const output = await runTool(process.execPath, ['--expose-gc', helper, ...counts]);

  const [, few, many] = JSON.parse(output) as readonly Run[];
  expect(few).toMatchObject({ passed: true, arrived: 1_000 });
  expect(many).toMatchObject({ passed: true, arrived: 11_000 });
  // Times, its key and how to build it again; a notification itself has some 2,000 bytes.
  const bytesEach = ((many?.heap ?? NaN) - (few?.heap ?? NaN)) / 10_000;
  expect(bytesEach).toBeLessThan(500);
}, 300_000);
