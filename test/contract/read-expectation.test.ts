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

  test('nesting without end is refused, not followed', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(() => readExpectation({ where: JSON.parse(deep) as object })).toThrow(/nested deeper/);
  });
});
