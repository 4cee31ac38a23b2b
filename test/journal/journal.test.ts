import { InvalidOptionError } from '../../src/errors';
import { JournalClosedError } from '../../src/journal/errors';
import type { EntryQuery, Journal } from '../../src/journal/journal';
import { build } from '../../src/notification/build';
import { fingerprint } from '../../src/notification/fingerprint';
import { bodiesOf, draft, VARIANTS } from '../helpers/journal';

async function ids(journal: Journal, query?: EntryQuery): Promise<string[]> {
  const { entries } = await journal.query(query);
  return entries.map(({ id }) => id);
}

describe.each(VARIANTS)('a %s journal', (_name, open) => {
  test('gives an entry back as it was handed in, with an id that sorts', async () => {
    await using journal = await open();
    const given = draft('{"a', {
      method: 'PUT',
      path: '/in?a=1',
      idempotencyKey: 'k1',
      verdict: 'rejected',
      answer: { status: 422, reason: 'It breaks the schema.' },
      fault: 'delay',
    });

    const first = await journal.append(given);
    const second = await journal.append(draft());

    expect(first).toMatchObject({ ...given, repeat: false });
    expect(await journal.get(first.id)).toEqual(first);
    expect(first.id < second.id).toBe(true);
  });

  test.each([
    ['text with every kind of character', Buffer.from('\ufeff{"ä":"\u2028 😀 \\" \u0000"}\r\n')],
    ['bytes that are not UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0xed, 0xa0, 0x80])],
    ['nothing', Buffer.alloc(0)],
    ['two megabytes', Buffer.alloc(2_000_000, 'ab"')],
  ])('keeps a body byte for byte: %s', async (_body, body) => {
    await using journal = await open();
    const { id } = await journal.append(draft(body));
    expect((await journal.get(id))?.body.equals(body)).toBe(true);
  });

  test('leaves parsed payloads out of the findings', async () => {
    await using journal = await open();
    const { findings } = await journal.append(draft(JSON.stringify([build('new_hits')])));
    expect(findings.notifications).toHaveLength(1);
    expect(findings.notifications[0]).not.toHaveProperty('payload');
  });

  test('summarizes without bodies', async () => {
    await using journal = await open();
    const body = JSON.stringify([build('new_hits', { seed: 1 }), build('new_hits', { seed: 2 })]);
    await journal.append(draft(body));

    const { entries } = await journal.query();

    expect(entries).toEqual([
      {
        id: '0000000001',
        receivedAt: Date.UTC(2026, 10, 24),
        remoteAddress: '127.0.0.1',
        method: 'POST',
        path: '/',
        bodySize: body.length,
        carrier: 'array',
        types: ['new_hits'],
        notifications: 2,
        violations: 0,
        notices: 0,
        verdict: 'accepted',
        status: 200,
        repeat: false,
      },
    ]);
  });

  test('answers for unknown ids with undefined', async () => {
    await using journal = await open();
    expect(await journal.get('0000000001')).toBeUndefined();
    expect(await journal.get('nonsense')).toBeUndefined();
  });

  test('filters by each condition alone and by several together', async () => {
    await using journal = await open();
    const hit = build('new_hits', { seed: 1 });
    await journal.append(draft(JSON.stringify([hit]), { receivedAt: 1_000, path: '/a/b' }));
    await journal.append(draft('{"a"', { receivedAt: 2_000, verdict: 'rejected', method: 'PUT' }));
    await journal.append(draft('', { receivedAt: 3_000, verdict: 'refused' }));
    const [one, two, three] = ['0000000001', '0000000002', '0000000003'];

    expect(await ids(journal, { type: 'new_hits' })).toEqual([one]);
    expect(await ids(journal, { verdict: 'refused' })).toEqual([three]);
    expect(await ids(journal, { valid: true })).toEqual([one]);
    expect(await ids(journal, { valid: false })).toEqual([two, three]);
    expect(await ids(journal, { method: 'PUT' })).toEqual([two]);
    expect(await ids(journal, { path: '/a' })).toEqual([one]);
    expect(await ids(journal, { carrier: 'array' })).toEqual([one]);
    expect(await ids(journal, { since: 2_000 })).toEqual([two, three]);
    expect(await ids(journal, { until: 2_000 })).toEqual([one]);
    expect(await ids(journal, { text: 'NEW_HITS' })).toEqual([one]);
    expect(await ids(journal, { fingerprint: fingerprint(hit) })).toEqual([one]);
    expect(await ids(journal, { since: 2_000, method: 'POST' })).toEqual([three]);
    expect(await ids(journal, { type: 'new_hits', text: 'absent' })).toEqual([]);
  });

  test('pages in both directions', async () => {
    await using journal = await open();
    for (let count = 0; count < 5; count += 1) await journal.append(draft());

    for (const order of ['oldest-first', 'newest-first'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await journal.query({ order, limit: 2, ...(cursor && { cursor }) });
        expect(page.dropped).toBe(0);
        seen.push(...page.entries.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      const sorted = ['1', '2', '3', '4', '5'].map((digit) => digit.padStart(10, '0'));
      expect(seen).toEqual(order === 'oldest-first' ? sorted : sorted.toReversed());
    }
  });

  test('pages from the newest on when a cursor is beyond it', async () => {
    await using journal = await open();
    await journal.append(draft());
    const page = await journal.query({ order: 'newest-first', cursor: 'n9999999999' });
    expect(page.entries.map(({ id }) => id)).toEqual(['0000000001']);
  });

  test('has no next page when the last match is shown, whatever else follows', async () => {
    await using journal = await open();
    await journal.append(draft('', { path: '/wanted' }));
    await journal.append(draft('', { path: '/other' }));
    const page = await journal.query({ path: '/wanted', limit: 1 });
    expect(page).toMatchObject({ entries: [{ path: '/wanted' }], dropped: 0 });
    expect(page).not.toHaveProperty('next');
  });

  test.each([
    { limit: 0 },
    { limit: 1001 },
    { cursor: 'x' },
    { cursor: 'n0000000001', order: 'oldest-first' as const },
  ])('refuses the query %j', async (query) => {
    await using journal = await open();
    await expect(journal.query(query)).rejects.toThrow(InvalidOptionError);
  });

  test('knows an Idempotency-Key that came before', async () => {
    await using journal = await open();
    const long = 'x'.repeat(10_000);
    const drafts = ['a', 'b', 'a', long, long].map((idempotencyKey) =>
      draft('', { idempotencyKey }),
    );

    const together = await Promise.all(drafts.map((one) => journal.append(one)));
    const later = await journal.append(draft('', { idempotencyKey: 'b' }));

    expect(together.map(({ repeat }) => repeat)).toEqual([false, false, true, false, true]);
    expect(later.repeat).toBe(true);
  });

  test('streams entries with bodies, up to the newest at the start', async () => {
    await using journal = await open();
    for (const body of ['1', '2', '3']) await journal.append(draft(body));
    const seen: string[] = [];
    for await (const { body } of journal.read({ valid: false })) {
      seen.push(body.toString());
      await journal.append(draft('more'));
    }
    expect(seen).toEqual(['1', '2', '3']);
  });

  test('tells a subscriber of each entry in order, until it leaves', async () => {
    await using journal = await open();
    const seen: string[] = [];
    await journal.append(draft());
    const leave = journal.subscribe(({ id }) => seen.push(id));
    await Promise.all([draft(), draft()].map((one) => journal.append(one)));
    leave();
    await journal.append(draft());
    expect(seen).toEqual(['0000000002', '0000000003']);
  });

  test('drops the oldest beyond its limit and says so in pages, statistics and reads', async () => {
    await using journal = await open({ keep: 100 });
    const all = Array.from({ length: 450 }, (_, place) => String(place + 1));
    for (const body of all) await journal.append(draft(body));

    const { entries, dropped, oldest, newest, pending } = journal.statistics();

    expect(entries).toBeGreaterThanOrEqual(100);
    expect(entries).toBeLessThanOrEqual(200);
    expect({ dropped, pending, newest }).toEqual({
      dropped: 450 - entries,
      pending: 0,
      newest: '0000000450',
    });
    expect(Number(oldest)).toBe(dropped + 1);
    expect(await bodiesOf(journal)).toEqual(all.slice(dropped));
    expect(await journal.get('0000000001')).toBeUndefined();
    expect(await journal.query({ limit: 1 })).toMatchObject({ dropped, entries: [{ id: oldest }] });
    const backwards = await journal.query({ order: 'newest-first', limit: 1000 });
    expect(backwards).toMatchObject({ dropped });
    expect(backwards.entries).toHaveLength(entries);
  });

  test('forgets an Idempotency-Key with the last entry that bore it', async () => {
    await using journal = await open({ keep: 1 });
    await journal.append(draft('', { idempotencyKey: 'a' }));
    await Promise.all(Array.from({ length: 200 }, () => journal.append(draft())));
    expect(await journal.append(draft('', { idempotencyKey: 'a' }))).toMatchObject({
      repeat: false,
    });
  });

  test('drops by bytes as well, but never the newest entry', async () => {
    await using journal = await open({ keepBytes: 20_000 });
    for (let count = 0; count < 20; count += 1) await journal.append(draft('x'.repeat(5_000)));
    expect(journal.statistics()).toMatchObject({ newest: '0000000020' });
    expect(journal.statistics().bytes).toBeLessThanOrEqual(20_000);

    await journal.append(draft('x'.repeat(50_000)));

    expect(journal.statistics()).toMatchObject({ entries: 1, dropped: 20 });
  });

  test('refuses appends and waits once it is closed, and ends the waits under way', async () => {
    const journal = await open();
    const waiting = journal.waitFor({});
    const refused = expect(waiting).rejects.toThrow(JournalClosedError);
    await journal.close();
    await refused;
    await expect(journal.append(draft())).rejects.toThrow(JournalClosedError);
    await expect(journal.waitFor({})).rejects.toThrow(JournalClosedError);
    await journal[Symbol.asyncDispose]();
  });

  test('writes what is pending before it closes', async () => {
    await using journal = await open();
    const pending = Array.from({ length: 100 }, () => journal.append(draft()));
    await journal.close();
    expect(await Promise.all(pending)).toHaveLength(100);
  });

  test.each([{ keep: 0 }, { keep: 1.5 }, { keepBytes: -1 }])(
    'refuses the limits %j',
    async (limits) => {
      await expect((async () => open(limits))()).rejects.toThrow(InvalidOptionError);
    },
  );
});
