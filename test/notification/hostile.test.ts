import * as fc from 'fast-check';

import { PUBLISHED_SAMPLES } from '../../src/notification/published-samples';
import { validateNotification } from '../../src/notification/validate';

const [sample] = PUBLISHED_SAMPLES.new_hits;
const withHit = (fields: object) => ({
  ...sample,
  details: { ...sample.details, hit: { ...sample.details.hit, ...fields } },
});

describe('a hostile value', () => {
  test('with a million bad elements has a hundred violations and one that counts the rest', () => {
    const payloads = new Array<number>(1_000_000).fill(5);
    const violations = validateNotification(
      withHit({ payloads, stamps: payloads.map(String) }),
    ).breaches.filter(({ kind }) => kind === 'violation');

    expect(violations).toHaveLength(101);
    expect(violations[0]?.pointer).toBe('/details/hit/payloads/0');
    expect(violations.at(-1)).toMatchObject({ keyword: 'size', pointer: '' });
  });

  test('with one bad element far down an array is refused for that element', () => {
    const payloads: unknown[] = new Array<string>(5000).fill('x');
    payloads[4321] = 5;

    expect(validateNotification(withHit({ payloads })).breaches).toMatchObject([
      { kind: 'violation', pointer: '/details/hit/payloads/4321' },
      { kind: 'notice' },
    ]);
  });

  test('with thousands of unknown fields has a hundred notices and one that counts the rest', () => {
    const fields = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]));
    const { breaches } = validateNotification(withHit(fields));

    expect(breaches).toHaveLength(101);
    expect(breaches.at(-1)?.message).toBe('There are 4901 more notices than the 100 listed.');
  });

  test('with "__proto__" or "constructor" as a field has a notice for it, and changes nothing', () => {
    const value: unknown = JSON.parse(
      JSON.stringify(withHit({})).replace(
        '"domain"',
        '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"domain"',
      ),
    );

    expect(validateNotification(value).breaches).toMatchObject([
      { keyword: 'unknown-field', pointer: '/details/hit/__proto__' },
      { keyword: 'unknown-field', pointer: '/details/hit/constructor' },
      { keyword: 'spelling' },
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test('whose type is the name of an inherited field is of an unknown type', () => {
    for (const notification_type of ['__proto__', 'constructor', 'toString', '']) {
      const { type, breaches } = validateNotification({
        summary: 'x',
        details: { client_name: 'x', cloud: 'EU', notification_type },
      });

      expect(type).toBe(notification_type);
      expect(breaches).toMatchObject([{ keyword: 'unknown-type' }]);
    }
  });

  test('nested 100,000 deep is looked at only as deep as the schema is', () => {
    let deep: unknown = null;
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    const regex = [deep];
    const { breaches } = validateNotification(withHit({ regex, payloads: deep, unknown: deep }));

    expect(breaches.map(({ pointer }) => pointer)).toEqual([
      '/details/hit/payloads/0',
      '/details/hit/domain',
      '/details/hit/unknown',
    ]);
  });

  test('of any kind gets a verdict that JSON can hold', () => {
    const types = fc.constantFrom('new_hits', 'vuln', 'ip_blocked', 'create_user', 'other');
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record({
        summary: fc.jsonValue(),
        details: fc.record({ notification_type: types, hit: fc.jsonValue(), vuln: fc.jsonValue() }),
      }),
    );

    fc.assert(
      fc.property(anything, (value) => {
        const verdict = validateNotification(value);
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      }),
      { numRuns: 2000 },
    );
  });
});
