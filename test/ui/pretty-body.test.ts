import fc from 'fast-check';

import type { CodeLine } from '../../src/ui/deliveries/code-lines';
import { prettyBody } from '../../src/ui/deliveries/pretty';

const textOf = ({ parts }: CodeLine) => parts.map(({ text }) => text).join('');
const wholeOf = (text: string) => prettyBody(text, false)?.lines.map(textOf).join('\n') ?? '';

/** Every pointer of a value, with what stands there. */
function* places(value: unknown, pointer = ''): Generator<[string, unknown]> {
  yield [pointer, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* places(inner, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

describe('a body laid out', () => {
  test('is the JSON that it was, whatever is in it and however it was spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('', ' ', '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(JSON.stringify(JSON.parse(wholeOf(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  test('knows the line of every value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const pretty = prettyBody(JSON.stringify(value), false);
        for (const [pointer, inner] of places(JSON.parse(JSON.stringify(value)))) {
          const line = textOf(pretty?.lines[pretty.lineOf(pointer)] ?? { depth: 0, parts: [] });
          const isScalar = typeof inner !== 'object' || inner === null;
          const [open, closed] = Array.isArray(inner) ? ['[', '[]'] : ['{', '{}'];
          const ends = isScalar ? [JSON.stringify(inner)] : [open, closed];
          expect(ends.some((end) => line.replace(/,$/, '').endsWith(end))).toBe(true);
        }
      }),
    );
  });

  test('keeps numbers, escapes and repeated keys as they came', () => {
    const text = String.raw`{"a":1.0e+400,"a":10000000000000000001,"\u0061\"\\":"\/"}`;
    expect(wholeOf(text)).toBe(
      [
        '{',
        '"a": 1.0e+400,',
        '"a": 10000000000000000001,',
        String.raw`"\u0061\"\\": "\/"`,
        '}',
      ].join('\n'),
    );
    // The last one counts for who reads the body.
    expect(prettyBody(text, false)?.lineOf('/a')).toBe(2);
  });

  test('leads from what is missing to what should hold it', () => {
    expect(prettyBody('[{"details":{"hit":[]}}]', false)?.lineOf('/0/details/hit/0/type')).toBe(3);
  });

  test('counts the lines of NDJSON as findings do, and keeps a damaged one', () => {
    const pretty = prettyBody('{"a":1}\r\n\n{"b":\n{"c":2}\n', true);
    expect(pretty?.lines.map(textOf)).toEqual(['{', '"a": 1', '}', '{"b":', '{', '"c": 2', '}']);
    expect(['/0/a', '/1', '/2/c'].map((pointer) => pretty?.lineOf(pointer))).toEqual([1, 3, 5]);
  });

  test('of a deep body is laid out too', () => {
    const deep = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
    expect(prettyBody(deep, false)?.lines).toHaveLength(100_001);
  });

  test('is none when it is not JSON', () => {
    expect(prettyBody('<p>', false)).toBeUndefined();
    expect(prettyBody('\uFEFF[]', false)?.lines.map(textOf)).toEqual(['[]']);
  });
});
