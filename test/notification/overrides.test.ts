import * as fc from 'fast-check';

import { build } from '../../src/notification/build';

describe('overrides', () => {
  test('replace single fields at any depth and leave the rest', () => {
    const plain = build('new_hits', { seed: 5 });
    const changed = build('new_hits', {
      seed: 5,
      overrides: { summary: 'Mine', details: { hit: { path: '/mine', payloads: [] } } },
    });

    expect(changed).toEqual({
      ...plain,
      summary: 'Mine',
      details: { ...plain.details, hit: { ...plain.details.hit, path: '/mine', payloads: [] } },
    });
  });

  test('take a field away when it is undefined', () => {
    const { details } = build('new_hits', { overrides: { details: { hit: undefined } } });

    expect(Object.keys(details)).not.toContain('hit');
  });

  test('may break the schema, which makes bad notifications', () => {
    const overrides = { details: 'none' };

    expect(build('vuln', { overrides })).toMatchObject(overrides);
  });

  test('keep "__proto__" as a field and change no prototype', () => {
    const overrides = JSON.parse(
      '{"__proto__":{"polluted":1},"details":{"hit":{"__proto__":{"polluted":1}},"constructor":{"prototype":{"polluted":1}}}}',
    ) as Record<string, unknown>;
    const built = build('new_hits', { overrides });

    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(built)).toBe(Object.prototype);
    expect(Object.hasOwn(built.details.hit, '__proto__')).toBe(true);
    expect(JSON.stringify(built)).toContain('"__proto__":{"polluted":1}');
  });

  test('of any kind change no prototype and are found in the result', () => {
    const key = fc.oneof(
      fc.constantFrom('__proto__', 'constructor', 'prototype', 'a'),
      fc.string(),
    );
    const nested = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc
          .array(key.chain((name) => fc.tuple(fc.constant(name), tie('tree'))))
          .map(Object.fromEntries),
      ),
    })).tree;

    fc.assert(
      fc.property(nested, (hit: unknown) => {
        const built = build('new_hits', { overrides: { details: { hit } } });

        expect(Object.getPrototypeOf(built.details)).toBe(Object.prototype);
        expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(PROTOTYPE);
        if (typeof hit === 'object' && hit !== null) {
          for (const [name, value] of Object.entries(hit)) {
            expect(Object.getOwnPropertyDescriptor(built.details.hit, name)?.value).toEqual(value);
          }
        }
      }),
    );
  });
});

const PROTOTYPE = Object.getOwnPropertyNames(Object.prototype);
