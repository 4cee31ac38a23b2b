/**
 * JSON as people read it: one value a line, in the words of the body itself (numbers, escapes and repeated keys stay as
 * they came), and the line of each value by its JSON Pointer. Pure; never recurses, since bodies may be deep.
 *
 * @module
 */
import type { Delivery } from '../../api/client-types';
import type { CodeLine, CodePart } from './code-lines';
import { ndjsonLines } from './documents';

/** A body laid out. */
export interface PrettyBody {
  readonly lines: readonly CodeLine[];
  /** The line of a value, from 0; of a value that is not there, that of what should hold it. */
  readonly lineOf: (pointer: string) => number;
}

/** Lays out a JSON or NDJSON body; `undefined` when it is neither. */
export function prettyBody(text: string, isNdjson: boolean): PrettyBody | undefined {
  const layout = new Layout();
  // A byte order mark is no part of the JSON.
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (isNdjson) layNdjson(content, layout);
  else if (isJson(content)) layout.lay(content, '');
  else return undefined;
  return { lines: layout.lines, lineOf: (pointer) => layout.lineOf(pointer) };
}

/** The body of a delivery laid out; `undefined` when it is no text or no JSON. */
export function prettyOf({ body, bodyEncoding, findings }: Delivery): PrettyBody | undefined {
  if (body === '' || bodyEncoding !== 'utf8') return undefined;
  return prettyBody(body, findings.carrier === 'ndjson');
}

/** Each line is a document; a damaged one stays as it is. Numbered as in findings: without the blank ones. */
function layNdjson(text: string, layout: Layout): void {
  for (const [index, line] of ndjsonLines(text).entries()) {
    if (isJson(line)) layout.lay(line, `/${index}`);
    else layout.keep(line, `/${index}`);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** An object or array that is open. */
interface Open {
  readonly pointer: string;
  readonly isArray: boolean;
  /** Of the element that comes next. */
  index: number;
  /** Of the member whose value comes next; `undefined` before a key. */
  key: string | undefined;
}

class Layout {
  readonly lines: CodeLine[] = [];
  readonly #lineOf = new Map<string, number>([['', 0]]);
  #parts: CodePart[] = [];
  #open: Open[] = [];
  #root = '';

  lineOf(pointer: string): number {
    for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
      const line = this.#lineOf.get(at);
      if (line !== undefined) return line;
      if (!at.includes('/')) return 0;
    }
  }

  /** A text that is no JSON. */
  keep(text: string, pointer: string): void {
    this.#lineOf.set(pointer, this.lines.length);
    this.lines.push({ depth: 0, parts: [{ kind: 'plain', text }] });
  }

  /** A text that is known to be JSON. */
  lay(text: string, pointer: string): void {
    this.#root = pointer;
    for (let at = 0; at < text.length;) at = this.#take(text, at);
    this.#endLine();
  }

  /** Takes one token; answers where it ends. */
  #take(text: string, at: number): number {
    const first = text.charAt(at);
    if (/\s/.test(first)) return at + 1;
    if (first === '"') return this.#takeString(text, at);
    if (first === '{' || first === '[') return this.#begin(text, at, first === '[');
    if (first === '}' || first === ']') {
      this.#endLine();
      this.#open.pop();
      this.#put('mark', first);
    } else if (first === ',') {
      this.#put('mark', first);
      this.#endLine();
      const open = this.#open.at(-1);
      if (open !== undefined) {
        open.index += 1;
        open.key = undefined;
      }
    } else if (first === ':') this.#put('mark', ': ');
    else return this.#takeScalar(text, at);
    return at + 1;
  }

  #begin(text: string, at: number, isArray: boolean): number {
    const pointer = this.#remember();
    const close = isArray ? ']' : '}';
    const after = /\S/g;
    after.lastIndex = at + 1;
    const next = after.exec(text);
    if (next?.[0] === close) {
      this.#put('mark', isArray ? '[]' : '{}');
      return next.index + 1;
    }
    this.#put('mark', isArray ? '[' : '{');
    this.#endLine();
    this.#open.push({ pointer, isArray, index: 0, key: undefined });
    return at + 1;
  }

  #takeString(text: string, at: number): number {
    let end = text.indexOf('"', at + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    const raw = text.slice(at, end + 1);
    const open = this.#open.at(-1);
    if (open !== undefined && !open.isArray && open.key === undefined) {
      open.key = JSON.parse(raw) as string;
      this.#put('key', raw);
    } else {
      this.#remember();
      this.#put('string', raw);
    }
    return end + 1;
  }

  #takeScalar(text: string, at: number): number {
    const scalar = /[^\s,:[\]{}]+/y;
    scalar.lastIndex = at;
    const [word = text.charAt(at)] = scalar.exec(text) ?? [];
    this.#remember();
    this.#put(/^[-\d]/.test(word) ? 'number' : 'word', word);
    return at + word.length;
  }

  /** Notes that a value begins on this line; of repeated keys the last one counts, as it does for who reads the body. */
  #remember(): string {
    const open = this.#open.at(-1);
    const segment = open?.isArray === true ? String(open.index) : escaped(open?.key ?? '');
    const pointer = open === undefined ? this.#root : `${open.pointer}/${segment}`;
    this.#lineOf.set(pointer, this.lines.length);
    return pointer;
  }

  #put(kind: CodePart['kind'], text: string): void {
    this.#parts.push({ kind, text });
  }

  #endLine(): void {
    if (this.#parts.length === 0) return;
    this.lines.push({ depth: this.#depth, parts: this.#parts });
    this.#parts = [];
  }

  get #depth(): number {
    return this.#open.length;
  }
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, quote: number): boolean {
  let start = quote;
  while (text.charAt(start - 1) === '\\') start -= 1;
  return (quote - start) % 2 === 1;
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
