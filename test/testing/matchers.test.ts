/** Our matchers in Jest's own `expect`. */
import { toBeNotification, toHaveReceived } from '../../src/testing/jest';
import { build } from '../../src/notification/build';
import { startReceiver } from '../../src/testing/start-receiver';
import { deliver } from '../../src/testing/deliver';

expect.extend({ toBeNotification, toHaveReceived });

/** The message without colours. */
async function failureOf(check: () => unknown): Promise<string> {
  try {
    await check();
  } catch (error) {
    // eslint-disable-next-line no-control-regex -- colours are control characters
    return (error as Error).message.replaceAll(/\u001b\[\d+m/g, '');
  }
  throw new Error('expected a failure');
}

describe('toBeNotification', () => {
  const hit = build('new_hits');

  test('takes objects, texts and bytes', () => {
    expect(hit).toBeNotification();
    expect(JSON.stringify(hit)).toBeNotification('new_hits');
    expect(Buffer.from(JSON.stringify([hit]))).toBeNotification('new_hits');
  });

  test.each([
    ['another type', build('vuln')],
    ['a broken one', build('new_hits', { overrides: { summary: 7 } })],
    ['two of them', [hit, hit]],
    ['no object', 7],
    ['nothing', undefined],
  ])('refuses %s', (_title, value) => {
    expect(value).not.toBeNotification('new_hits');
  });

  test('says what is wrong', async () => {
    const broken = build('new_hits', { overrides: { summary: 7 } });
    expect(await failureOf(() => expect(broken).toBeNotification())).toMatchSnapshot();
    expect(
      await failureOf(() => expect(build('vuln')).toBeNotification('new_hits')),
    ).toMatchSnapshot();
    expect(await failureOf(() => expect(hit).not.toBeNotification('new_hits'))).toMatchSnapshot();
  });
});

describe('toHaveReceived', () => {
  test('passes when it arrived, with .not when nothing like it did', async () => {
    await using receiver = await startReceiver();
    await deliver(receiver, [build('new_hits')]);
    await expect(receiver).toHaveReceived({ type: 'new_hits', exactly: 1 });
    await expect(receiver).not.toHaveReceived({ type: 'vuln' });
    await expect(receiver).not.toHaveReceived({ type: 'new_hits', exactly: 2, within: 1 });
  });

  test('fails with the nearest miss, with .not with what came', async () => {
    await using receiver = await startReceiver();
    await deliver(receiver, [
      build('new_hits', { overrides: { details: { hit: { type: 'xss' } } } }),
    ]);
    const where = { details: { hit: { type: 'sqli' } } };
    expect(
      await failureOf(() => expect(receiver).toHaveReceived({ where, within: 1 })),
    ).toMatchSnapshot();
    expect(
      await failureOf(() => expect(receiver).not.toHaveReceived({ type: 'new_hits' })),
    ).toMatchSnapshot();
    expect(
      await failureOf(() => expect(receiver).not.toHaveReceived({ type: 'new_hits', exactly: 1 })),
    ).toMatchSnapshot();
  });

  test('fails either way when what could decide it was dropped', async () => {
    await using receiver = await startReceiver({ keep: 1 });
    await deliver(receiver, [build('ip_blocked')]);
    await deliver(receiver, [build('ip_blocked')]);
    for (const one of [expect(receiver), expect(receiver).not]) {
      await expect(one.toHaveReceived({ type: 'vuln', exactly: 1 })).rejects.toMatchObject({
        code: 'WST_VERIFICATION_DROPPED',
      });
    }
  });
});
