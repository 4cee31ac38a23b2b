/**
 * A closed list of texts that are found by their bytes, so that nobody has to make a string of what lies in a body.
 *
 * @module
 */

/** What stands around each text where it is looked for by {@link ByteTexts.behind}. */
export interface Surroundings {
  readonly before: string;
  readonly behind: string;
}

/** Bytes as they are looked at four at a time. */
export interface Words {
  readonly view: DataView;
  /** Of the view, in bytes. */
  readonly length: number;
}

/** Texts by number, in the order in which they were given. */
export class ByteTexts {
  readonly length: number;
  readonly #texts: readonly Uint8Array[];
  /** Numbers from 1 by hash, each in the first free place from its own on; 0 is free. */
  readonly #table: Uint16Array;
  /** All of them with their surroundings, four bytes to a word. */
  readonly #words: Int32Array;
  /** The first word of each; behind the last one, where it ends. */
  readonly #starts: Uint32Array;
  /** Bytes of each with its surroundings, and those that count in its last word. */
  readonly #lengths: Uint32Array;
  readonly #masks: Int32Array;

  constructor(texts: readonly string[], { before, behind }: Surroundings) {
    this.length = texts.length;
    this.#texts = texts.map((text) => Buffer.from(text));
    this.#table = new Uint16Array(2 ** Math.ceil(Math.log2(texts.length * 2 + 1)));
    for (const [number, text] of this.#texts.entries()) {
      let place = this.#placeOf(hash(text, 0, text.length));
      while (this.#table[place] !== 0) place = this.#placeOf(place + 1);
      this.#table[place] = number + 1;
    }
    const whole = texts.map((text) => Buffer.from(before + text + behind));
    const padded = whole.map((bytes) => Buffer.concat([bytes], Math.ceil(bytes.length / 4) * 4));
    this.#lengths = Uint32Array.from(whole, (bytes) => bytes.length);
    this.#masks = Int32Array.from(whole, ({ length }) => -1 >>> (((4 - (length % 4)) % 4) * 8));
    this.#starts = new Uint32Array(texts.length + 1);
    for (const [number, { length }] of padded.entries()) {
      this.#starts[number + 1] = (this.#starts[number] ?? 0) + length / 4;
    }
    const all = Buffer.concat(padded);
    this.#words = Int32Array.from({ length: all.length / 4 }, (_, word) =>
      all.readInt32LE(word * 4),
    );
  }

  /** The number of the text from `start` up to, without, `end`; -1 when it is none of them. */
  find(bytes: Uint8Array, start: number, end: number): number {
    for (let place = this.#placeOf(hash(bytes, start, end)); ; place = this.#placeOf(place + 1)) {
      const number = (this.#table[place] ?? 0) - 1;
      if (number === -1 || isAt(this.#texts[number], bytes, { start, end })) return number;
    }
  }

  /** Where the bytes go on behind this text and its surroundings, when they begin at `at`; -1 when others stand there, or too few to look at. */
  behind(number: number, { view, length }: Words, at: number): number {
    if (number >= this.length) return -1;
    const words = this.#words;
    const end = at + (this.#lengths[number] ?? 0);
    let word = this.#starts[number] ?? 0;
    const last = (this.#starts[number + 1] ?? 0) - 1;
    if (at + (last - word + 1) * 4 > length) return -1;
    for (; word < last; word += 1, at += 4) {
      if (view.getInt32(at, true) !== words[word]) return -1;
    }
    return (view.getInt32(at, true) & (this.#masks[number] ?? 0)) === words[last] ? end : -1;
  }

  #placeOf(hashed: number): number {
    return hashed & (this.#table.length - 1);
  }
}

function isAt(
  text: Uint8Array | undefined,
  bytes: Uint8Array,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  if (text?.length !== end - start) return false;
  for (let at = start; at < end; at += 1) if (text[at - start] !== bytes[at]) return false;
  return true;
}

/** The texts of a list are ours, so nobody can make them collide. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = (value * 31 + (bytes[at] ?? 0)) | 0;
  return value ^ (value >>> 15);
}
