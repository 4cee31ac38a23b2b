/**
 * NDJSON that comes line by line, so that a file of any size takes the memory of one line.
 *
 * Judges each line as `inspectBody` does in a body of several lines; the caller has decided that it is NDJSON.
 *
 * @module
 */
import { decodeBody } from './reading/decode-body';
import { encodingFinding } from './reading/body-fault';
import { resolveInspectOptions } from './inspect-options';
import type { InspectOptions, ResolvedInspectOptions } from './inspect-options';
import { inspectNdjsonLine } from './reading/ndjson';
import type { DocumentInspection } from './reading/place-drafts';

/** What one line holds. */
export interface LineInspection extends DocumentInspection {
  /** The line as text, without its line end. */
  readonly text: string;
  /** Number of the line, from 1. */
  readonly line: number;
}

/** Inspects the lines of one file in their order. */
export class NdjsonInspector {
  readonly #options: ResolvedInspectOptions;
  #line = 0;
  #index = 0;

  /** @throws InvalidOptionError for an option out of range. */
  constructor(options: InspectOptions = {}) {
    this.#options = resolveInspectOptions(options);
  }

  /** Inspects the next line, given without its LF; `null` when it is blank. */
  inspect(bytes: Buffer): LineInspection | null {
    this.#line += 1;
    const line = this.#line;
    const { text: decoded, fault } = decodeBody(bytes);
    const text = decoded.endsWith('\r') ? decoded.slice(0, -1) : decoded;
    if (text.trim() === '') return null;
    const place = { text, index: this.#index, line };
    this.#index += 1;
    const { notifications, violations } = inspectNdjsonLine(place, this.#options, { bytes });
    if (fault === undefined) return { text, line, notifications, violations };
    const encoding = encodingFinding({ text, pointer: `/${place.index}`, line }, fault);
    return { text, line, notifications, violations: [encoding, ...violations] };
  }

  /** Counts a line that is not inspected because it is too long to hold. */
  skip(): { readonly line: number; readonly pointer: string } {
    this.#line += 1;
    this.#index += 1;
    return { line: this.#line, pointer: `/${this.#index - 1}` };
  }
}
