import fc from 'fast-check';

import { draft, VARIANTS } from '../helpers/journal';

/** Between pages so many entries arrive; every third goes to the wanted path. */
const walk = fc.record({
  keep: fc.integer({ min: 1, max: 40 }),
  limit: fc.integer({ min: 1, max: 15 }),
  order: fc.constantFrom('oldest-first' as const, 'newest-first' as const),
  filtered: fc.boolean(),
  before: fc.integer({ min: 0, max: 150 }),
  arrivals: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 8 }),
});

describe.each(VARIANTS)('pages of a %s journal', (_name, open) => {
  test('neither repeat nor hide an entry while others arrive and are dropped, and count what is gone', async () => {
    await fc.assert(
      fc.asyncProperty(walk, async ({ keep, limit, order, filtered, before, arrivals }) => {
        await using journal = await open({ keep });
        let written = 0;
        const write = async (count: number): Promise<void> => {
          const paths = Array.from({ length: count }, () => (++written % 3 === 0 ? '/yes' : '/no'));
          await Promise.all(paths.map((path) => journal.append(draft('', { path }))));
        };
        await write(before);
        const end = written;
        const shown: number[] = [];
        let dropped = 0;
        let cursor: string | undefined;
        for (const count of [...arrivals, ...Array<number>(200).fill(0)]) {
          const page = await journal.query({
            order,
            limit,
            ...(filtered && { path: '/yes' }),
            ...(cursor !== undefined && { cursor }),
          });
          shown.push(...page.entries.map(({ id }) => Number(id)));
          dropped += page.dropped;
          cursor = page.next;
          if (cursor === undefined) break;
          await write(count);
        }

        expect(cursor).toBeUndefined();
        const sorted = [...new Set(shown)].sort((a, b) => a - b);
        expect(shown).toEqual(order === 'oldest-first' ? sorted : sorted.toReversed());
        if (filtered) expect(shown.every((id) => id % 3 === 0)).toBe(true);
        else if (order === 'oldest-first') {
          // Nothing between the first and the last one shown is unaccounted for.
          expect(shown.length + dropped).toBe(Math.max(dropped, shown.at(-1) ?? 0));
        } else expect(shown.length + dropped).toBe(end);
      }),
      { numRuns: 25 },
    );
  });
});
