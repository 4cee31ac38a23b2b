/**
 * Reads an answer in bounded memory: keeps its first bytes, counts the rest.
 *
 * @module
 */
import { constants, unzipSync } from 'node:zlib';

import type { AnswerStart } from './attempt-record';

/** Bytes of the answer's body that an attempt record holds at most. */
const KEPT_BYTES = 2_048;
/** Where reading stops. The status has decided by then, and no receiver says "ok" at this length. */
const MAX_ANSWER_BYTES = 1024 * 1024;
/** Headers above this fail the attempt; Node's own default, whatever flags the process runs with. */
export const MAX_ANSWER_HEADER_BYTES = 16 * 1024;
/** Interim answers (1xx) in front of the real one; more is no HTTP server. */
export const MAX_INTERIM_ANSWERS = 32;
/** What unpacking the kept bytes may yield at most. */
const MAX_UNPACKED_BYTES = 64 * 1024;

/** See the module. */
export class AnswerReader {
  #bytes = 0;
  #kept: Buffer | undefined;

  /** Takes the next bytes of the body; `false` when enough was read. */
  take(chunk: Buffer): boolean {
    if (this.#kept === undefined) this.#kept = chunk.subarray(0, KEPT_BYTES);
    else if (this.#kept.length < KEPT_BYTES) {
      this.#kept = Buffer.concat([this.#kept, chunk.subarray(0, KEPT_BYTES - this.#kept.length)]);
    }
    this.#bytes += chunk.length;
    return this.#bytes <= MAX_ANSWER_BYTES;
  }

  /** What was read, for the record. */
  result(encoding: string | undefined, complete: boolean): AnswerStart {
    return { text: text(this.#kept, encoding), bytes: this.#bytes, complete };
  }
}

function text(kept: Buffer | undefined, encoding: string | undefined): string {
  if (kept === undefined) return '';
  const plain = /^(?:x-)?(?:gzip|deflate)$/i.test(encoding ?? '') ? unpacked(kept) : kept;
  return plain.toString('utf8', 0, KEPT_BYTES);
}

/** What the bytes hold, though they may be only the beginning; the bytes themselves when they cannot be unpacked. */
function unpacked(kept: Buffer): Buffer {
  try {
    return unzipSync(kept, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MAX_UNPACKED_BYTES,
    });
  } catch {
    return kept;
  }
}
