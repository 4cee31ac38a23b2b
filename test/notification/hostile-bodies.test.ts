import { inspectBody } from '../../src/notification/inspect-body';
import type { BodyInspection, Finding } from '../../src/notification/inspection';
import { published } from './published';

const hit = JSON.stringify(published('04')[0]);
const inspect = (body: string | Buffer) => inspectBody(Buffer.from(body as string));
/** A hit of today, valid and without a notice, in which one thing is replaced. */
const spoiled = (from: string, to: string) => {
  expect(hit).toContain(from);
  return inspect(`[${hit.replace(from, to)}]`);
};
const all = ({ notifications, violations }: BodyInspection): Finding[] => [
  ...violations,
  ...notifications.flatMap((one) => [...one.violations, ...one.notices]),
];

describe('a hostile body', () => {
  test('is as deep as the limit and is read', () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

    expect(all(inspect(deep(64))).map(({ keyword }) => keyword)).toEqual(['type']);
    expect(inspect(deep(65))).toMatchObject({
      carrier: null,
      notifications: [],
      violations: [{ keyword: 'depth', line: 1, column: 65, found: '"["' }],
    });
    expect(inspectBody(Buffer.from(deep(3)), { maxDepth: 2 }).violations).toMatchObject([
      { keyword: 'depth', column: 3 },
    ]);
  });

  test.each([
    ['closed', '['.repeat(100_000) + ']'.repeat(100_000), ['depth']],
    ['left open', '['.repeat(100_000), ['depth', 'syntax']],
    ['of objects', '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), ['depth']],
    [
      'behind brackets in a string',
      `["[[[","${'\\"['.repeat(500)}",${'['.repeat(99)}${']'.repeat(100)}`,
      ['depth'],
    ],
  ])('of 100,000 levels, %s, is refused', (_, body, keywords) => {
    expect(inspect(body).violations.map(({ keyword }) => keyword)).toEqual(keywords);
  });

  test('too deep on one line of NDJSON costs that line only', () => {
    const { carrier, notifications, violations } = inspect(
      `${hit}\n{"a":${'['.repeat(64)}${']'.repeat(64)}}\n${hit}`,
    );

    expect(carrier).toBe('ndjson');
    expect(notifications.map(({ pointer }) => pointer)).toEqual(['/0', '/2']);
    expect(violations).toMatchObject([{ pointer: '/1', line: 2, keyword: 'depth' }]);
  });

  test('with a key twice breaks the contract, for Logstash drops one of them', () => {
    const inspection = spoiled('"cloud":"EU"', '"cloud":"US","cl\\u006fud":"EU"');

    expect(inspection.notifications[0]?.violations).toMatchObject([
      { pointer: '/0/details/cloud', keyword: 'duplicate-key', found: '"cloud"' },
    ]);
  });

  test('with a key twice is judged by the last one, at its place', () => {
    const text = `{"summary":1,"details":{},"summary":\n5}`;
    const findings = inspect(text).notifications[0]?.violations ?? [];

    expect(findings.find(({ keyword }) => keyword === 'type')).toMatchObject({
      pointer: '/summary',
      line: 2,
      column: 1,
      found: '5',
    });
  });

  test('with a key __proto__ has a notice and changes no prototype', () => {
    const inspection = spoiled('"cloud"', '"__proto__":{"polluted":1},"cloud"');

    expect(inspection.notifications[0]?.violations).toEqual([]);
    expect(inspection.notifications[0]?.notices).toContainEqual(
      expect.objectContaining({ pointer: '/0/details/__proto__', keyword: 'prototype' }),
    );
    expect('polluted' in {}).toBe(false);
  });

  test.each([
    ['\\ud800', 'encoding'],
    ['\\uDFFF x', 'encoding'],
    ['\\udc00\\ud800', 'encoding'],
  ])('with half a surrogate pair (%s) breaks the contract', (escape, keyword) => {
    const inspection = spoiled("1' select version();", escape);

    expect(inspection.notifications[0]?.violations).toMatchObject([
      { pointer: '/0/details/hit/payloads/0', keyword },
    ]);
  });

  test.each(['\\ud83d\\ude00', '\\u0000', '\\u2028', '\\ud7ff', '😀', '\\"[{:,'])(
    'with the whole character %s is valid',
    (text) => {
      expect(all(spoiled("1' select version();", text))).toEqual([]);
    },
  );

  test.each(['1e400', '-1E+999', '9'.repeat(310)])(
    'with the number %s breaks the contract, for no double holds it',
    (number) => {
      const keywords = all(spoiled('"anomaly":1.0357142857142858', `"anomaly":${number}`)).map(
        ({ keyword }) => keyword,
      );

      expect(keywords).toContain('number');
    },
  );

  test.each(['12345678901234567890123', '9007199254740993', '1e-400'])(
    'with the number %s has a notice, for a double rounds it',
    (number) => {
      const [notification] = spoiled(
        '"anomaly":1.0357142857142858',
        `"anomaly":${number}`,
      ).notifications;

      expect(notification?.violations).toEqual([]);
      expect(notification?.notices).toMatchObject([
        { pointer: '/0/details/hit/anomaly', keyword: 'number', found: number },
      ]);
    },
  );

  test.each(['9007199254740992', '1e3', '0.1000000000000000055511151231257827', '0e5', '-0'])(
    'with the number %s is valid',
    (number) => {
      expect(all(spoiled('"anomaly":1.0357142857142858', `"anomaly":${number}`))).toEqual([]);
    },
  );

  test('with bytes that are not UTF-8 breaks the contract and is read with replacements', () => {
    const body = Buffer.from(`[\n${hit.replace('Test Company', 'Café')}]`, 'latin1');
    const { violations, notifications } = inspect(body);

    expect(violations).toMatchObject([
      { keyword: 'encoding', line: 2, column: hit.indexOf('Test Company') + 4, found: 'byte 0xe9' },
    ]);
    expect(notifications[0]?.payload).toMatchObject({ details: { client_name: 'Caf\uFFFD' } });
  });

  test('in UTF-16 is told as such', () => {
    const [first] = inspect(Buffer.from(`\uFEFF[${hit}]`, 'utf16le')).violations;

    expect(first?.message).toContain('UTF-16');
  });

  test('of random bytes is told as binary', () => {
    const [first] = inspect(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0xff, 0xfe, 0])).violations;

    expect(first).toMatchObject({ keyword: 'encoding', found: 'byte 0xff', column: 7 });
    expect(first?.message).toContain('binary');
  });

  test('of a hundred thousand elements that are nothing is refused at little cost', () => {
    const { notifications, violations } = inspect(`[${'0,'.repeat(99_998)}0]`);

    expect(notifications).toHaveLength(20_000);
    expect(violations).toMatchObject([{ pointer: '/20000', keyword: 'size' }]);
    expect(violations[0]?.message).toContain('99999');
  });

  test.each([
    ['array', `[${'{},'.repeat(200_000)}{}]`],
    ['object', `{"summary":"s","details":{"x":[${'1,'.repeat(300_000)}1]}}`],
    ['NDJSON', '{}\n'.repeat(200_000)],
    ['broken text', '{'.repeat(200_000)],
  ])('of more values than its size allows is refused unread: %s', (_, body) => {
    const { carrier, notifications, violations } = inspect(body);

    expect({ carrier, notifications }).toEqual({ carrier: null, notifications: [] });
    expect(violations).toMatchObject([{ keyword: 'size', pointer: '' }]);
    expect(violations[0]?.column).toBeGreaterThan(0);
  });

  test('of as many values as ever, in as many bytes as Wallarm takes for them, is read', () => {
    const { notifications, violations } = inspect(`[${new Array(4_000).fill(hit).join()}]`);

    expect(violations).toEqual([]);
    expect(notifications).toHaveLength(4_000);
  });

  test('with a key as long as itself has findings of a readable length', () => {
    const key = 'k'.repeat(200_000);
    const { notifications } = inspect(
      `[{"summary":"s","details":{"${key}":{${'"a":1,'.repeat(600)}"a":1},"notification_type":"${key}"}}]`,
    );
    const [notification] = notifications;

    expect(notification?.type).toHaveLength(200);
    expect(JSON.stringify([notification?.violations, notification?.notices]).length).toBeLessThan(
      1_000_000,
    );
  });

  test('of ninety thousand damaged lines is refused at little cost', () => {
    const { carrier, violations } = inspect('{\n'.repeat(90_000));

    expect(carrier).toBeNull();
    expect(violations).toHaveLength(20_001);
    expect(violations.at(-1)).toMatchObject({ keyword: 'size', line: 20_001 });
  });

  test('of ninety thousand repeated keys lists the first of them', () => {
    const [notification] = inspect(`{${'"a":1,'.repeat(90_000)}"a":1}`).notifications;

    const sizes = notification?.violations.filter(({ keyword }) => keyword === 'size');
    expect(notification?.violations.length).toBeLessThan(600);
    expect(sizes).toHaveLength(1);
  });

  test('of thousands of bad notifications lists something of each', () => {
    const bad =
      '{"summary":1,"details":{"notification_type":"new_hits","hit":{"stamps":["x",""]}}}';
    const { notifications } = inspect(`[${new Array(3_000).fill(bad).join()}]`);

    expect(notifications).toHaveLength(3_000);
    expect(notifications.every(({ violations }) => violations.length > 0)).toBe(true);
    expect(notifications.at(-1)?.violations).toHaveLength(2);
    expect(notifications.at(-1)?.violations[1]?.message).toMatch(
      /^\d+ more violations are not listed/,
    );
  });

  test.each([
    ['elements', (bad: string[]) => `[${bad.join()}]`],
    ['lines', (bad: string[]) => bad.join('\n')],
  ])('of bad %s without end is looked at until it is bad enough', (_, body) => {
    const bad = `{"details":{"notification_type":"new_hits","hit":{"stamps":[${'"no number",'.repeat(200)}1]}}}`;
    const { notifications, violations } = inspect(body(new Array<string>(3_000).fill(bad)));

    expect(notifications.length).toBeLessThan(1_100);
    expect(violations).toMatchObject([
      {
        pointer: `/${notifications.length}`,
        keyword: 'size',
        message: expect.stringContaining('Only the first') as string,
      },
    ]);
  });
});
