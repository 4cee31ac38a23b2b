import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';

import { LineWriter } from '../../src/cli/serve/line-writer';

const omission = (lines: number): string => `(${lines} left out)`;

describe('the log of serve', () => {
  test('writes the lines of a turn at once, and those that come while it gathers together', async () => {
    const writes: (string | Uint8Array)[] = [];
    let goOn = (): void => undefined;
    const gather = (): Promise<void> => new Promise((resolve) => (goOn = resolve));
    const lines = new LineWriter((text) => void writes.push(text), omission, gather);

    lines.print('one');
    lines.print('two');
    expect(writes).toEqual([]);
    await setImmediate();
    lines.print('three');
    await setImmediate();
    lines.print('four');
    await setImmediate();
    expect(writes).toEqual(['one\ntwo\n']);
    goOn();
    await setImmediate();

    expect(writes).toEqual(['one\ntwo\n', 'three\nfour\n']);
  });

  test('is whole once it is idle, though it was gathering', async () => {
    const writes: (string | Uint8Array)[] = [];
    const lines = new LineWriter((text) => void writes.push(text), omission);

    lines.print('one');
    await setImmediate();
    lines.print('two');
    await lines.idle();

    expect(writes).toEqual(['one\n', 'two\n']);
  });

  test('does not wait with a line that is urgent', async () => {
    const writes: (string | Uint8Array)[] = [];
    const gather = (hurry: AbortSignal): Promise<unknown> => once(hurry, 'abort');
    const lines = new LineWriter((text) => void writes.push(text), omission, gather);

    lines.print('one');
    await setImmediate();
    lines.print('two');
    lines.print('three', true);
    await setImmediate();

    expect(writes).toEqual(['one\n', 'two\nthree\n']);
    lines.print('four', true);
    await setImmediate();
    expect(writes).toEqual(['one\n', 'two\nthree\n', 'four\n']);
  });

  test('holds a bounded number of lines for a reader that stands still, and tells how many it left out', async () => {
    let read = (): void => undefined;
    const reads = new Promise<void>((resolve) => (read = resolve));
    const writes: string[] = [];
    const out = (text: string | Uint8Array): Promise<void> => {
      writes.push(String(text));
      return reads;
    };
    const lines = new LineWriter(out, omission, setImmediate);
    const line = 'x'.repeat(1_023);

    lines.print('first');
    await setImmediate();
    for (let index = 0; index < 5_000; index += 1) lines.print(line);
    read();
    await lines.idle();
    lines.print('last');
    await lines.idle();

    const [, waited = '', end = ''] = writes;
    expect(waited.length).toBeLessThan(2 * 1024 * 1024);
    expect(end).toBe(`(${5_000 - waited.length / 1_024} left out)\nlast\n`);
  });
});
