/** Deliveries downloaded over HTTP. */
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';
import { call, startTestApi } from './setup';

const hit = JSON.stringify([build('new_hits', { seed: 1 })]);

describe('an export over HTTP', () => {
  test.each([
    ['ndjson', 'deliveries.ndjson', '"id":"0000000001"'],
    ['bodies', 'deliveries.bodies.txt', '[{'],
    ['har', 'deliveries.har', '"version":"1.2"'],
    ['curl', 'deliveries.sh', 'the PEM of its CA'],
  ])('as %s is saved as %s and holds what the search finds', async (format, name, part) => {
    await using running = await startTestApi();
    await running.journal.append(draft(hit));
    await running.journal.append(draft('{"other":1}'));

    const query = `format=${format}&search=type:new_hits`;
    const reply = await call(running.api, `/api/deliveries/export?${query}`);

    expect(reply.status).toBe(200);
    expect(reply.headers['content-disposition']).toBe(`attachment; filename="${name}"`);
    expect(reply.headers['content-type']).toBe('application/octet-stream');
    expect(reply.text).toContain(part);
    expect(reply.text).not.toContain('other');
  });

  test('that is asked for wrongly is refused before it begins', async () => {
    await using running = await startTestApi();
    for (const query of ['format=pdf', 'search=typ:x', 'limit=3']) {
      const reply = await call(running.api, `/api/deliveries/export?${query}`);
      expect([query, reply.status]).toEqual([query, 400]);
    }
  });
});
