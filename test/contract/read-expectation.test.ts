import fc from 'fast-check';

import { explainMismatch } from '../../src/contract/mismatch';
import { readExpectation } from '../../src/contract/read-expectation';
import { absent, any, between, matching, oneOf } from '../../src/contract/value-matcher';
import { InvalidOptionError } from '../../src/errors';

/** What the `where` of an expectation, once through JSON, has against a notification. */
function mismatches(where: object, notification: object): readonly string[] {
  const json: unknown = JSON.parse(JSON.stringify({ where }));
  const { where: read = {} } = readExpectation(json);
  return explainMismatch(read, notification).map(({ path, want }) => `${path}: ${want}`);
}

describe('an expectation as JSON', () => {
  test.each([
    [any.string(), 'text', 5],
    [any.number(), 5, 'text'],
    [any.boolean(), false, null],
    [matching(/^new hit/i), 'New hit detected', 'Old'],
    [oneOf('EU', null, 3), null, 'US'],
    [between(200, 299), 204, 404],
  ])('%s is read back as what it was', (matcher, good, bad) => {
    expect(mismatches({ a: { b: matcher } }, { a: { b: good } })).toEqual([]);
    expect(mismatches({ a: { b: matcher } }, { a: { b: bad } })).toEqual([
      `a.b: ${String(matcher)}`,
    ]);
  });

  test('an absent field is read back', () => {
    expect(mismatches({ domain: absent() }, {})).toEqual([]);
    expect(mismatches({ domain: absent() }, { domain: 'x' })).toHaveLength(1);
  });

  test('matchers also stand in arrays and in steps', () => {
    const { inOrder } = readExpectation({
      inOrder: [{ where: { list: [{ $any: 'number' }] } }, { type: 'vuln' }],
    });
    expect(explainMismatch(inOrder?.[0]?.where ?? {}, { list: [1] })).toEqual([]);
    expect(explainMismatch(inOrder?.[0]?.where ?? {}, { list: ['1'] })).toHaveLength(1);
  });

  test.each([
    [{ $any: 'toString' }],
    [{ $any: 'object' }],
    [{ $regex: '(' }],
    [{ $regex: 'a', extra: 1 }],
    [{ $oneOf: [] }],
    [{ $oneOf: [{}] }],
    [{ $between: [2, 1] }],
    [{ $between: [1] }],
    [{ $absent: false }],
    [{ $unknown: 1 }],
  ])('%j is refused, with the field it stands in', (matcher) => {
    const json = { where: { details: { cloud: matcher } } };
    expect(() => readExpectation(json)).toThrow(InvalidOptionError);
    expect(() => readExpectation(json)).toThrow(/details\.cloud|oneOf|between/);
  });

  test('whatever JSON is given, it is read or refused by name', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (json) => {
        try {
          readExpectation(json);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidOptionError);
        }
      }),
    );
  });

  test.each([
    ['steps', { inOrder: Array(101).fill({ type: 'x' }) }, 100],
    ['values', { where: { a: { b: Array.from({ length: 1_000 }, (_, n) => n) } } }, 1_000],
    ['values', { inOrder: [{ where: { a: { $oneOf: Array(1_001).fill(1) } } }] }, 1_000],
    ['patterns', { where: { a: Array(21).fill({ $regex: 'a' }) } }, 20],
  ])('too many %s are refused, and the bound is told', (what, json, bound) => {
    expect(() => readExpectation(json)).toThrow(
      expect.objectContaining({ code: 'WST_EXPECTATION_TOO_LARGE', what, bound }) as Error,
    );
  });

  test.each([
    ['a(?=b)', '', /look-around and back-references are not taken/],
    ['(a)\\1', '', /look-around and back-references are not taken/],
    ['a', 'y', /the flag y is none of i, m, s, u/],
    ['a'.repeat(501), '', /longer than 500 characters/],
    ['(?:[a-z]?){999}', '', /repetitions make it too large/],
    ['(?:(?:a?){999}){999}', '', /too large/],
  ])('the pattern %j with the flags %j is refused', ($regex, $flags, why) => {
    const read = () => readExpectation({ where: { a: { $regex, $flags } } });
    expect(read).toThrow(InvalidOptionError);
    expect(read).toThrow(why);
  });

  test('no pattern goes back and forth over a text for ever', () => {
    const patterns = ['^(a+)+$', '(a|aa)+$', '(.*a){12}b', '([a-z]+)*!', '(a?){99}b'];
    const where = Object.fromEntries(patterns.map(($regex) => [$regex, { $regex }]));
    const text = 'a'.repeat(5_000);

    // Any of these would keep a backtracking engine busy for longer than this machine lasts.
    const found = mismatches(where, Object.fromEntries(patterns.map((one) => [one, `${text}?`])));

    expect(found).toHaveLength(patterns.length);
  });

  test('a text that is too long to be looked at whole matches no pattern', () => {
    const where = { a: { $regex: 'a$' } };
    expect(mismatches(where, { a: 'a'.repeat(65_536) })).toEqual([]);
    expect(mismatches(where, { a: 'a'.repeat(65_537) })).toHaveLength(1);
  });

  test('nesting without end is refused, not followed', () => {
    const nested = (levels: number): unknown =>
      JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    expect(() => readExpectation({ where: nested(500) })).toThrow(/nested deeper/);
    expect(() => readExpectation({ where: nested(50_000) })).toThrow(
      /more than 1000 values in where and headers/,
    );
  });
});
