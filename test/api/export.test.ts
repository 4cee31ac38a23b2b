/** Deliveries downloaded over HTTP. */
import { build } from '../../src/notification/build';
import { openJournal } from '../../src/journal/durable-journal';
import { damage, draft, testDirectory } from '../helpers/journal';
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

  test('has all but what is damaged, and is cut off behind it', async () => {
    await using directory = await testDirectory();
    const journal = await openJournal({ directory: directory.path });
    const sentences: string[] = [];
    const onTrouble = (sentence: string): void => void sentences.push(sentence);
    await using running = await startTestApi({}, { journal, onTrouble });
    for (const body of ['1', '2', '3']) await journal.append(draft(body));
    await damage(directory.path, '"body":"2"', '"body":"X"');
    const path = `http://127.0.0.1:${running.api.port}/api/deliveries/export?format=bodies`;

    const reply = await fetch(path);

    let text = '';
    const reading = async (): Promise<void> => {
      for await (const chunk of reply.body ?? [])
        text += Buffer.from(chunk as Uint8Array).toString();
    };
    await expect(reading()).rejects.toThrow('terminated');
    expect(text).toBe('1\n3\n');
    expect(sentences).toEqual([
      'An export was cut off at its end. 1 entry is not among them: its record is damaged. Run "wallstash journal verify" to see which.',
    ]);
  });

  test('that is asked for wrongly is refused before it begins', async () => {
    await using running = await startTestApi();
    for (const query of ['format=pdf', 'search=typ:x', 'limit=3']) {
      const reply = await call(running.api, `/api/deliveries/export?${query}`);
      expect([query, reply.status]).toEqual([query, 400]);
    }
  });
});
