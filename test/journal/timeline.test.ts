/** Deliveries counted over time. */
import { draft, VARIANTS } from '../helpers/journal';
import type { EntryDraft } from '../../src/journal/entry';

const START = Date.UTC(2026, 10, 24, 12);
const at = (seconds: number, over: Partial<EntryDraft> = {}): EntryDraft =>
  draft('[]', { receivedAt: START + seconds * 1_000, ...over });

describe.each(VARIANTS)('the timeline of a journal (%s)', (_name, open) => {
  test('counts by what came of them, as finely as it may', async () => {
    await using journal = await open();
    for (const [second, verdict] of [
      [0, 'accepted'],
      [0.9, 'rejected'],
      [1, 'refused'],
      [9, 'accepted'],
    ] as const) {
      await journal.append(at(second, { verdict }));
    }

    expect(await journal.timeline({ buckets: 10 })).toEqual({
      ...{ total: 4, width: 1_000, earliest: START, latest: START + 9_000, newest: '0000000004' },
      damaged: 0,
      buckets: [
        { at: START, accepted: 1, rejected: 1, refused: 0 },
        { at: START + 1_000, accepted: 0, rejected: 0, refused: 1 },
        { at: START + 9_000, accepted: 1, rejected: 0, refused: 0 },
      ],
    });
    const coarse = await journal.timeline({ buckets: 2 });
    expect(coarse).toMatchObject({ width: 5_000, total: 4 });
    expect(coarse.buckets.map(({ accepted }) => accepted)).toEqual([1, 1]);
  });

  test('keeps to its buckets whatever the dates, and counts each once', async () => {
    await using journal = await open();
    const seconds = [0, -86_400 * 900, 3, 86_400 * 9_000, 50, -7];
    for (const second of seconds) await journal.append(at(second));

    const { total, buckets, width } = await journal.timeline({ buckets: 7 });

    const from = buckets[0]?.at ?? 0;
    expect(total).toBe(seconds.length);
    expect(buckets.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(seconds.length);
    expect(((buckets.at(-1)?.at ?? 0) - from) / width).toBeLessThan(7);
  });

  test('counts what a search finds', async () => {
    await using journal = await open();
    await journal.append(at(0, { method: 'PUT' }));
    await journal.append(at(1));

    expect((await journal.timeline({ search: 'method:PUT' })).total).toBe(1);
    expect(await journal.timeline({ search: 'method:PATCH' })).toEqual({
      ...{ total: 0, width: 1_000, buckets: [], newest: '0000000002', damaged: 0 },
    });
    await expect(journal.timeline({ buckets: 0 })).rejects.toThrow('from 1 to 500');
  });

  test('ends when nobody waits for it any more, having let others have their turn', async () => {
    await using journal = await open({ keep: 20_000 });
    await Promise.all(Array.from({ length: 9_000 }, () => journal.append(at(0))));
    const caller = new AbortController();
    setImmediate(() => caller.abort(new Error('the caller hung up')));

    await expect(journal.timeline({ signal: caller.signal })).rejects.toThrow('hung up');
  });
});
