/** What `register` in `filters/mutate.rb` (3.6.0) refuses, which Logstash's own check passes. */
import { findingsIn } from './lint';

function messagesOf(options: string): readonly string[] {
  return findingsIn(`filter {\n  mutate { ${options} }\n}`).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );
}

describe('a mutate that starts', () => {
  test.each([
    'convert => { "a" => "integer" "b" => "float_eu" "[c][d]" => "boolean" }',
    'convert => ["a", "string", "b", "integer_eu"]',
    'convert => { "a" => "${TYPE}" }',
    'gsub => []',
    'gsub => ["a", "b", "c", "d", "e", ""]',
    'gsub => ["a", "b"] gsub => ["c", "d", "e", "f"]',
    'gsub => "${LIST}"',
    'gsub => ["a", "${PATTERN}", ""]',
    'gsub => ["a", "(%{b}", ""]',
    'gsub => ["(", "b", "("]',
  ])('%s', (options) => {
    expect(messagesOf(options)).toEqual([]);
  });

  test.each([
    ...[
      '[\\\\?#-]',
      '\\[',
      '\\(',
      '[(]',
      '[)*]',
      '[[:alpha:](]',
      '[]a]',
      'a]',
      '(?<n>a)',
      '(?:a|b)*',
    ],
    ...[
      'a**',
      'a{2',
      '{',
      'a|b',
      '|',
      '(?i)a',
      '(?#()',
      '(?x) a # (',
      '\\\\(',
      '[a[b]]',
      '(?<!a)b',
      '^*',
    ],
    ...['\\p{Alpha}+', '[^"]*', "[']", '\\A\\s+|\\s+\\z', '[&&[a]]', '\\|*', '[|*]', '\\c('],
  ])('with the pattern %s', (pattern) => {
    const quoted = pattern.includes('"') ? `'${pattern}'` : `"${pattern}"`;
    expect(messagesOf(`gsub => ["a", ${quoted}, ""]`)).toEqual([]);
  });
});

describe('a mutate that ends its pipeline', () => {
  test.each([
    ['convert => { "a" => "int" }', 'convert knows no type "int"'],
    ['convert => { "a" => "string" "b" => Integer }', 'convert knows no type "Integer"'],
    ['convert => ["a", "text"]', 'convert knows no type "text"'],
    ['gsub => ["a", "b"]', 'three by three, and 2 stand here'],
    ['gsub => ["a", "b", "c", "d"]', 'three by three, and 4 stand here'],
    ['gsub => "a"', 'three by three, and 1 stand here'],
    ['gsub => ["a", "(", ""]', 'a ( is not closed'],
    ['gsub => ["a", "(b|(c)", ""]', 'a ( is not closed'],
    ['gsub => ["a", "b)", ""]', 'a ) closes nothing'],
    ['gsub => ["a", "[b", ""]', 'a [ is not closed'],
    ['gsub => ["a", "*", ""]', 'there is nothing to repeat'],
    ['gsub => ["a", "+1", ""]', 'there is nothing to repeat'],
    ['gsub => ["a", "b|?c", ""]', 'there is nothing to repeat'],
    ['gsub => ["a", "b", "c", "d", "e(", "f"]', 'a ( is not closed'],
  ])('%s', (options, why) => {
    expect(messagesOf(options)).toEqual([expect.stringContaining(why)]);
    expect(messagesOf(options)[0]).toMatch(
      /^fails-at-start: .* the pipeline ends when it starts\.$/,
    );
  });

  test('is told where the value stands', () => {
    expect(findingsIn('filter { mutate { gsub => ["a", "*", ""] } }')).toMatchObject([
      { line: 1, column: 33, severity: 'warning', rule: 'fails-at-start' },
    ]);
  });
});
