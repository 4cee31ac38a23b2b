/**
 * Reads one HTTP/1.1 answer from bytes in whatever pieces they come: strictly, and in bounded memory.
 *
 * Invariants: never throws; the pieces make no difference to the result; what is not HTTP/1.1 by the letter (a bare
 * LF, two lengths, a length beside chunks, a folded header) is refused, so that a kept connection never gets out of
 * step. Problems bear the code that Node's own parser has for them. Knows nothing of sockets and time.
 *
 * @module
 */
import { AnswerReader, MAX_INTERIM_ANSWERS } from './answer';
import { AnswerHead, parserError } from './answer-head';
import { AnswerLines, type LineStart } from './answer-lines';
import type { AnswerStart } from './attempt-record';

/** Why an answer could not be read to its end. */
export type AnswerTrouble = 'interim-flood' | Error;

type InLines = 'status' | 'headers' | 'chunk-size' | 'chunk-end' | 'trailers';
type InBytes = 'length' | 'chunk' | 'until-close';
/** What is expected next. */
type State = InLines | InBytes | 'over';

const LINE_STARTS: ReadonlyMap<State, LineStart> = new Map([
  ['status', { text: 'HTTP/1.', problem: 'HPE_INVALID_CONSTANT' }],
  ['chunk-end', { text: '\r\n', problem: 'HPE_STRICT' }],
]);

/** A length in hexadecimal digits; extensions are skipped. */
const CHUNK_SIZE = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;[\t\x20-\x7e\x80-\xff]*)?$/;

/** See the module. One object reads one answer. */
export class AnswerParser {
  #state: State = 'status';
  readonly #lines = new AnswerLines();
  #head = new AnswerHead();
  #interimAnswers = 0;
  #left = 0;
  #reader: AnswerReader | undefined;
  #status: number | null = null;
  #complete = false;
  #unusable = false;
  #trouble: AnswerTrouble | null = null;

  /** The status, once the head was read to its end. */
  get status(): number | null {
    return this.#status;
  }

  /** `null` also of an answer that is over without trouble. */
  get trouble(): AnswerTrouble | null {
    return this.#trouble;
  }

  /** The next request may use the connection. */
  get keepsConnection(): boolean {
    return this.#complete && this.#head.keepsConnection && !this.#unusable;
  }

  /** Seconds for which the peer keeps an idle connection; `Infinity` when it does not say. */
  get keepAliveSeconds(): number {
    return this.#head.keepAliveSeconds;
  }

  /** What was read of the body; `null` when it did not come to that. */
  body(): AnswerStart | null {
    return this.#reader?.result(this.#head.contentEncoding, this.#complete) ?? null;
  }

  /** Takes the next bytes; `true` when the answer is over, in whichever way. */
  take(bytes: Buffer): boolean {
    let at = 0;
    while (at < bytes.length && this.#state !== 'over') {
      at = this.#inLines() ? this.#takeLines(bytes, at) : this.#takeBody(bytes, at);
    }
    this.#unusable = at < bytes.length;
    return this.#state === 'over';
  }

  /** The peer sends nothing more. */
  end(): void {
    this.#unusable = true;
    if (this.#state === 'until-close') this.#finish();
    else if (this.#state !== 'over') this.#fail(new Error('closed before the end of the answer'));
  }

  #inLines(): boolean {
    const state = this.#state;
    return state !== 'length' && state !== 'chunk' && state !== 'until-close' && state !== 'over';
  }

  /** Reads lines as long as lines are expected; returns where it stopped. */
  #takeLines(bytes: Buffer, at: number): number {
    const lines = this.#lines;
    lines.feed(bytes, at, this.#state === 'status' || this.#state === 'headers');
    while (this.#inLines()) {
      const line = lines.next(LINE_STARTS.get(this.#state));
      if (line !== undefined) this.#line(line);
      else if (lines.problem !== null) this.#refuse(lines.problem);
      else break;
    }
    return lines.position;
  }

  #line(line: string): void {
    if (this.#state === 'status') {
      this.#state = 'headers';
      if (!this.#head.statusLine(line)) this.#refuse('HPE_INVALID_STATUS');
    } else if (this.#state === 'chunk-size') this.#chunkSize(line);
    else if (this.#state === 'chunk-end') this.#expectLine('chunk-size');
    else if (line === '') this.#sectionEnd();
    else this.#header(line);
  }

  #header(line: string): void {
    // Trailers are checked and not heeded: they must not change the framing.
    const head = this.#state === 'trailers' ? new AnswerHead() : this.#head;
    const problem = head.header(line);
    if (problem !== null) this.#refuse(problem);
  }

  #sectionEnd(): void {
    if (this.#state === 'trailers') {
      this.#finish();
      return;
    }
    const { status, chunked, length } = this.#head;
    if (chunked && length !== undefined) this.#refuse('HPE_INVALID_TRANSFER_ENCODING');
    else if (status === 101) {
      // What follows is no HTTP.
      this.#status = status;
      this.#state = 'over';
    } else if (status < 200) this.#interim();
    else this.#bodyFollows(status, chunked, length);
  }

  #interim(): void {
    this.#interimAnswers += 1;
    if (this.#interimAnswers > MAX_INTERIM_ANSWERS) this.#fail('interim-flood');
    else this.#expectLine('status');
    this.#head = new AnswerHead();
  }

  #bodyFollows(status: number, chunked: boolean, length: number | undefined): void {
    this.#status = status;
    this.#reader = new AnswerReader();
    this.#left = length ?? 0;
    if (status === 204 || status === 304 || length === 0) this.#finish();
    else if (chunked) this.#expectLine('chunk-size');
    else this.#state = length === undefined ? 'until-close' : 'length';
  }

  #chunkSize(line: string): void {
    const digits = CHUNK_SIZE.exec(line)?.[1];
    if (digits === undefined) {
      this.#refuse('HPE_INVALID_CHUNK_SIZE');
      return;
    }
    this.#left = Number.parseInt(digits, 16);
    if (this.#left === 0) this.#expectLine('trailers');
    else this.#state = 'chunk';
  }

  #takeBody(bytes: Buffer, at: number): number {
    const open = this.#state === 'until-close';
    const end = open ? bytes.length : Math.min(at + this.#left, bytes.length);
    if (this.#reader?.take(bytes.subarray(at, end)) === false) {
      // Enough was read; what follows is of no interest.
      this.#state = 'over';
    } else if (!open) {
      this.#left -= end - at;
      if (this.#left === 0 && this.#state === 'chunk') this.#expectLine('chunk-end');
      else if (this.#left === 0) this.#finish();
    }
    return end;
  }

  #expectLine(state: State): void {
    this.#state = state;
    this.#lines.startSection();
  }

  #finish(): void {
    this.#complete = true;
    this.#state = 'over';
  }

  #refuse(code: string): void {
    this.#fail(parserError(code));
  }

  #fail(trouble: AnswerTrouble): void {
    this.#trouble = trouble;
    this.#state = 'over';
  }
}
