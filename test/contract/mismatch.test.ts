/** Which fields differ, and how. */
import * as fc from 'fast-check';

import { explainMismatch } from '../../src/contract/mismatch';
import { absent, any, between, matching, oneOf } from '../../src/contract/value-matcher';

describe('explainMismatch', () => {
  test('finds nothing between any JSON value and itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(explainMismatch(value, JSON.parse(JSON.stringify(value)))).toEqual([]);
      }),
    );
  });

  test('objects may hold more, arrays may not', () => {
    expect(explainMismatch({ a: 1 }, { a: 1, b: 2 })).toEqual([]);
    expect(explainMismatch({ a: [1] }, { a: [1, 2] })).toMatchObject([
      { path: 'a', want: '[1]', got: '[1,2]' },
    ]);
  });

  test('takes inherited names for fields like others', () => {
    expect(explainMismatch({ constructor: 1 }, {})).toMatchObject([{ path: 'constructor' }]);
    expect(explainMismatch({ toString: absent() }, {})).toEqual([]);
  });

  test('tells the place of each field, in arrays and under odd names too', () => {
    const wanted = { list: [{ name: 'a' }], 'x-token': 1 };
    const paths = explainMismatch(wanted, { list: [{ name: 'b' }] }).map(({ path }) => path);
    expect(paths).toEqual(['list[0].name', '["x-token"]']);
  });
});

describe('matchers', () => {
  test.each([
    ['any.string', any.string(), 'EU', 7],
    ['any.number', any.number(), 7, '7'],
    ['any.boolean', any.boolean(), false, null],
    ['matching', matching(/^ab/g), 'abc', 'cab'],
    ['oneOf', oneOf('EU', null), null, 'US'],
    ['between', between(200, 299), 299, 300],
    ['absent', absent(), undefined, null],
    ["Jest's own", expect.stringContaining('a') as object, 'cat', 'dog'],
  ])('%s', (_title, wanted, right, wrong) => {
    const field = (value: unknown): object => (value === undefined ? {} : { field: value });
    // Twice: a pattern with the flag g must not remember.
    for (let round = 0; round < 2; round += 1) {
      expect(explainMismatch({ field: wanted }, field(right))).toEqual([]);
      expect(explainMismatch({ field: wanted }, field(wrong))).toHaveLength(1);
    }
  });

  test('ours stand in expectations of Jest', () => {
    expect({ cloud: 'EU' }).toEqual({ cloud: oneOf('EU', 'US') });
    expect({ cloud: 'EU' }).not.toEqual({ cloud: any.number() });
  });

  test('refuse what cannot be', () => {
    expect(() => oneOf()).toThrow('at least one value');
    expect(() => between(2, 1)).toThrow('the lower one first');
  });
});
