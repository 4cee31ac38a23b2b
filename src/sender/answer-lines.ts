/**
 * Cuts the head of an answer, and the framing of its chunks, into lines: CRLF only, of bounded length.
 *
 * Invariant: the pieces in which the bytes come make no difference; a line that cannot become right is refused before
 * it is whole. Knows nothing of what the lines mean.
 *
 * @module
 */
import { MAX_ANSWER_HEADER_BYTES } from './answer';

/** What a line must begin with, and the parser error when it does not. */
export interface LineStart {
  readonly text: string;
  readonly problem: string;
}

/** See the module. */
export class AnswerLines {
  #text = '';
  #from = 0;
  #base = 0;
  #partial = '';
  #sectionBytes = 0;
  #problem: string | null = null;

  /** Why `next` had no line, if not for want of bytes: a code of Node's parser. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Where in the bytes the next line begins; their end, when it is kept here in part. */
  get position(): number {
    return this.#base + this.#from;
  }

  /** The length of the lines is counted anew. */
  startSection(): void {
    this.#sectionBytes = 0;
  }

  /** Goes on with these bytes. Of a head many lines are decoded at once, else the next one only. */
  feed(bytes: Buffer, at: number, inHead: boolean): void {
    const limit = at + MAX_ANSWER_HEADER_BYTES + 1;
    const lineEnd = inHead ? 0 : bytes.indexOf(0x0a, at) + 1;
    this.#text = this.#partial + bytes.toString('latin1', at, lineEnd === 0 ? limit : lineEnd);
    this.#base = at - this.#partial.length;
    this.#from = 0;
    this.#partial = '';
  }

  /** The next line without its end, or `undefined`: more bytes are needed, or there is a problem. */
  next(start: LineStart | undefined): string | undefined {
    const text = this.#text;
    const from = this.#from;
    const lineEnd = text.indexOf('\n', from) + 1;
    const end = lineEnd === 0 ? text.length : lineEnd;
    if (end === from) return undefined;
    this.#problem = this.#problemOf(from, end, start);
    if (this.#problem !== null) return undefined;
    this.#from = end;
    if (lineEnd === 0) {
      this.#partial = text.slice(from);
      return undefined;
    }
    this.#sectionBytes += end - from;
    if (end - from >= 2 && text.charCodeAt(end - 2) === 0x0d) return text.slice(from, end - 2);
    this.#problem = 'HPE_CR_EXPECTED';
    return undefined;
  }

  #problemOf(from: number, end: number, start: LineStart | undefined): string | null {
    if (start !== undefined) {
      const begin = this.#text.slice(from, Math.min(from + start.text.length, end));
      if (!start.text.startsWith(begin)) return start.problem;
    }
    return this.#sectionBytes + end - from > MAX_ANSWER_HEADER_BYTES ? 'HPE_HEADER_OVERFLOW' : null;
  }
}
