/**
 * How long the newest deliveries waited for their answers: from the request's head to the end of the answer.
 *
 * An entry is written before its answer is sent, so this cannot stand in the journal; it is kept for the newest entries,
 * as long as the process lives.
 *
 * @module
 */
import type { ServerResponse } from 'node:http';

import { parseEntryId } from '../journal/entry-id';
import { stopwatch } from '../real-time';

/** Entries whose times are kept, in four bytes each. */
const KEPT = 65_536;

/** See the module. */
export class AnswerTimes {
  /** Milliseconds and one, by sequence number: 0 is unknown. */
  readonly #times = new Float32Array(KEPT);
  /** The newest sequence number whose place was made ready. */
  #newest = 0;

  /** A request that came at `began` (of `stopwatch`) is being answered, now or later: the time to its answer goes under this id, if it ever has one. */
  answering(id: string, response: ServerResponse, began: number): void {
    const sequence = parseEntryId(id);
    if (sequence === undefined) return;
    this.#forgetOlder(sequence);
    // An ordinary answer is over by now, and one that a fault holds back is not.
    if (response.writableEnded) this.#keep(sequence, began);
    else response.once('prefinish', () => this.#keep(sequence, began));
  }

  /** Milliseconds to the answer of an entry, with one decimal; `undefined` when it has none, or it is not known any more. */
  of(id: string): number | undefined {
    const sequence = parseEntryId(id) ?? 0;
    if (sequence > this.#newest || sequence <= this.#newest - KEPT) return undefined;
    const time = this.#times[sequence % KEPT] ?? 0;
    return time === 0 ? undefined : Math.round((time - 1) * 10) / 10;
  }

  #keep(sequence: number, began: number): void {
    if (sequence <= this.#newest - KEPT) return;
    this.#times[sequence % KEPT] = stopwatch() - began + 1;
  }

  /** Entries between may be none of ours: a handshake has no answer. */
  #forgetOlder(sequence: number): void {
    const from = Math.max(this.#newest, sequence - KEPT) + 1;
    for (let one = from; one <= sequence; one += 1) this.#times[one % KEPT] = 0;
    this.#newest = Math.max(this.#newest, sequence);
  }
}
