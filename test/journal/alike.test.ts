/** Entries that are alike share what is made of them; each is still read back as it came. */
import type { EntryDraft, JournalEntry } from '../../src/journal/entry';
import { build } from '../../src/notification/build';
import { listFindings } from '../../src/notification/list-findings';
import type { NotificationType } from '../../src/notification/notification-type';
import { draft, VARIANTS } from '../helpers/journal';

const findingsOf = (type: NotificationType) =>
  listFindings(draft(JSON.stringify([build(type, { seed: 1 })])).findings);
const SHARED = draft('{}', { findings: findingsOf('new_hits') });
/** Differs from the others in its body and time, as one sender's deliveries do, and in what is given here. */
const one = (n: number, over: Partial<EntryDraft> = {}): EntryDraft => {
  const body = Buffer.from(`{"n":${n},"${'x'.repeat(n % 7)}":1}`);
  const receivedAt = SHARED.receivedAt + n;
  return { ...SHARED, body, bodySize: body.length, receivedAt, ...over };
};

/** One field each in which it differs. */
const OTHERS: readonly Partial<EntryDraft>[] = [
  { method: 'PUT' },
  { path: '/other' },
  { remoteAddress: '192.0.2.1' },
  { tlsVersion: null },
  { verdict: 'refused', answer: { status: 503 } },
  { answer: { status: 200, reason: 'another one' } },
  { headers: { host: 'other' } },
  { findings: findingsOf('ip_blocked') },
  { findings: listFindings(draft('{"other":1}').findings) },
  { idempotencyKey: 'key' },
  { idempotencyKey: '"é\n', headers: { host: 'other', 'idempotency-key': '"é\n' } },
  { fault: 'timeout' },
  { origin: { id: '0000000009', importedAt: 1 } },
  { bodySize: 999 },
];

const asKept = (entry: JournalEntry): object => ({ ...entry, id: undefined, repeat: undefined });

describe.each(VARIANTS)('a journal (%s)', (_name, open) => {
  test('reads back each of many entries as it came, alike and not', async () => {
    await using journal = await open();
    const drafts = OTHERS.flatMap((other, index) => [
      one(10 * index),
      one(10 * index + 1, other),
      one(10 * index + 2),
      one(10 * index + 3, other),
    ]);
    for (const each of drafts) await journal.append(each);

    const kept: object[] = [];
    for await (const entry of journal.read()) kept.push(asKept(entry));
    expect(kept).toEqual(drafts);
    const { entries } = await journal.query({ limit: 100, order: 'oldest-first' });
    expect(
      entries.map(({ method, path, remoteAddress, bodySize, receivedAt, status }) => [
        ...[method, path, remoteAddress, bodySize, receivedAt, status],
      ]),
    ).toEqual(
      drafts.map(({ method, path, remoteAddress, bodySize, receivedAt, answer }) => [
        ...[method, path, remoteAddress, bodySize, receivedAt, answer.status],
      ]),
    );
  });

  test('does so when those are cleared or dropped that came first', async () => {
    await using journal = await open({ keep: 120 });
    const other = (n: number): Partial<EntryDraft> => {
      if (n % 4 === 0) return { headers: { host: `${n % 8}` } };
      return n % 4 === 1 ? { idempotencyKey: `key ${n}` } : {};
    };
    for (let n = 0; n < 150; n += 1) await journal.append(one(n, other(n)));
    await journal.clear({ search: 'method:POST', until: SHARED.receivedAt + 60 });
    for (let n = 150; n < 160; n += 1) await journal.append(one(n, other(n)));

    const kept: JournalEntry[] = [];
    for await (const entry of journal.read()) kept.push(entry);
    expect(kept.length).toBeGreaterThan(90);
    for (const entry of kept) {
      const n = entry.receivedAt - SHARED.receivedAt;
      expect(asKept(entry)).toEqual(one(n, other(n)));
    }
  });
});
