import { expect, onTestFinished, test } from 'vitest';
import { build, deliver, startReceiver } from 'wallstash';
import 'wallstash/vitest';

import { withoutAddresses } from './without-addresses.js';

test('a hit without addresses is still a notification', () => {
  const hit = withoutAddresses(build('new_hits'));

  expect(hit.details.hit.remote_addr4).toBe('');
  expect(hit).toBeNotification('new_hits');
  expect(hit).not.toBeNotification('vuln');
});

test('it is delivered without addresses, in this order', async () => {
  const receiver = await startReceiver({ closeAfter: onTestFinished });
  const hits = [0, 1].map((index) => withoutAddresses(build('new_hits', { index })));

  await deliver(receiver, hits);

  const hit = { remote_addr4: '', remote_addr6: '' };
  await expect(receiver).toHaveReceived({ where: { details: { hit } }, exactly: 2 });
  await expect(receiver).not.toHaveReceived({
    where: { details: { hit: { remote_addr4: /\d/ } } },
  });
  await expect(receiver).toHaveReceived({
    inOrder: hits.map(({ details }) => ({ where: { details: { hit: { id: details.hit.id } } } })),
  });
});

test('a value that is no notification type does not compile', () => {
  // @ts-expect-error -- there is no such type
  expect(build('new_hits')).not.toBeNotification('new_hit');
});
