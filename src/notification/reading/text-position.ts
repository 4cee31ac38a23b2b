/**
 * Lines and columns of offsets into a text, both from 1.
 *
 * Lines end at LF, so CRLF counts as one line end. Columns count UTF-16 code units, as editors and
 * JavaScript do; a byte order mark is not part of the text and has no column.
 *
 * @module
 */

/** A place in a text as people name it. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Converts offsets to lines and columns; cheap as long as the offsets asked for ascend. */
export class TextPositions {
  readonly #text: string;
  #line = 1;
  #lineStart = 0;
  #lineEnd: number;

  constructor(text: string) {
    this.#text = text;
    this.#lineEnd = this.#endFrom(0);
  }

  /** The position of an offset; one past the end counts as on the last line. */
  at(offset: number): TextPosition {
    if (offset < this.#lineStart) {
      this.#line = 1;
      this.#lineStart = 0;
      this.#lineEnd = this.#endFrom(0);
    }
    while (this.#lineEnd < offset) {
      this.#line += 1;
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = this.#endFrom(this.#lineStart);
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  #endFrom(offset: number): number {
    const end = this.#text.indexOf('\n', offset);
    return end === -1 ? Number.POSITIVE_INFINITY : end;
  }
}
