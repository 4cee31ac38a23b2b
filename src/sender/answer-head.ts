/**
 * The head of an HTTP/1.1 answer, line by line: of its headers only those that frame the body or the connection.
 *
 * Invariant: a head that two readers could understand differently is refused. Knows nothing of bytes and pieces.
 *
 * @module
 */
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t\x20-\x7e\x80-\xff]*$/;
const LENGTH = /^[ \t]*(\d{1,15})[ \t]*$/;
const CHUNKED = /^[ \t]*chunked[ \t]*$/i;
const CLOSE = /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i;
const IDLE_SECONDS = /(?:^|[,; \t])timeout=(\d{1,6})/i;

/** An error as Node's HTTP parser makes it. */
export function parserError(code: string): Error {
  return Object.assign(new Error(`the answer could not be read (${code})`), { code });
}

/** See the module. */
export class AnswerHead {
  status = 0;
  /** The body's `Content-Length`. */
  length: number | undefined;
  chunked = false;
  keepsConnection = true;
  /** What `Keep-Alive: timeout=` says. */
  keepAliveSeconds = Infinity;
  contentEncoding: string | undefined;

  /** `false` when it is none. An HTTP/1.0 answer ends its connection. */
  statusLine(line: string): boolean {
    const parts = STATUS_LINE.exec(line);
    this.status = Number(parts?.[2]);
    this.keepsConnection = parts?.[1] === '1';
    return parts !== null;
  }

  /** The code of what is wrong with the line, or `null`. */
  header(line: string): string | null {
    const name = HEADER.exec(line)?.[1];
    if (name === undefined) return 'HPE_INVALID_HEADER_TOKEN';
    const value = line.slice(name.length + 1);
    switch (name.toLowerCase()) {
      case 'content-length':
        return this.#contentLength(value);
      case 'transfer-encoding':
        // No other coding was offered in a TE header, and twice is once too often.
        if (this.chunked || !CHUNKED.test(value)) return 'HPE_INVALID_TRANSFER_ENCODING';
        this.chunked = true;
        return null;
      case 'connection':
        if (CLOSE.test(value)) this.keepsConnection = false;
        return null;
      case 'keep-alive':
        this.keepAliveSeconds = Number(IDLE_SECONDS.exec(value)?.[1] ?? Infinity);
        return null;
      case 'content-encoding':
        this.contentEncoding = value.trim();
        return null;
      default:
        return null;
    }
  }

  #contentLength(value: string): string | null {
    const digits = LENGTH.exec(value)?.[1];
    if (digits === undefined) return 'HPE_INVALID_CONTENT_LENGTH';
    if (this.length !== undefined) return 'HPE_UNEXPECTED_CONTENT_LENGTH';
    this.length = Number(digits);
    return null;
  }
}
