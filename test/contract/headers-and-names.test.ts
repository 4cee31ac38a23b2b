/** Expectations about what stands around a notification: headers, a name, nothing broken. */
import { any, matching } from '../../src/contract/value-matcher';
import { readExpectation } from '../../src/contract/read-expectation';
import { build } from '../../src/notification/build';
import { deliver } from '../../src/testing/deliver';
import { startReceiver } from '../../src/testing/start-receiver';

const HIT = build('new_hits');
const BROKEN = build('new_hits', { overrides: { summary: 7 } });
const messageOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'it held',
    (error: unknown) => (error as Error).message,
  );

describe('headers', () => {
  test('are matched by name in any case, by text, matcher and regular expression', async () => {
    await using receiver = await startReceiver({ keepHeaders: ['X-Tenant'] });
    const headers = [{ name: 'X-Tenant', value: 'north' }];
    await deliver({ url: receiver.url, ca: receiver.ca, headers }, [HIT]);
    await receiver.verify({ headers: { 'x-tenant': 'north' }, exactly: 1 });
    await receiver.verify({ headers: { 'X-TENANT': any.string(), 'Content-Type': /json/ } });
    await receiver.verify({ headers: { 'x-tenant': matching(/^n/) } });
    const file = { headers: { 'X-Tenant': { $regex: '^no' } }, exactly: 1 };
    await receiver.verify(readExpectation(file));
    await receiver.verify(readExpectation({ headers: { 'X-Other': { $absent: true } } }));
  });

  test('that differ are told as a near miss', async () => {
    await using receiver = await startReceiver();
    await deliver(receiver, [HIT]);
    const message = await messageOf(
      receiver.verify({ headers: { 'content-type': 'text/plain', 'x-tenant': 'north' } }),
    );
    expect(message).toContain('with the header ["content-type"] "text/plain"');
    expect(message).toContain('headers["content-type"]: want "text/plain", got "application/json');
    expect(message).toContain('headers["x-tenant"]: want "north", got nothing');
  });

  test('that the receiver keeps back are told as that', async () => {
    await using receiver = await startReceiver();
    const headers = [{ name: 'X-Tenant', value: 'north' }];
    await deliver({ url: receiver.url, ca: receiver.ca, headers }, [HIT]);
    const message = await messageOf(receiver.verify({ headers: { 'x-tenant': 'north' } }));
    expect(message).toContain('name the header in keepHeaders');
  });

  test('cannot be anything but texts and matchers', async () => {
    await using receiver = await startReceiver();
    await expect(messageOf(receiver.verify({ headers: { 'x-tenant': 7 } }))).resolves.toContain(
      'headers["x-tenant"]',
    );
  });
});

describe('name', () => {
  test('stands before the failure', async () => {
    await using receiver = await startReceiver();
    const message = await messageOf(receiver.verify({ name: 'the hit arrives', type: 'new_hits' }));
    expect(message).toMatch(/^the hit arrives: Expected at least 1 notification of type new_hits/);
  });
});

describe('noViolations', () => {
  test('holds when nothing came, and when all that came honours the schema', async () => {
    await using receiver = await startReceiver();
    await receiver.expect({ noViolations: true, quietFor: 1 });
    await deliver(receiver, [HIT]);
    await receiver.expect({ noViolations: true, type: 'new_hits', exactly: 1, quietFor: 1 });
  });

  test('fails for what breaks the schema, whatever else is expected', async () => {
    await using receiver = await startReceiver({ onViolation: 'accept' });
    await deliver(receiver, [build('vuln')]);
    await deliver(receiver, [BROKEN]);
    const message = await messageOf(receiver.expect({ noViolations: true, type: 'vuln' }));
    expect(message).toContain('but 1 of 2 deliveries broke it.');
    expect(message).toContain('/0/summary');
  });

  test('fails for a body that holds no notification at all', async () => {
    await using receiver = await startReceiver({ onViolation: 'accept' });
    const failing = messageOf(receiver.expect({ noViolations: true, quietFor: 3_600_000 }));
    await deliver(receiver, Buffer.from('no JSON'));
    expect(await failing).toContain('nothing that breaks the schema, but the delivery broke it.');
  });
});
