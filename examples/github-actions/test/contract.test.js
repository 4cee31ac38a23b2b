'use strict';

const { test } = require('node:test');
const { readFileSync } = require('node:fs');

const { deliver, startReceiver } = require('wallstash');

test('the kept notifications are delivered, and honour their schemas', async (t) => {
  const receiver = await startReceiver({ closeAfter: t });

  // In your project: your own code sends these.
  await deliver(receiver, readFileSync('notifications/new_hits.json'));

  await receiver.expect({ type: 'new_hits', exactly: 3 });
});
