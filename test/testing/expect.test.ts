/** What a test is told by a receiver's `expect`, and by closing it. */
import { get } from 'node:https';

import { build } from '../../src/notification/build';
import { deliver } from '../../src/testing/deliver';
import { startReceiver } from '../../src/testing/start-receiver';

const FOREVER = 3_600_000;
const messageOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'it held',
    (error: unknown) => (error as Error).message,
  );

describe('expect', () => {
  test('resolves with payloads of the type that was asked for', async () => {
    await using receiver = await startReceiver();
    const sent = build('new_hits');
    await deliver(receiver, [sent]);
    const [hit] = await receiver.expect({ type: 'new_hits' });
    // Compiles, too.
    expect(hit?.payload.details.hit.type).toBe(sent.details.hit.type);
  });

  test('gives up before a runner does', async () => {
    await using receiver = await startReceiver();
    const message = await messageOf(receiver.expect({ type: 'vuln' }));
    expect(message).toContain('0 came within 2000 ms');
  });

  test('refuses a type that nobody sends, with the one that was meant', async () => {
    await using receiver = await startReceiver();
    // @ts-expect-error -- there is no such type
    const asked = receiver.expect({ type: 'new_hit', within: FOREVER });
    expect(await messageOf(asked)).toContain('did you mean new_hits?');
    // @ts-expect-error -- there is no such type
    const inOrder = receiver.expect({ inOrder: [{ type: 'security_isue' }], within: FOREVER });
    expect(await messageOf(inOrder)).toContain('did you mean security_issue?');
    // @ts-expect-error -- there is no such type
    const another = receiver.verify({ type: 'fire' });
    expect(await messageOf(another)).toContain('one of new_hits, vuln,');
  });

  test('tells what came to the receiver and was no delivery', async () => {
    await using receiver = await startReceiver();
    await new Promise((resolve) => get(receiver.url).once('error', resolve));
    const message = await messageOf(receiver.expect({ type: 'vuln' }));
    expect(message).toContain('At the receiver:');
    expect(message).toContain('it may not accept this certificate (CA or host name)');
  });

  test('tells of deliveries that were refused before they were read', async () => {
    await using receiver = await startReceiver({ user: 'wallarm', password: 'change-me' });
    await messageOf(deliver(receiver, [build('vuln')]));
    const message = await messageOf(receiver.expect({ within: 1 }));
    expect(message).toMatch(/Refused:\n {2}entry 1: 401, /);
  });

  test('shows the line that called it', async () => {
    await using receiver = await startReceiver();
    const error: unknown = await receiver.expect({ within: 1 }).catch((one: unknown) => one);
    expect((error as Error).stack?.split('\n').find((line) => /^ +at /.test(line))).toContain(
      __filename,
    );
  });
});

describe('closing a receiver', () => {
  test('tells of an expect that nobody awaited, where it was called, and frees the port all the same', async () => {
    const receiver = await startReceiver();
    void receiver.expect({ name: 'the hit arrives', type: 'new_hits' });
    const error: unknown = await receiver.close().catch((one: unknown) => one);
    expect(error).toMatchObject({
      code: 'WST_EXPECTATION_OPEN',
      message: expect.stringContaining('the hit arrives') as string,
      cause: { stack: expect.stringContaining(__filename) as string },
    });
    await expect(messageOf(deliver(receiver, [build('vuln')]))).resolves.toContain(
      'CONNECTION_REFUSED',
    );
    await expect(receiver.close()).resolves.toBeUndefined();
  });

  test('tells of one that had failed unnoticed before, which rejects nowhere', async () => {
    const receiver = await startReceiver();
    void receiver.verify({ type: 'vuln' });
    await deliver(receiver, [build('new_hits')]);
    await expect(receiver.close()).rejects.toMatchObject({ code: 'WST_EXPECTATION_OPEN' });
  });

  test.each([
    [
      'awaited',
      async (one: Promise<unknown>) => {
        await one;
      },
    ],
    ['handled with then', (one: Promise<unknown>) => one.then(() => undefined)],
    ['handled with catch', (one: Promise<unknown>) => one.catch(() => undefined)],
    ['among others', (one: Promise<unknown>) => Promise.all([one])],
  ])('says nothing of one that was %s', async (_title, handle) => {
    const receiver = await startReceiver();
    await deliver(receiver, [build('new_hits')]);
    await handle(receiver.expect({ type: 'new_hits' }));
    await receiver.close();
  });
});

describe('closeAfter', () => {
  test.each([
    ['a function of the runner', (register: Register) => register],
    ["the context of node:test's tests", (register: Register) => ({ after: register })],
    ["the context of Vitest's tests", (register: Register) => ({ onTestFinished: register })],
  ])('takes %s', async (_title, contextOf) => {
    const registered: (() => Promise<void>)[] = [];
    const closeAfter = contextOf((close) => registered.push(close));
    const starting = startReceiver({ closeAfter });
    expect(registered).toHaveLength(1); // at once: a hook cannot be registered later
    const receiver = await starting;
    await deliver(receiver, [build('vuln')]);
    await registered[0]?.();
    await expect(messageOf(deliver(receiver, [build('vuln')]))).resolves.toContain(
      'CONNECTION_REFUSED',
    );
  });

  test('has nothing to close when the start fails', async () => {
    const registered: (() => Promise<void>)[] = [];
    const starting = startReceiver({ port: -1, closeAfter: (close) => registered.push(close) });
    await expect(starting).rejects.toMatchObject({ code: 'WST_OPTION' });
    await expect(registered[0]?.()).resolves.toBeUndefined();
  });
});

type Register = (close: () => Promise<void>) => unknown;
