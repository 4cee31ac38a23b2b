import { createHash } from 'node:crypto';

import * as fc from 'fast-check';

import { fingerprint } from '../../src/notification/fingerprint';
import { published } from './published';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Turns the order of all keys round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

describe('a fingerprint', () => {
  test.each([
    // printf '%s' '…' | sha256sum
    ['{}', '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'],
    ['{"a":1}', '015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862'],
  ])('of %s is what sha256sum prints', (text, expected) => {
    expect(fingerprint(JSON.parse(text))).toBe(expected);
  });

  test.each([
    ['{"b":[{"d":null,"c":2.0}],"a":1}', '{"a":1,"b":[{"c":2,"d":null}]}'],
    [
      '{"z":"é\\u0001\\n\\"/","a":20.714285714285715}',
      '{"a":20.714285714285715,"z":"é\\u0001\\n\\"/"}',
    ],
    ['{"😀":1,"\uFFFD":2}', '{"\uFFFD":2,"😀":1}'],
    [
      '[1e3,-2147483648,1603834606.0,true,false,null,""]',
      '[1000,-2147483648,1603834606,true,false,null,""]',
    ],
  ])('of %s is that of its canonical text', (text, canonical) => {
    expect(fingerprint(JSON.parse(text))).toBe(sha256(canonical));
  });

  test('of a published hit is that of the reference pipeline’s canonical JSON', () => {
    const [hit] = published('04');
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .sort(([a], [b]) => (a < b ? -1 : 1))
                .map(([k, v]) => [k, sorted(v)]),
            )
          : value;

    expect(fingerprint(hit)).toBe(sha256(JSON.stringify(sorted(hit))));
  });

  test('does not change with the order of keys, and does with anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(fingerprint(reversed(one))).toBe(fingerprint(one));
        const same = fingerprint(one) === fingerprint(other);
        expect(same).toBe(canonical(one) === canonical(other));
      }),
    );
  });

  test('of 100,000 levels is computed', () => {
    let deep: unknown = [];
    for (let level = 1; level < 100_000; level += 1) deep = [deep];

    expect(fingerprint(deep)).toBe(sha256('['.repeat(100_000) + ']'.repeat(100_000)));
  });
});

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`,
  );
  return `{${members.sort().join()}}`;
}
