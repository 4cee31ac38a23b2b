import { JournalWriteError } from '../../src/journal/errors';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { heldJournal } from '../helpers/held-journal';
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);

describe('a journal that cannot write', () => {
  test('is never answered "ok": 503, reported, and taken up again once it can', async () => {
    const journal = memoryJournal();
    const append = journal.append.bind(journal);
    let full = true;
    journal.append = (draft) =>
      full ? Promise.reject(new JournalWriteError('/data', new Error('ENOSPC'))) : append(draft);
    await using receiver = await startTestReceiver({}, { journal });

    const during = await send(receiver, BODY);
    full = false;
    const after = await send(receiver, BODY);

    expect([during.status, after.status]).toEqual([503, 200]);
    expect(JSON.parse(during.text)).toMatchObject({ type: 'docs/errors.md#wst_journal_write' });
    expect(await receiver.nextTrouble()).toMatchObject({ kind: 'journal' });
    expect(await entriesOf(journal)).toHaveLength(1);
  });
});

describe('a journal that is slow', () => {
  test('makes the receiver answer 429 beyond the pending requests, and loses none it took', async () => {
    const { journal, held, release } = heldJournal();
    await using receiver = await startTestReceiver({ maxPendingRequests: 1 }, { journal });
    const first = send(receiver, BODY);
    await held;

    const second = await send(receiver, BODY);
    release();

    expect(second.status).toBe(429);
    expect(second.headers['retry-after']).toBe('1');
    expect((await first).status).toBe(200);
    expect(await entriesOf(journal)).toHaveLength(1);
    expect(await receiver.nextTrouble()).toMatchObject({ kind: 'overload' });
  });
});
