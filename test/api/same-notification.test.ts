/** From a delivery to the one before or after it with the same notification. */
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { call, startTestApi } from './setup';

const hit = build('new_hits', { seed: 1 });
const reordered = Object.fromEntries(Object.entries(hit).reverse());
const BODIES = [
  JSON.stringify([hit]),
  JSON.stringify([build('new_hits', { seed: 2 })]),
  JSON.stringify(reordered),
  JSON.stringify([hit, build('vuln', { seed: 1 })]),
  'no notification',
];

describe('the same notification', () => {
  test.each([
    [3, 'earlier', '0000000001'],
    [3, 'later', '0000000004'],
    [1, 'earlier', null],
    [4, 'later', null],
    [2, 'earlier', null],
    [5, 'earlier', null],
  ])('of delivery %s, %s, is in %s', async (number, direction, id) => {
    await using running = await startTestApi();
    for (const body of BODIES) await running.journal.append(draft(body));

    const path = `/api/deliveries/${number}/same?direction=${direction}`;
    const reply = await call(running.api, path);

    expect([reply.status, reply.json()]).toEqual([200, { id }]);
  });

  test('is looked for before, unless it is said which way', async () => {
    await using running = await startTestApi();
    for (const body of BODIES) await running.journal.append(draft(body));

    const reply = await call(running.api, '/api/deliveries/0000000004/same');
    const unknown = await call(running.api, '/api/deliveries/0000000004/same?direction=up');

    expect(reply.json()).toEqual({ id: '0000000003' });
    expect(unknown.status).toBe(400);
  });
});
