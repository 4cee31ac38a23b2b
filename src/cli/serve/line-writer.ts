/**
 * Writes lines for a reader that may be slow or stand still, without ever holding up who prints them.
 *
 * The first line after a pause is written in the same turn of the event loop. What comes in the {@link GATHERED_MS}
 * behind a write is one write more: a write for each line, or each turn, costs a delivery more than its validation does.
 * What a reader has not taken waits, up to a bound; beyond it lines are left out, and the next one that is written says how
 * many.
 *
 * @module
 */
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';

import type { CommandDependencies } from '../command';

/** Characters that wait for a reader at most. */
const MOST_WAITING = 1024 * 1024;

/** Milliseconds in which lines are gathered after a write. */
const GATHERED_MS = 25;

/** Prints the line that stands for lines left out. */
export type OmissionLine = (lines: number) => string;

/** See the module. */
export class LineWriter {
  readonly #out: NonNullable<CommandDependencies['log']>;
  readonly #omission: OmissionLine;
  readonly #gather: (hurry: AbortSignal) => Promise<unknown>;
  #waiting = '';
  #omitted = 0;
  /** The writing under way. */
  #written: Promise<void> | undefined;
  /** Ends the gathering under way. */
  #hurry = new AbortController();

  /** `gather` waits after each write, at most until it is told to hurry. @default for 25 ms */
  constructor(
    out: NonNullable<CommandDependencies['log']>,
    omission: OmissionLine,
    gather: (hurry: AbortSignal) => Promise<unknown> = gatherFor,
  ) {
    this.#out = out;
    this.#omission = omission;
    this.#gather = gather;
  }

  /** Takes one line, without its newline; one that is `urgent` is not gathered with what comes behind it. */
  print(line: string, urgent = false): void {
    if (this.#waiting.length > MOST_WAITING) {
      this.#omitted += 1;
      return;
    }
    if (this.#omitted > 0) {
      this.#waiting += `${this.#omission(this.#omitted)}\n`;
      this.#omitted = 0;
    }
    this.#waiting += `${line}\n`;
    this.#written ??= this.#write();
    if (urgent) this.#hurry.abort();
  }

  /** Resolves when the reader has all that was printed so far, or is not waited for any more. */
  async idle(): Promise<void> {
    this.#hurry.abort();
    await this.#written;
  }

  async #write(): Promise<void> {
    await turn();
    while (this.#waiting !== '') {
      const text = this.#waiting;
      this.#waiting = '';
      const taken = this.#out(text);
      if (taken !== undefined) await taken;
      await this.#gather(this.#hurry.signal);
      this.#hurry = new AbortController();
    }
    this.#written = undefined;
  }
}

async function gatherFor(hurry: AbortSignal): Promise<void> {
  try {
    await delay(GATHERED_MS, undefined, { signal: hurry });
  } catch {
    // Told to hurry.
  }
}
