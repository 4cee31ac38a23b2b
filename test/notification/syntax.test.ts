import { inspectBody } from '../../src/notification/inspect-body';

/** Body, line, column, and words of the sentence. */
const CASES: readonly (readonly [string, number, number, string])[] = [
  ['[\n  {\n    summary: "a"', 3, 5, 'write "summary" in place of summary'],
  ['[{"summary":"a\n  b"}]', 1, 13, 'line break inside a string as \\n'],
  ['{"a":"b', 1, 6, 'string is not closed'],
  ["{'a':1}", 1, 2, 'double quotes only'],
  ['{"a":NaN}', 1, 6, 'no NaN'],
  ['{"a":None}', 1, 6, 'no None'],
  ['{"a":True}', 1, 6, 'Write true'],
  ['[1,]', 1, 4, 'Remove the comma before ]'],
  ['{"a":1,}', 1, 8, 'Remove the comma before }'],
  ['{"a":1 "b":2}', 1, 8, 'comma is missing before "b"'],
  ['[{} {}]', 1, 5, 'comma is missing before {'],
  ['{"a":01}', 1, 7, 'number begins with 0'],
  ['{"a":1.}', 1, 6, 'digits must follow'],
  ['{"a":-}', 1, 6, 'cannot stand here: expected a value'],
  ['{"a":+1}', 1, 6, 'cannot stand here: expected a value'],
  ['{"a" 1}', 1, 6, 'expected a colon'],
  ['{"a":{"b":', 1, 11, 'cut off'],
  ['{"a":{"b":1}', 1, 13, 'closing } is missing'],
  ['[{"a":1}', 1, 9, 'closing ] is missing'],
  ['[', 1, 2, 'cut off'],
  ['[}', 1, 2, 'expected a value or ]'],
  ['[1}', 1, 3, 'expected a comma or ]'],
  ['{"a":1]', 1, 7, 'expected a comma or }'],
  ['[{"a":1}] x', 1, 11, 'would drop the rest'],
  ['{"a":1}{"b":2}', 1, 8, 'each on a line of its own'],
  ['{"a":1} // x', 1, 9, 'no comments'],
  ['/* x', 1, 1, 'no comments'],
  ['["\0"]', 1, 2, 'NUL byte'],
  ['[\0]', 1, 2, 'NUL byte'],
  ['["a\tb"]', 1, 2, 'raw control character'],
  ['["\\x"]', 1, 2, 'unknown escape'],
  ['["\\u12g4"]', 1, 2, 'four hexadecimal digits'],
  ['<html></html>', 1, 1, 'HTML'],
  ['a=1&b=2', 1, 1, 'This is a form, not JSON: send the JSON itself as the body.'],
  ['payload=%5B%7B%22a%22%3A1%7D%5D', 1, 1, 'This is a form, not JSON'],
  ['payload=[{"summary":"a b"}]', 1, 1, 'This is a form, not JSON'],
  [
    '--------b1\r\nContent-Disposition: form-data; name="payload"\r\n\r\n[]\r\n--------b1--\r\n',
    1,
    1,
    'This is a form, not JSON',
  ],
  ['level=info msg="a b"', 1, 1, 'cannot stand here'],
  ['--- a: 1', 1, 1, 'cannot stand here'],
  ['{"a":b=1}', 1, 6, 'cannot stand here'],
  ['\u00a0[]', 1, 1, 'cannot stand here'],
  ['\uFEFF\uFEFF[]', 1, 1, 'cannot stand here'],
];

test.each([
  ['"[{\\"summary\\":\\"a\\"}]"', 'encoded twice'],
  ['"{\\"summary\\":\\"a\\"}"', 'encoded twice'],
  ['"[Wallarm] a hit"', 'must be an array of notifications'],
  ['1', 'must be an array of notifications'],
])('a body that is %s alone is told what it is', (body, words) => {
  const { violations } = inspectBody(Buffer.from(body));

  expect(violations).toMatchObject([{ keyword: 'type' }]);
  expect(violations[0]?.message).toContain(words);
});

describe('a syntax violation', () => {
  test.each(CASES)(
    'of %j stands at line %i, column %i and says “%s”',
    (body, line, column, words) => {
      const { carrier, notifications, violations } = inspectBody(Buffer.from(body));

      expect({ carrier, notifications }).toEqual({ carrier: null, notifications: [] });
      expect(violations).toMatchObject([{ pointer: '', keyword: 'syntax', line, column }]);
      expect(violations[0]?.message).toContain(words);
    },
  );
});
