/**
 * Walks the tokens of a text as RFC 8259 has them: strict, without recursion, up to the first fault.
 *
 * The slow way, taken only when `JSON.parse` refused a body or `scan.ts` found it odd: it knows for each key and
 * scalar where it stands, and for a fault what was wanted instead. Says nothing in words: see `syntax-fault.ts`.
 *
 * @module
 */
import { createScanner } from 'jsonc-parser';
import type { JSONScanner } from 'jsonc-parser';

/** What jsonc-parser calls its tokens; its own enum is declared `const` and cannot be imported here. */
export const TOKEN = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  unknown: 16,
  end: 17,
} as const;

/** What jsonc-parser calls the ways in which a token can be broken. */
export const TOKEN_FAULT = {
  none: 0,
  openComment: 1,
  openString: 2,
  badNumber: 3,
  badUnicode: 4,
  badEscape: 5,
  badCharacter: 6,
} as const;

/** What the grammar allows at a place. */
export type Wanted =
  'value' | 'item' | 'first-item' | 'key' | 'first-key' | 'colon' | 'comma' | 'end';

/** The first place where a text is not JSON. */
export interface SyntaxFault {
  /** Offset of the token that cannot stand there, in UTF-16 code units. */
  readonly offset: number;
  /** One of {@link TOKEN}. */
  readonly token: number;
  /** One of {@link TOKEN_FAULT}. */
  readonly tokenFault: number;
  /** The token as it stands in the text. */
  readonly source: string;
  readonly wanted: Wanted;
  /** What is open around the place. */
  readonly inside: 'array' | 'object' | 'nothing';
}

/** Receives keys and scalars in the order of the text; `path` is only valid during the call. */
export interface TokenVisitor {
  key(name: string, offset: number, path: readonly (string | number)[]): void;
  open(): void;
  close(): void;
  string(value: string, offset: number, path: readonly (string | number)[]): void;
  number(source: string, offset: number, path: readonly (string | number)[]): void;
}

/** Walks a text up to its first fault; `null` when it has none. */
export function walkJson(text: string, visitor?: TokenVisitor): SyntaxFault | null {
  return new Walk(text, visitor).run();
}

class Walk {
  readonly #text: string;
  readonly #visitor: TokenVisitor | undefined;
  readonly #scanner: JSONScanner;
  /** The key or index that is current in each open container. */
  readonly #path: (string | number)[] = [];
  #wanted: Wanted = 'value';

  constructor(text: string, visitor: TokenVisitor | undefined) {
    this.#text = text;
    this.#visitor = visitor;
    this.#scanner = createScanner(text, false);
  }

  run(): SyntaxFault | null {
    for (;;) {
      const token: number = this.#scanner.scan();
      if (token === TOKEN.space || token === TOKEN.lineBreak) continue;
      if (token === TOKEN.end && this.#wanted === 'end') return null;
      const tokenFault: number = this.#scanner.getTokenError();
      const next = tokenFault === TOKEN_FAULT.none ? this.#step(token) : null;
      if (next === null) return this.#fault(token, tokenFault);
      this.#wanted = next;
    }
  }

  /** What is wanted after the token, or `null` when the token cannot stand here. */
  #step(token: number): Wanted | null {
    const wanted = this.#wanted;
    const wantsValue = wanted === 'value' || wanted === 'item' || wanted === 'first-item';
    switch (token) {
      case TOKEN.openBrace:
      case TOKEN.openBracket:
        return wantsValue ? this.#open(token === TOKEN.openBracket) : null;
      case TOKEN.closeBrace:
        return wanted === 'first-key' || (wanted === 'comma' && !this.#inArray())
          ? this.#close()
          : null;
      case TOKEN.closeBracket:
        return wanted === 'first-item' || (wanted === 'comma' && this.#inArray())
          ? this.#close()
          : null;
      case TOKEN.comma:
        return wanted === 'comma' ? this.#comma() : null;
      case TOKEN.colon:
        return wanted === 'colon' ? 'value' : null;
      case TOKEN.string:
        if (wanted === 'key' || wanted === 'first-key') return this.#key();
        return wantsValue ? this.#scalar(token) : null;
      case TOKEN.number:
      case TOKEN.null:
      case TOKEN.true:
      case TOKEN.false:
        return wantsValue ? this.#scalar(token) : null;
      default:
        return null;
    }
  }

  #inArray(): boolean {
    return typeof this.#path.at(-1) === 'number';
  }

  #afterValue(): Wanted {
    return this.#path.length === 0 ? 'end' : 'comma';
  }

  #open(isArray: boolean): Wanted {
    this.#visitor?.open();
    this.#path.push(isArray ? 0 : '');
    return isArray ? 'first-item' : 'first-key';
  }

  #close(): Wanted {
    this.#path.pop();
    this.#visitor?.close();
    return this.#afterValue();
  }

  #comma(): Wanted {
    const last = this.#path.at(-1);
    if (typeof last !== 'number') return 'key';
    this.#path[this.#path.length - 1] = last + 1;
    return 'item';
  }

  #key(): Wanted {
    const name = this.#scanner.getTokenValue();
    this.#path[this.#path.length - 1] = name;
    this.#visitor?.key(name, this.#scanner.getTokenOffset(), this.#path);
    return 'colon';
  }

  #scalar(token: number): Wanted {
    const offset = this.#scanner.getTokenOffset();
    if (token === TOKEN.string) {
      this.#visitor?.string(this.#scanner.getTokenValue(), offset, this.#path);
    } else if (token === TOKEN.number) {
      this.#visitor?.number(this.#source(), offset, this.#path);
    }
    return this.#afterValue();
  }

  #source(): string {
    return this.#text.slice(this.#scanner.getTokenOffset(), this.#scanner.getPosition());
  }

  #fault(token: number, tokenFault: number): SyntaxFault {
    const inside = this.#path.length === 0 ? 'nothing' : this.#inArray() ? 'array' : 'object';
    const offset = this.#scanner.getTokenOffset();
    return { offset, token, tokenFault, source: this.#source(), wanted: this.#wanted, inside };
  }
}
