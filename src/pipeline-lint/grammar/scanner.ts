/**
 * Reads a pipeline's text from left to right: tokens, white space, comments, and what to say when something else stands there.
 *
 * Each step moves forward or fails, so that reading any text ends.
 *
 * @module
 */

/** What a text has in place of what the grammar wants; caught where the parser is entered, and turned into data. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Deepest nesting that is read: far more than a pipeline has, far less than the stack holds. */
const DEEPEST = 300;

/** Something in the text that only later versions of Logstash can read. */
export interface Requirement {
  readonly since: string;
  readonly message: string;
  readonly at: number;
}

/** A text and how far it has been read. */
export class Scanner {
  readonly text: string;
  readonly requirements: Requirement[] = [];
  #offset = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Notes that what was read needs a version of Logstash. */
  needs(since: string, message: string, at: number): void {
    const last = this.requirements.at(-1);
    if (last === undefined || last.at < at) this.requirements.push({ since, message, at });
  }

  /** Goes back to where it was. */
  goTo(offset: number): void {
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  get atEnd(): boolean {
    return this.#offset >= this.text.length;
  }

  /** Whether this stands here. */
  sees(token: string): boolean {
    return this.text.startsWith(token, this.#offset);
  }

  /** Takes this when it stands here; returns whether it did. */
  takes(token: string): boolean {
    if (!this.sees(token)) return false;
    this.#offset += token.length;
    return true;
  }

  /** Takes what a sticky pattern matches here; `null` when it does not match. */
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#offset;
    const matched = pattern.exec(this.text)?.[0];
    if (matched === undefined) return null;
    this.#offset += matched.length;
    return matched;
  }

  /** Takes this or fails. */
  expect(token: string, purpose: string): void {
    if (!this.takes(token)) this.fail(`${token} ${purpose}`);
  }

  /** Takes a text in these quotes or slashes; a backslash keeps only the delimiter from ending it, as in Logstash. */
  delimited(delimiter: string, what: string): string {
    const start = this.#offset;
    this.expect(delimiter, `that begins ${what}`);
    for (let at = start + 1; at < this.text.length; at += 1) {
      if (this.text[at] === '\\' && this.text[at + 1] === delimiter) at += 1;
      else if (this.text[at] === delimiter) {
        this.#offset = at + 1;
        return this.text.slice(start + 1, at);
      }
    }
    throw new SyntaxFault(`This begins ${what} that does not end: ${delimiter} is missing.`, start);
  }

  /** Passes over white space and comments. */
  skipSpace(): void {
    while (this.match(/[ \t\r\n]+/y) !== null || this.sees('#')) {
      const start = this.#offset;
      if (!this.sees('#') || this.match(/#[^\r\n]*\r?\n/y) !== null) continue;
      this.match(/#[^\r\n]*/y);
      if (!this.atEnd) this.fail('a line feed that ends the comment');
      this.needs('8.15', 'A comment without a line end needs Logstash 8.15.', start);
    }
  }

  /** Whether this stands behind white space and comments; takes nothing. */
  seesPastSpace(token: string): boolean {
    const start = this.#offset;
    this.skipSpace();
    const seen = this.sees(token);
    this.#offset = start;
    return seen;
  }

  /** Reads what commas separate up to a closing token, which is taken too; there may be nothing. */
  list<T>(close: string, purpose: string, read: () => T): readonly T[] {
    const items: T[] = [];
    this.skipSpace();
    if (this.takes(close)) return items;
    do {
      this.skipSpace();
      items.push(read());
      this.skipSpace();
    } while (this.takes(','));
    this.expect(close, purpose);
    return items;
  }

  /** Reads something that may hold itself. */
  nested<T>(read: () => T): T {
    if (this.#depth === DEEPEST) {
      throw new SyntaxFault(`This is nested more than ${DEEPEST} deep.`, this.#offset);
    }
    this.#depth += 1;
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Says what was expected and what stands here. */
  fail(expected: string): never {
    throw new SyntaxFault(`Expected ${expected}, found ${this.#found()}.`, this.#offset);
  }

  #found(): string {
    if (this.atEnd) return 'the end of the file';
    if (this.sees('\uFEFF')) return 'a byte order mark (save the file in UTF-8 without one)';
    const found = this.match(/[\w-]{1,40}|&&|\|\||[^\s]/y) ?? 'white space';
    if (found !== 'white space') this.#offset -= found.length;
    return `${found}${HINTS.get(found) ?? ''}`;
  }
}

/** What people write who know other languages. */
const HINTS: ReadonlyMap<string, string> = new Map([
  [',', ' (options are separated by white space)'],
  [':', ' (an option and its value are joined by =>)'],
  ['=', ' (an option and its value are joined by =>, values are compared by ==)'],
  ['&&', ' (Logstash has and, or, xor, nand)'],
  ['||', ' (Logstash has and, or, xor, nand)'],
]);
