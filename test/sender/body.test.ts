import fc from 'fast-check';

import { InvalidOptionError } from '../../src/errors';
import { encodeBody } from '../../src/sender/body';

const notifications = [{ summary: 'first', details: {} }, { summary: 'zweite "ü"\nZeile' }];

describe('a body', () => {
  test('is a minified JSON array by default, also for one notification', () => {
    expect(encodeBody(notifications.slice(0, 1), 'array').toString()).toBe(
      '[{"summary":"first","details":{}}]',
    );
    expect(encodeBody(notifications, 'array').toString()).toBe(JSON.stringify(notifications));
  });

  test('is one object a line in NDJSON, each line ended', () => {
    expect(encodeBody(notifications, 'ndjson').toString()).toBe(
      '{"summary":"first","details":{}}\n{"summary":"zweite \\"ü\\"\\nZeile"}\n',
    );
  });

  test('has the length of the documented request of 2020', () => {
    const notification = {
      summary: 'New user was created',
      created_by: 'John Doe',
      email: 'johnsmith@example.com',
      role: 'Analyst',
    };

    expect(encodeBody([notification], 'array')).toHaveLength(109);
  });

  test('holds the same notifications again when it is parsed', () => {
    const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 5 });
    fc.assert(
      fc.property(objects, (values) => {
        const expected: unknown = JSON.parse(JSON.stringify(values));
        const array: unknown = JSON.parse(encodeBody(values, 'array').toString());
        const lines = encodeBody(values, 'ndjson').toString().split('\n').slice(0, -1);
        expect(array).toEqual(expected);
        expect(lines.map((line): unknown => JSON.parse(line))).toEqual(expected);
      }),
    );
  });

  test('is refused when a notification cannot be written as JSON', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`) as object;

    const tooDeep = JSON.parse(`${'{"a":'.repeat(1_001)}1${'}'.repeat(1_001)}`) as object;
    for (const bad of [cyclic, { big: 1n }, deep, tooDeep]) {
      expect(() => encodeBody([{}, bad], 'array')).toThrow(InvalidOptionError);
      expect(() => encodeBody([{}, bad], 'ndjson')).toThrow(/for notification 1: expected/);
    }
  });

  test('may be as deep as Logstash reads, and brackets in a text are no depth', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`) as object;
    const flat = { text: '[{"'.repeat(2_000) };
    expect(JSON.parse(encodeBody([deep, flat], 'array').toString())).toEqual([deep, flat]);
  });
});
