import { setImmediate } from 'node:timers/promises';

import { LineWriter } from '../../src/cli/serve/line-writer';

const omission = (lines: number): string => `(${lines} left out)`;

describe('the log of serve', () => {
  test('writes all lines of one turn at once, in order', async () => {
    const writes: (string | Uint8Array)[] = [];
    const lines = new LineWriter((text) => void writes.push(text), omission);

    lines.print('one');
    lines.print('two');
    expect(writes).toEqual([]);
    await setImmediate();
    lines.print('three');
    await setImmediate();

    expect(writes).toEqual(['one\ntwo\n', 'three\n']);
  });

  test('holds a bounded number of lines for a reader that stands still, and tells how many it left out', async () => {
    let read = (): void => undefined;
    const reads = new Promise<void>((resolve) => (read = resolve));
    const writes: string[] = [];
    const out = (text: string | Uint8Array): Promise<void> => {
      writes.push(String(text));
      return reads;
    };
    const lines = new LineWriter(out, omission);
    const line = 'x'.repeat(1_023);

    lines.print('first');
    await setImmediate();
    for (let index = 0; index < 5_000; index += 1) lines.print(line);
    read();
    await setImmediate();
    lines.print('last');
    await setImmediate();

    const [, waited = '', end = ''] = writes;
    expect(waited.length).toBeLessThan(2 * 1024 * 1024);
    expect(end).toBe(`(${5_000 - waited.length / 1_024} left out)\nlast\n`);
  });
});
