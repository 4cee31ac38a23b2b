'use strict';

const { any, build, startReceiver } = require('wallstash');
require('wallstash/jest');

const { postNotifications } = require('./post-notifications');

let receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

test('each notification arrives once, and honours its schema', async () => {
  const hits = [0, 1].map((index) => build('new_hits', { index }));

  expect(await postNotifications(hits, receiver)).toBe(200);

  await expect(receiver).toHaveReceived({ type: 'new_hits', exactly: 2 });
  await expect(receiver).not.toHaveReceived({ type: 'vuln' });
});

test('the fields arrive as they were sent', async () => {
  const overrides = { details: { hit: { type: 'sqli' } } };

  await postNotifications([build('new_hits', { overrides })], receiver);

  const [received] = await receiver.expect({
    type: 'new_hits',
    where: { summary: /hit/i, details: { cloud: 'EU', hit: { type: 'sqli', path: any.string() } } },
  });
  expect(received.payload).toBeNotification('new_hits');
});

test('what breaks the schema is refused and does not count', async () => {
  const broken = build('new_hits', { overrides: { summary: 7 } });
  expect(broken).not.toBeNotification();

  expect(await postNotifications([broken], receiver)).toBe(422);

  await receiver.expect({ type: 'new_hits', valid: false, exactly: 1 });
});

test('a miss is explained field by field', async () => {
  const overrides = { details: { hit: { type: 'xss' } } };
  await postNotifications([build('new_hits', { overrides })], receiver);

  const wanted = receiver.verify({ where: { details: { hit: { type: 'sqli' } } } });

  await expect(wanted).rejects.toThrow('details.hit.type: want "sqli", got "xss"');
});
