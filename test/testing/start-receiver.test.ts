/** The receiver for tests. */
import { createServer } from 'node:net';
import { once } from 'node:events';

import { build } from '../../src/notification/build';
import { startReceiver } from '../../src/testing/start-receiver';
import { deliver } from '../../src/testing/deliver';
import { DeliveryError } from '../../src/testing/errors';

const FOREVER = 3_600_000;

async function failureOf(delivering: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await delivering.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DeliveryError);
  return error as DeliveryError;
}

describe('startReceiver', () => {
  test('takes a free port and shows a certificate of its own CA', async () => {
    await using one = await startReceiver();
    await using other = await startReceiver();
    expect(one.port).not.toBe(other.port);
    const { url, ca } = one;
    await expect(deliver({ url, ca }, [build('vuln')])).resolves.toMatchObject({
      outcome: 'delivered',
    });
    const ipUrl = url.replace('localhost', '127.0.0.1');
    await expect(deliver({ url: ipUrl, ca }, [build('vuln')])).resolves.toMatchObject({
      outcome: 'delivered',
    });
    await expect(one.verify({ type: 'vuln', exactly: 2 })).resolves.toHaveLength(2);
    expect(one.journal.statistics().entries).toBe(2);
  });

  test('has the path that it takes in its url', async () => {
    await using receiver = await startReceiver({ path: '/wallarm' });

    expect(receiver.url).toBe(`https://localhost:${receiver.port}/wallarm`);
    await deliver(receiver, [build('vuln')]);
  });

  test('closing it ends those that wait, with a clear error, and frees the port', async () => {
    const receiver = await startReceiver();
    const waiting = receiver.expect({ type: 'vuln', within: FOREVER });
    const rejected = expect(waiting).rejects.toMatchObject({
      code: 'WST_JOURNAL_CLOSED',
      message: expect.stringContaining('the receiver was closed') as string,
    });
    await receiver.close();
    await receiver.close();
    await rejected;
    const server = createServer().listen(receiver.port, '127.0.0.1');
    await once(server, 'listening');
    server.close();
  });

  test('expects the retries after a refusal', async () => {
    await using receiver = await startReceiver();
    const broken = [build('vuln', { overrides: { summary: 7 } })];
    const error = await failureOf(deliver(receiver, broken, { retries: 'wallarm', timeScale: 0 }));
    const exactly = error.delivery.attempts.length;
    expect(exactly).toBeGreaterThan(1);
    expect(error.message).toContain(`after ${exactly} attempts: STATUS_422.`);
    await expect(
      receiver.expect({ type: 'vuln', valid: false, accepted: false, exactly, quietFor: 1 }),
    ).resolves.toHaveLength(exactly);
  });

  test('finds the notification in a Logstash event under a field of its own', async () => {
    await using receiver = await startReceiver({ logstashField: 'alarm' });
    const event = { '@timestamp': '2026-11-24T00:00:00Z', '@version': '1', alarm: build('vuln') };
    await deliver(receiver, [event]);
    const where = { details: { notification_type: 'vuln' } };
    await expect(receiver.verify({ where })).resolves.toHaveLength(1);
  });

  test('refuses an expectation that cannot be', async () => {
    await using receiver = await startReceiver();
    await expect(receiver.expect({ exactly: 1, atLeast: 1 })).rejects.toMatchObject({
      code: 'WST_OPTION',
    });
  });
});
