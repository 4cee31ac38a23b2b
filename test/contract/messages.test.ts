/** What a failure says: read these as someone who has never seen the tool. */
import type { Expectation } from '../../src/contract/expectation';
import { any, oneOf } from '../../src/contract/value-matcher';
import { verifyNotifications } from '../../src/contract/verify';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { draft } from '../helpers/journal';

const HIT = { type: 'new_hits', where: { details: { hit: { type: 'sqli' } } } } as const;

const hit = (fields: object, index = 0): object =>
  build('new_hits', { index, overrides: { details: { hit: { type: 'sqli', ...fields } } } });
const body = (...notifications: readonly object[]): string => JSON.stringify(notifications);

const CASES: readonly (readonly [string, Expectation, readonly string[]])[] = [
  ['nothing arrived', HIT, []],
  ['one of two arrived', { ...HIT, exactly: 2 }, [body(hit({}))]],
  [
    'another attack',
    HIT,
    [body(hit({ type: 'xss' }), hit({ type: 'xss' }, 1)), body(build('vuln'))],
  ],
  ['a field of the wrong type', HIT, [body(hit({ response_status: 'forbidden' }))]],
  ['a required field left out', HIT, [body(hit({ payloads: undefined }))]],
  [
    'a number written as text',
    { where: { details: { hit: { response_status: 403 } } } },
    [body(hit({ response_status: '403' }))],
  ],
  [
    'the older name of a field',
    { where: { details: { hit: { host: any.string() } } } },
    [
      body(
        build('new_hits', { era: 'classic', overrides: { details: { hit: { type: 'sqli' } } } }),
      ),
    ],
  ],
  [
    'a misspelt field',
    { where: { details: { clientName: any.string(), cloud: oneOf('US', 'ME') } } },
    [body(build('vuln'))],
  ],
  ['a body cut off in the middle', HIT, [body(hit({})).slice(0, 400)]],
  ['a notification without a type', { type: 'vuln' }, [body({ summary: 'Found', details: {} })]],
  ['one too many', { ...HIT, exactly: 1 }, [body(hit({})), body(hit({}))]],
  [
    'the wrong order',
    { inOrder: [{ type: 'vuln' }, { type: 'new_hits' }] },
    [body(hit({})), body(build('vuln'))],
  ],
];

test.each(CASES)('%s', async (_title, expectation, bodies) => {
  const journal = memoryJournal();
  for (const one of bodies) await journal.append(draft(one));
  const failure: unknown = await verifyNotifications(journal, expectation).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  expect((failure as Error).message).toMatchSnapshot();
});

test('entries that were dropped', async () => {
  const journal = memoryJournal({ keep: 1 });
  for (const index of [0, 1, 2]) await journal.append(draft(body(hit({}, index))));
  const verifying = verifyNotifications(journal, { ...HIT, exactly: 3 });
  await expect(verifying).rejects.toThrowErrorMatchingSnapshot();
});
