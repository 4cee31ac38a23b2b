/** Waiting for what is expected, and looking once. */
import { VerificationError } from '../../src/contract/errors';
import type { Expectation } from '../../src/contract/expectation';
import { between, matching } from '../../src/contract/value-matcher';
import { expectNotifications, verifyNotifications } from '../../src/contract/verify';
import type { Journal } from '../../src/journal/journal';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';

/** Long enough that only a defect would wait for its end. */
const FOREVER = 3_600_000;

const hit = (type: string, index = 0): object =>
  build('new_hits', { index, overrides: { details: { hit: { type } } } });

async function arrive(journal: Journal, ...notifications: readonly object[]): Promise<void> {
  await journal.append(draft(JSON.stringify(notifications)));
}

async function failureOf(promise: Promise<unknown>): Promise<VerificationError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof VerificationError) return error;
  throw new Error('expected a VerificationError', { cause: error });
}

describe('expectNotifications', () => {
  test('resolves with what is there already, with each notification of a body', async () => {
    const journal = memoryJournal();
    await arrive(journal, hit('sqli'), hit('xss'));
    const received = await expectNotifications(journal, { type: 'new_hits', atLeast: 2 });
    expect(received.map(({ pointer }) => pointer)).toEqual(['/0', '/1']);
    expect(received[1]?.payload).toEqual(hit('xss'));
  });

  test('resolves when it arrives', async () => {
    const journal = memoryJournal();
    const where = { details: { hit: { type: 'sqli', response_status: between(0, 999) } } };
    const waiting = expectNotifications(journal, { where, within: FOREVER });
    await arrive(journal, hit('xss'));
    await arrive(journal, hit('sqli'));
    await expect(waiting).resolves.toMatchObject([{ type: 'new_hits', method: 'POST' }]);
  });

  test('fails when the time is up, with what came', async () => {
    const journal = memoryJournal();
    await arrive(journal, hit('xss'));
    const expectation = { where: { details: { hit: { type: 'sqli' } } }, within: 1 };
    const error = await failureOf(expectNotifications(journal, expectation));
    expect(error).toMatchObject({ code: 'WST_VERIFICATION', expected: expectation, matched: [] });
    expect(error.nearMisses).toMatchObject([
      { pointer: '/0', mismatches: [{ path: 'details.hit.type', want: '"sqli"', got: '"xss"' }] },
    ]);
  });

  test('never passes once the quiet time is over, and fails at once when one comes', async () => {
    const journal = memoryJournal();
    await expect(
      expectNotifications(journal, { never: true, type: 'vuln', quietFor: 1 }),
    ).resolves.toEqual([]);
    const failing = failureOf(
      expectNotifications(journal, { never: true, type: 'vuln', quietFor: FOREVER }),
    );
    await arrive(journal, build('vuln'));
    expect((await failing).matched).toHaveLength(1);
  });

  test('exactly counts one that comes in the quiet time', async () => {
    const journal = memoryJournal();
    await arrive(journal, build('vuln'));
    const failing = failureOf(expectNotifications(journal, { exactly: 1, quietFor: FOREVER }));
    await arrive(journal, build('vuln', { index: 1 }));
    expect((await failing).matched).toHaveLength(2);
  });

  test('one that breaks its schema never fulfils, but is one too many', async () => {
    const journal = memoryJournal();
    await arrive(journal, build('vuln', { overrides: { summary: 7 } }));
    await failureOf(expectNotifications(journal, { type: 'vuln', within: 1 }));
    await failureOf(expectNotifications(journal, { type: 'vuln', never: true, quietFor: FOREVER }));
    await expect(verifyNotifications(journal, { valid: false })).resolves.toHaveLength(1);
  });

  test('inOrder wants one after another, whatever stands between', async () => {
    const journal = memoryJournal();
    const inOrder = [{ type: 'vuln' }, { where: { summary: matching(/hit detected$/) } }] as const;
    const waiting = expectNotifications(journal, { inOrder, within: FOREVER });
    await arrive(journal, hit('sqli'));
    await arrive(journal, build('vuln'));
    await arrive(journal, build('ip_blocked'));
    await arrive(journal, hit('xss'));
    const received = await waiting;
    expect(received.map(({ type }) => type)).toEqual(['vuln', 'new_hits']);
  });

  test('inOrder says of the right one that it came too early', async () => {
    const journal = memoryJournal();
    await arrive(journal, hit('sqli'));
    await arrive(journal, build('vuln'));
    const inOrder = [{ type: 'vuln' }, { type: 'new_hits' }] as const;
    const error = await failureOf(verifyNotifications(journal, { inOrder }));
    expect(error.message).toContain('order: want it after step 1, got it before');
  });

  test('after leaves out what came earlier', async () => {
    const journal = memoryJournal();
    await arrive(journal, build('vuln'));
    const after = journal.statistics().newest;
    const error = await failureOf(expectNotifications(journal, { type: 'vuln', after, within: 1 }));
    expect(error.message).toContain(`No notification has arrived after entry ${Number(after)}.`);
  });

  test('an abort ends the wait with its reason', async () => {
    const journal = memoryJournal();
    const abort = new AbortController();
    const waiting = expectNotifications(journal, { within: FOREVER }, { signal: abort.signal });
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(expectNotifications(journal, {}, { signal: abort.signal })).rejects.toBe(reason);
  });

  test('a matcher that throws ends the wait with its error', async () => {
    const journal = memoryJournal();
    const thrown = new Error('no matcher of ours');
    const summary = {
      asymmetricMatch: () => {
        throw thrown;
      },
    };
    const waiting = expectNotifications(journal, { where: { summary }, within: FOREVER });
    const rejected = expect(waiting).rejects.toBe(thrown);
    await arrive(journal, build('vuln'));
    await rejected;
  });
});

describe('entries that retention dropped', () => {
  test.each<[string, Expectation]>([
    ['exactly', { type: 'vuln', exactly: 1 }],
    ['never', { type: 'vuln', never: true }],
    ['too few of atLeast', { type: 'vuln', atLeast: 2, within: 1 }],
  ])('are told instead of an answer: %s', async (_title, expectation) => {
    const journal = memoryJournal({ keep: 2 });
    for (let index = 0; index < 5; index += 1)
      await arrive(journal, build('ip_blocked', { index }));
    await arrive(journal, build('vuln'));
    const never = expectation.never === true;
    if (never) {
      for (const index of [6, 7]) await arrive(journal, build('ip_blocked', { index }));
    }
    const error = await failureOf(expectNotifications(journal, expectation));
    expect(error).toMatchObject({ code: 'WST_VERIFICATION_DROPPED', dropped: never ? 6 : 4 });
  });

  test('do not matter when there are enough all the same, or when they came before', async () => {
    const journal = memoryJournal({ keep: 1 });
    await arrive(journal, build('vuln'));
    await arrive(journal, build('vuln'));
    const after = '1';
    await expect(verifyNotifications(journal, { type: 'vuln' })).resolves.toHaveLength(1);
    await expect(verifyNotifications(journal, { exactly: 1, after })).resolves.toHaveLength(1);
  });
});
