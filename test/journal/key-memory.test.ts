import * as fc from 'fast-check';

import { KeyMemory } from '../../src/journal/key-memory';

/** Keys that come again, some of them too long to be kept as they are. */
const key = fc.nat({ max: 30 }).map((n) => (n % 5 === 0 ? `${n} `.repeat(40) : String(n)));

test('a key is known as long as an entry that bore it is held', () => {
  const steps = fc.array(fc.tuple(key, fc.nat({ max: 3 })), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (some) => {
      const memory = new KeyMemory();
      const held: string[] = [];
      let first = 1;
      for (const [one, dropped] of some) {
        expect(memory.has(one)).toBe(held.includes(one));
        memory.remember(one, first + held.length);
        held.push(one);
        first += held.splice(0, Math.min(dropped, held.length)).length;
        memory.forgetBefore(first);
      }
    }),
  );
});

test('a key is not known any more when all that bore it were cleared', () => {
  const steps = fc.array(fc.tuple(key, fc.nat({ max: 2 }), fc.array(fc.nat({ max: 40 }))), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(steps, (some) => {
      const memory = new KeyMemory();
      let held: { readonly one: string; readonly sequence: number }[] = [];
      for (const [index, [one, dropped, places]] of some.entries()) {
        expect(memory.has(one)).toBe(held.some((other) => other.one === one));
        memory.remember(one, index + 1);
        held.push({ one, sequence: index + 1 });
        held.splice(0, dropped);
        memory.forgetBefore(held[0]?.sequence ?? index + 2);
        const cleared = new Set(places.flatMap((place) => held[place]?.sequence ?? []));
        memory.forget(cleared);
        held = held.filter(({ sequence }) => !cleared.has(sequence));
      }
    }),
  );
});

test('a few keys that come again and again are forgotten with the last entry that bore them', () => {
  const memory = new KeyMemory();
  for (let sequence = 1; sequence <= 10_000; sequence += 1) {
    memory.remember(`key ${sequence % 7}`, sequence);
  }

  memory.forgetBefore(9_996);

  // 9,996 to 10,000
  const known = [0, 1, 2, 3, 4, 5, 6].filter((one) => memory.has(`key ${one}`));
  expect(known).toEqual([0, 1, 2, 3, 4].map((one) => (9_996 + one) % 7).sort());
});

test('keys of entries that are long gone are let go of', () => {
  const memory = new KeyMemory();
  const LAST = 10_000;
  for (let sequence = 1; sequence <= LAST; sequence += 1) {
    memory.remember(String(sequence), sequence);
    memory.forgetBefore(sequence - 9);
  }

  const known = Array.from({ length: LAST }, (_, index) => String(index + 1)).filter((one) =>
    memory.has(one),
  );
  expect(known).toEqual(Array.from({ length: 10 }, (_, index) => String(LAST - 9 + index)));
});
