/**
 * What is valid JSON and still does not arrive as it was sent.
 *
 * A violation is what Logstash loses or alters, a notice what it carries and a system behind it may not:
 *
 * | hazard | kind, keyword | because (observed, `logstash-reference` 2a) |
 * | --- | --- | --- |
 * | a key twice in one object | violation `duplicate-key` | the last one wins without a word |
 * | half a surrogate pair (`"\ud800"`) | violation `encoding` | the whole body goes to the quarantine |
 * | a number beyond a double (`1e400`) | violation `number` | the same |
 * | an integer that a double rounds, a fraction that it takes for 0 | notice `number` | Logstash keeps it, JavaScript and most stores do not |
 * | a key `__proto__` | notice `prototype` | Logstash keeps it; programs that merge objects carelessly are attacked by it |
 *
 * A NUL written as `\u0000` is none: attacks hold it and Logstash carries it. A raw NUL is a syntax fault.
 *
 * @module
 */
import type { Breach } from '../validation/breach';
import { excerpt } from './excerpt';
import { childPointer } from '../pointer';
import { walkJson } from './walk-json';
import type { TokenVisitor } from './walk-json';

/** A breach that comes with its place in the text. */
export interface Hazard extends Breach {
  readonly offset: number;
  readonly found: string;
}

type Path = readonly (string | number)[];

/** With the flag `u` only a surrogate without its other half is one by itself. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const MORE = 'Here and after this, the body holds more such hazards than are listed.';

/** Characters, roughly: a finding's pointer is cut to fewer. */
const LONGEST_POINTER = 1_000;

/** Hazards of a kind that are listed; one more says that there are others. */
const HAZARD_LIMIT = 500;

/** Finds the hazards of a text that `JSON.parse` accepts, of each kind the first 500; pointers are from its root. */
export function findHazards(text: string): Hazard[] {
  const visitor = new HazardVisitor();
  walkJson(text, visitor);
  return visitor.hazards;
}

class HazardVisitor implements TokenVisitor {
  readonly hazards: Hazard[] = [];
  readonly #count = { violation: 0, notice: 0 };
  /** The keys seen in each open object (empty for arrays). */
  readonly #seen: Set<string>[] = [];

  open(): void {
    this.#seen.push(new Set());
  }

  close(): void {
    this.#seen.pop();
  }

  key(name: string, offset: number, path: Path): void {
    const seen = this.#seen.at(-1);
    const found = excerpt(name);
    if (seen?.has(name) === true) {
      const message = `The key ${found} occurs twice in one object: Logstash keeps the last and drops the others without a word.`;
      this.#add(path, offset, {
        kind: 'violation',
        keyword: 'duplicate-key',
        message,
        expected: 'each key once',
        found,
      });
    }
    seen?.add(name);
    if (name === '__proto__') {
      const message =
        'The key __proto__ is data here, but a program that merges objects carelessly would change its prototypes by it.';
      this.#add(path, offset, {
        kind: 'notice',
        keyword: 'prototype',
        message,
        expected: 'any other key',
        found,
      });
    }
    if (LONE_SURROGATE.test(name)) this.#loneSurrogate(path, offset, found);
  }

  string(value: string, offset: number, path: Path): void {
    if (LONE_SURROGATE.test(value)) this.#loneSurrogate(path, offset, excerpt(value));
  }

  number(source: string, offset: number, path: Path): void {
    const kind = numberHazard(source);
    if (kind === null) return;
    const found = source.length > 80 ? `${source.slice(0, 79)}…` : source;
    const message =
      kind === 'violation'
        ? `The number ${found} is larger than a double can hold: the reference pipeline puts the whole body into its quarantine.`
        : `The number ${found} has more digits than a double holds: JavaScript and many stores round it.`;
    this.#add(path, offset, {
      kind,
      keyword: 'number',
      message,
      expected: 'a number that a double holds',
      found,
    });
  }

  #loneSurrogate(path: Path, offset: number, found: string): void {
    const message =
      'The string holds half of a surrogate pair, which is no character: the reference pipeline puts the whole body into its quarantine.';
    this.#add(path, offset, {
      kind: 'violation',
      keyword: 'encoding',
      message,
      expected: 'whole characters',
      found,
    });
  }

  #add(path: Path, offset: number, hazard: Omit<Hazard, 'pointer' | 'offset'>): void {
    const count = (this.#count[hazard.kind] += 1);
    if (count > HAZARD_LIMIT + 1) return;
    const pointer = pointerOf(path);
    if (count <= HAZARD_LIMIT) this.hazards.push({ ...hazard, pointer, offset });
    else
      this.hazards.push({
        ...hazard,
        pointer,
        offset,
        keyword: 'size',
        message: MORE,
        expected: 'fewer',
      });
  }
}

/** Of a path of long keys only its beginning: hundreds of hazards may lie below them, and their places are known. */
function pointerOf(path: Path): string {
  let pointer = '';
  for (const key of path) {
    if (pointer.length > LONGEST_POINTER) return pointer;
    pointer = childPointer(pointer, String(key).slice(0, LONGEST_POINTER));
  }
  return pointer;
}

function numberHazard(source: string): Hazard['kind'] | null {
  const value = Number(source);
  if (!Number.isFinite(value)) return 'violation';
  if (value === 0) return /^-?[0.]*[1-9]/.test(source) ? 'notice' : null;
  // Finite, so of at most 309 digits: BigInt is cheap.
  if (/[.eE]/.test(source) || Number.isSafeInteger(value)) return null;
  return BigInt(source) === BigInt(value) ? null : 'notice';
}
