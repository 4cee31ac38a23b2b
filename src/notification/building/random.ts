/**
 * Seeded random choices: the same seed makes the same choices on every machine and every Node.
 *
 * The generator is sfc32 (128 bits of state), seeded by FNV-1a over the seed's text. Not for secrets.
 *
 * @module
 */

/** A source of choices. */
export interface Random {
  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** One of the list, which must not be empty. */
  pick<Item>(list: readonly [Item, ...Item[]]): Item;
  /** So many lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** An IPv4 address of the ranges kept for documentation (RFC 5737): it is nobody's. */
  ipv4(): string;
}

/** Starts a generator. */
export function seededRandom(seed: string): Random {
  const next = sfc32(seed);
  const integer = (low: number, high: number): number =>
    low + Math.floor(next() * (high - low + 1));
  const pick = <Item>(list: readonly [Item, ...Item[]]): Item =>
    list[integer(0, list.length - 1)] ?? list[0];
  return {
    integer,
    pick,
    hex(digits) {
      let text = '';
      while (text.length < digits) {
        const bits = integer(0, 0xffff_ffff);
        text += fourDigits(bits >>> 16) + fourDigits(bits & 0xffff);
      }
      return text.slice(0, digits);
    },
    ipv4: () => `${pick(['192.0.2', '198.51.100', '203.0.113'])}.${integer(1, 254)}`,
  };
}

/** Bytes as two digits each. Writing a number takes V8 three times as long as finding it. */
const TWO_DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function fourDigits(number: number): string {
  return `${TWO_DIGITS[number >>> 8] ?? ''}${TWO_DIGITS[number & 0xff] ?? ''}`;
}

/** Numbers from 0 (included) to 1 (excluded). */
function sfc32(seed: string): () => number {
  let a = fnv1a(`${seed}/a`);
  let b = fnv1a(`${seed}/b`);
  let c = fnv1a(`${seed}/c`);
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let round = 0; round < 12; round += 1) next(); // mixes the three hashes, which begin alike
  return next;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
