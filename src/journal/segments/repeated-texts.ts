/**
 * Texts that come again and again in a segment's rows: paths, addresses.
 *
 * @module
 */

/** Texts that repeat, each kept once under a number. */
export class Texts {
  readonly list: string[];
  readonly #numbers = new Map<string, number>();

  constructor(list: readonly string[] = []) {
    this.list = [...list];
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.list.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }

  at(number: number | undefined): string {
    return this.list[number ?? 0] ?? '';
  }

  /** Gives back what is only needed to add texts. */
  seal(): void {
    this.#numbers.clear();
  }
}
