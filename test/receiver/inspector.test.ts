import { listFindings } from '../../src/notification/list-findings';
import { inspectBody } from '../../src/notification/inspect-body';
import { Inspector } from '../../src/receiver/heavy/inspector';
import { Lane } from '../../src/receiver/heavy/lane';

const MB = 1024 * 1024;
const BODY = Buffer.from('[{"summary":7,"details":{}}]');
const task = (bytes: Buffer) => ({ bytes, limit: bytes.length, inspect: {} });
const ignore = (): void => undefined;

describe('the thread that inspects', () => {
  test('finds what the main thread would', async () => {
    const inspector = new Inspector({ heap: 64 * MB, onUnavailable: fail });

    const result = await inspector.inspect(task(BODY));
    await inspector.close();

    expect(result).toMatchObject({ kind: 'inspected', findings: listFindings(inspectBody(BODY)) });
  });

  test('that runs out of memory is an answer, and the next body gets another', async () => {
    const inspector = new Inspector({ heap: 12 * MB, onUnavailable: ignore });
    const wide = Buffer.from(
      `[${Array.from({ length: 250_000 }, (_, index) => `{"key${index}":"${index}${'x'.repeat(10)}"}`).join()}]`,
    );

    const exhausted = await inspector.inspect(task(wide));
    const next = await inspector.inspect(task(BODY));
    await inspector.close();

    expect(exhausted).toEqual({ kind: 'exhausted' });
    expect(next.kind).toBe('inspected');
    // It was given as a copy: the body can still be journalled.
    expect(wide.length).toBeGreaterThan(0);
  });

  test('inspects nothing after its end, least of all in the main thread', async () => {
    const inspector = new Inspector({ heap: 64 * MB, onUnavailable: fail });

    const underWay = inspector.inspect(task(BODY));
    void underWay.catch(ignore);
    await inspector.close();

    await expect(underWay).rejects.toThrow('ended');
    await expect(inspector.inspect(task(BODY))).rejects.toThrow('ended');
  });
});

describe('the lane of heavy bodies', () => {
  test('at its end gives nobody another turn, and takes it from nobody', async () => {
    const lane = new Lane();
    let finish: () => void = fail;
    const first = lane.run(() => new Promise((resolve) => (finish = resolve)));
    const second = lane.run(fail);

    lane.close();
    const third = lane.run(fail);

    expect(await second).toBe(false);
    expect(await third).toBe(false);
    finish();
    expect(await first).toBe(true);
  });
});

function fail(message = 'nobody had to be asked'): never {
  throw new Error(message);
}
