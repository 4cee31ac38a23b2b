/** A delivery for tests: once, and with an error that says what to mend. */
import { build } from '../../src/notification/build';
import { createSender } from '../../src/testing/create-sender';
import { deliver } from '../../src/testing/deliver';
import { DeliveryError } from '../../src/testing/errors';
import { startReceiver } from '../../src/testing/start-receiver';

async function failureOf(delivering: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await delivering.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DeliveryError);
  return error as DeliveryError;
}

const HIT = build('new_hits');

describe('deliver', () => {
  test('takes the receiver itself for settings, and resolves with the attempt', async () => {
    await using receiver = await startReceiver();
    const { outcome, attempts } = await deliver(receiver, [HIT]);
    expect({ outcome, statuses: attempts.map(({ status }) => status) }).toEqual({
      outcome: 'delivered',
      statuses: [200],
    });
  });

  test('without the CA fails at the first attempt, with the code and what to give', async () => {
    await using receiver = await startReceiver();
    const error = await failureOf(deliver({ url: receiver.url }, [HIT]));
    expect(error).toMatchObject({ code: 'WST_DELIVERY', failure: 'TLS_UNKNOWN_CA' });
    expect(error.delivery.attempts).toHaveLength(1);
    expect(error.message).toContain('{ url: receiver.url, ca: receiver.ca }');
  });

  test('with the CA of another receiver says that each has its own', async () => {
    await using receiver = await startReceiver();
    await using other = await startReceiver();
    const error = await failureOf(deliver({ url: receiver.url, ca: other.ca }, [HIT]));
    expect(error.failure).toMatch(/^TLS_/);
    expect(error.message).toContain('each receiver has a CA of its own');
  });

  test('to a receiver that was not awaited says so, and so does a sender', async () => {
    const promise = startReceiver() as unknown as { readonly url: string };
    const message =
      'Cannot use "a promise" for settings: expected a receiver, or settings with a url: await startReceiver() first.';
    await expect(deliver(promise, [build('vuln')])).rejects.toThrow(message);
    expect(() => createSender(promise)).toThrow(message);
    await expect(deliver({} as { url: string }, [build('vuln')])).rejects.toThrow(
      'Cannot use nothing for url',
    );
  });

  test('to a receiver that was closed says that nothing listens there', async () => {
    const receiver = await startReceiver();
    await receiver.close();
    const error = await failureOf(deliver(receiver, [HIT]));
    expect(error.failure).toBe('CONNECTION_REFUSED');
    expect(error.message).toContain('has not been closed');
  });

  test('of what breaks the schema names the first violations, and no more than a handful', async () => {
    await using receiver = await startReceiver();
    const overrides = { summary: 7, details: { hit: { remote_port: 'eighty' } } };
    const error = await failureOf(deliver(receiver, [build('new_hits', { overrides })]));
    expect(error.violations).toEqual([
      { pointer: '/0/summary', message: 'summary must be a string.' },
      {
        pointer: '/0/details/hit/remote_port',
        message: 'details.hit.remote_port must be an integer from 0 to 65535.',
      },
    ]);
    expect(error.message).toContain('/0/summary: summary must be a string.');

    const many = Array.from({ length: 50 }, () => ({ ...HIT, summary: 7 }));
    const { violations } = await failureOf(deliver(receiver, many));
    expect(violations.length).toBeGreaterThan(1);
    expect(violations.length).toBeLessThanOrEqual(5);
  });

  test('that is aborted fails with the reason as its cause', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'never-respond' });
    const aborting = new AbortController();
    const failing = failureOf(deliver(receiver, [HIT], { signal: aborting.signal }));
    await receiver.journal.waitFor({ method: 'POST' });
    aborting.abort(new Error('enough'));
    const error = await failing;
    expect(error).toMatchObject({ failure: 'ABORTED', cause: { message: 'enough' } });

    const before = await failureOf(deliver(receiver, [HIT], { signal: aborting.signal }));
    expect(before).toMatchObject({ failure: 'ABORTED', cause: { message: 'enough' } });
  });

  test("retries only when told, in Wallarm's cycles", async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'status', status: 503, next: 3 });
    expect((await failureOf(deliver(receiver, [HIT]))).delivery.attempts).toHaveLength(1);
    const { attempts } = await deliver(receiver, [HIT], { retries: 'wallarm', timeScale: 0 });
    expect(attempts.map(({ status }) => status)).toEqual([503, 503, 200]);
  });

  test.each([
    ['a notification that stands in no array', HIT as never, {}, 'an array of notifications'],
    ['a time scale without retries', [HIT], { timeScale: 0 }, "retries: 'wallarm'"],
    ['retries of an unknown kind', [HIT], { retries: 'always' as never }, '"none" or "wallarm"'],
  ])('refuses %s', async (_title, content, options, words) => {
    await using receiver = await startReceiver();
    await expect(deliver(receiver, content, options)).rejects.toMatchObject({
      code: 'WST_OPTION',
      message: expect.stringContaining(words) as string,
    });
  });
});
