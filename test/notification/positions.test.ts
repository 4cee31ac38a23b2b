import * as fc from 'fast-check';

import { locate } from '../../src/notification/reading/locate';
import { childPointer } from '../../src/notification/pointer';
import { inspectBody } from '../../src/notification/inspect-body';
import { TextPositions } from '../../src/notification/reading/text-position';
import { published } from './published';

const hit = published('04')[0] as { details: { hit: object } };

describe('a finding', () => {
  test('about a value stands where the value begins', () => {
    const text = JSON.stringify([{ ...hit, summary: 5 }], null, 2);
    const [violation] = inspectBody(Buffer.from(text)).notifications[0]?.violations ?? [];

    expect(violation).toMatchObject({ pointer: '/0/summary', line: 3, column: 16, found: '5' });
  });

  test('about a missing field stands at the object that lacks it', () => {
    const text = '[\r\n  { "summary": "é😀", "details": {} }\r\n]';
    const violations = inspectBody(Buffer.from(text)).notifications[0]?.violations ?? [];

    expect(violations.length).toBeGreaterThan(0);
    for (const violation of violations) {
      expect(violation).toMatchObject({
        keyword: 'required',
        line: 2,
        column: 34,
        found: 'nothing',
      });
    }
  });

  test('about a spelling stands at the key', () => {
    const text = JSON.stringify(published('01'), null, 2);
    const [notice] = inspectBody(Buffer.from(text)).notifications[0]?.notices ?? [];

    expect(notice).toMatchObject({ keyword: 'spelling', line: 9, column: 9 });
  });

  test('in NDJSON counts lines over the whole body and columns from the line', () => {
    const bad = JSON.stringify({ ...hit, summary: 5 });
    const text = `${JSON.stringify(hit)}\r\n\r\n${bad}\r\n`;
    const [, second] = inspectBody(Buffer.from(text)).notifications;

    expect(second?.violations).toMatchObject([
      { pointer: '/1/summary', line: 3, column: bad.indexOf('5') + 1 },
    ]);
  });

  test('after a byte order mark counts columns without it', () => {
    const body = Buffer.from('\uFEFF5');

    expect(inspectBody(body).violations).toMatchObject([{ line: 1, column: 1 }]);
  });

  test('of a long value shows the beginning of it', () => {
    const summary = { text: 'x'.repeat(100_000) };
    const text = JSON.stringify([{ ...hit, summary }]);
    const [violation] = inspectBody(Buffer.from(text)).notifications[0]?.violations ?? [];

    expect(violation?.found).toMatch(/^\{"text":"x+…$/);
    expect(violation?.found).toHaveLength(80);
  });
});

describe('locating', () => {
  test('finds every value of any JSON text at its place', () => {
    const values = fc.jsonValue({ maxDepth: 5 });
    fc.assert(
      fc.property(values, fc.constantFrom(0, 2), fc.boolean(), (value, indent, escaped) => {
        const json = JSON.stringify(value, null, indent);
        const text = escaped ? json.replaceAll(/[a-z](?=[^"\n]*":)/g, escapedLetter) : json;
        fc.pre(parses(text));
        const expected = pointersOf(JSON.parse(text));
        const places = locate(text, [...expected.keys()], false);
        for (const [pointer, found] of expected) {
          const place = places.get(pointer);
          const rest = text.slice(place?.value ?? text.length);
          const printed = JSON.stringify(found);
          const isContainer = typeof found === 'object' && found !== null;
          expect(rest.startsWith(isContainer ? printed.charAt(0) : scalarPrefix(printed))).toBe(
            true,
          );
          expect(place?.missing).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('tells of a missing place and gives that of the nearest value around it', () => {
    const text = '{"a": {"b": [1, 2]}}';
    const places = locate(text, ['/a/b/7', '/a/x/y', '/a/b/1'], false);

    expect(places.get('/a/b/7')).toEqual({ key: 12, value: 12, missing: true });
    expect(places.get('/a/x/y')).toEqual({ key: 6, value: 6, missing: true });
    expect(places.get('/a/b/1')).toEqual({ key: 16, value: 16, missing: false });
  });
});

test('lines and columns are those of counting them one by one', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', '\n', '\r\n', '😀')),
      fc.infiniteStream(fc.nat()),
      (parts, picks) => {
        const text = parts.join('');
        const positions = new TextPositions(text);
        for (let count = 0; count < 5; count += 1) {
          const offset = Number(picks.next().value) % (text.length + 1);
          const before = text.slice(0, offset).split('\n');
          expect(positions.at(offset)).toEqual({
            line: before.length,
            column: (before.at(-1)?.length ?? 0) + 1,
          });
        }
      },
    ),
  );
});

function pointersOf(value: unknown, pointer = '', into = new Map<string, unknown>()) {
  into.set(pointer, value);
  if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      pointersOf(inner, childPointer(pointer, key), into);
    }
  }
  return into;
}

function scalarPrefix(printed: string): string {
  // Escapes may differ between a text and its canonical form.
  return printed.startsWith('"') ? '"' : printed;
}

function escapedLetter(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
