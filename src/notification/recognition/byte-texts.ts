/**
 * A closed list of texts that are found by their bytes, so that nobody has to make a string of what lies in a body.
 *
 * @module
 */

/** Texts by number, in the order in which they were given. */
export class ByteTexts {
  readonly length: number;
  /** All of them, each with the quotation mark that ends it in JSON. */
  readonly #bytes: Uint8Array;
  /** Where each begins; behind the last one, where it ends. */
  readonly #starts: Uint32Array;
  /** Numbers from 1 by hash, each in the first free place from its own on; 0 is free. */
  readonly #table: Uint16Array;

  constructor(texts: readonly string[]) {
    const encoded = texts.map((text) => Buffer.from(`${text}"`));
    this.length = texts.length;
    this.#bytes = Buffer.concat(encoded);
    this.#starts = new Uint32Array(texts.length + 1);
    this.#table = new Uint16Array(2 ** Math.ceil(Math.log2(texts.length * 2 + 1)));
    let end = 0;
    for (const [number, bytes] of encoded.entries()) {
      end += bytes.length;
      this.#starts[number + 1] = end;
      let place = this.#placeOf(hash(bytes, 0, bytes.length - 1));
      while (this.#table[place] !== 0) place = this.#placeOf(place + 1);
      this.#table[place] = number + 1;
    }
  }

  /** The number of the text from `start` up to, without, `end`, where a quotation mark stands; -1 when it is none of them. */
  find(bytes: Uint8Array, start: number, end: number): number {
    for (let place = this.#placeOf(hash(bytes, start, end)); ; place = this.#placeOf(place + 1)) {
      const number = (this.#table[place] ?? 0) - 1;
      if (number === -1 || this.endOf(number, bytes, start) === end) return number;
    }
  }

  /** Where the quotation mark behind this text stands, when the text begins at `at`; -1 when another one does. */
  endOf(number: number, bytes: Uint8Array, at: number): number {
    if (number >= this.length) return -1;
    const own = this.#bytes;
    const end = this.#starts[number + 1] ?? 0;
    for (let from = this.#starts[number] ?? 0; from < end; from += 1, at += 1) {
      if (own[from] !== bytes[at]) return -1;
    }
    return at - 1;
  }

  #placeOf(hashed: number): number {
    return hashed & (this.#table.length - 1);
  }
}

/** The texts of a list are ours, so nobody can make them collide. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = (value * 31 + (bytes[at] ?? 0)) | 0;
  return value ^ (value >>> 15);
}
