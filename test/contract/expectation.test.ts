/** What an expectation may be. */
import { InvalidOptionError } from '../../src/errors';
import {
  EXPECTATION_DEFAULTS,
  resolveExpectation,
  type Expectation,
} from '../../src/contract/expectation';

describe('resolveExpectation', () => {
  test.each<[string, Expectation, { atLeast: number; atMost: number }]>([
    ['nothing: at least one', {}, { atLeast: 1, atMost: Infinity }],
    ['exactly', { exactly: 2 }, { atLeast: 2, atMost: 2 }],
    ['never', { never: true }, { atLeast: 0, atMost: 0 }],
    ['atMost', { atMost: 3 }, { atLeast: 0, atMost: 3 }],
    ['a range', { atLeast: 1, atMost: 3 }, { atLeast: 1, atMost: 3 }],
  ])('fills in the counts of %s', (_title, expectation, counts) => {
    expect(resolveExpectation(expectation)).toMatchObject({ ...EXPECTATION_DEFAULTS, ...counts });
  });

  test.each<[string, unknown, string]>([
    ['a name that it does not know', { typ: 'vuln' }, 'typ'],
    ['two counts', { exactly: 1, atLeast: 1 }, 'atLeast'],
    ['a range the wrong way round', { atLeast: 3, atMost: 1 }, 'atMost'],
    ['a fraction', { exactly: 1.5 }, 'exactly'],
    ['a count beside an order', { inOrder: [{ type: 'vuln' }], exactly: 1 }, 'exactly'],
    ['an empty order', { inOrder: [] }, 'inOrder'],
    ['a condition given twice', { type: 'vuln', inOrder: [{ type: 'vuln' }] }, 'inOrder[0].type'],
    ['undefined as a wish', { where: { details: { cloud: undefined } } }, 'where.details.cloud'],
    ['a function as a wish', { where: { summary: () => true } }, 'where.summary'],
    ['a type that is no text', { type: 7 }, 'type'],
    ['an id that is none', { after: 'yesterday' }, 'after'],
    ['no object', 'vuln', 'expectation'],
  ])('refuses %s by name', (_title, expectation, name) => {
    const resolve = (): unknown => resolveExpectation(expectation as Expectation);
    expect(resolve).toThrow(InvalidOptionError);
    expect(resolve).toThrow(name);
  });

  test('refuses a where that is nested without end', () => {
    const where: Record<string, unknown> = {};
    where['self'] = where;
    expect(() => resolveExpectation({ where })).toThrow('nothing nested deeper than 64 levels');
  });
});
