import { randomInt } from 'node:crypto';
import { readdir } from 'node:fs/promises';

import { openJournal } from '../../src/journal/durable-journal';
import type { JournalEntry } from '../../src/journal/entry';
import { loadJournal } from '../../src/journal/segments/load';
import { testDirectory, writerProcess } from '../helpers/journal';

describe('a writer killed with kill -9', () => {
  test('has every acknowledged entry in the journal, once, round after round', async () => {
    await using directory = await testDirectory();
    const acknowledged = new Map<string, string>();
    for (let round = 0; round < 5; round += 1) {
      const writer = writerProcess('append', directory.path);
      const enough = acknowledged.size + randomInt(200, 2_000);
      for await (const line of writer.lines) {
        const [id, key] = line.split(' ');
        if (id !== undefined && key !== undefined) acknowledged.set(key, id);
        if (acknowledged.size >= enough) break;
      }
      await writer.kill();

      await using journal = await openJournal({ directory: directory.path });

      const held = await heldOnce(journal.read());
      const lost = [...acknowledged].filter(([key, id]) => held.get(key) !== id);
      expect(lost).toEqual([]);
      expect(journal.repairs.filter(({ kind }) => kind !== 'torn-tail')).toEqual([]);
    }
  });

  test('while it clears leaves every other acknowledged entry in a sound journal, once', async () => {
    await using directory = await testDirectory();
    const acknowledged = new Map<string, string>();
    let clearings = 0;
    for (let round = 0; round < 4; round += 1) {
      const writer = writerProcess('clear', directory.path);
      const enough = { clearings: clearings + randomInt(1, 3), entries: acknowledged.size + 25 };
      for await (const line of writer.lines) {
        const [id = '', key, method] = line.split(' ');
        if (id === 'cleared') clearings += 1;
        else if (method === 'POST' && key !== undefined) acknowledged.set(key, id);
        if (clearings >= enough.clearings && acknowledged.size >= enough.entries) break;
      }
      await writer.kill();

      await using journal = await openJournal({ directory: directory.path, keep: 10_000_000 });

      const held = await heldOnce(journal.read({ method: 'POST' }));
      const lost = [...acknowledged].filter(([key, id]) => held.get(key) !== id);
      expect(lost).toEqual([]);
      expect(journal.repairs.filter(({ kind }) => kind !== 'torn-tail')).toEqual([]);
      const { problems } = await loadJournal(directory.path, { thorough: true });
      expect(problems).toEqual([]);
      const left = (await readdir(directory.path)).filter((name) => name.endsWith('.clearing'));
      expect(left).toEqual([]);
    }
    expect(acknowledged.size).toBeGreaterThanOrEqual(100);
  });
});

/** Ids by the key that the writer put into the body; no key may be there twice. */
async function heldOnce(entries: AsyncIterable<JournalEntry>): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  for await (const { id, body } of entries) {
    const [{ key } = { key: '' }] = JSON.parse(body.toString()) as { key: string }[];
    expect(held.has(key)).toBe(false);
    held.set(key, id);
  }
  return held;
}
