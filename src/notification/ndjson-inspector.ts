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
import type { Finding, NotificationFindings } from './inspection';
import { inspectNdjsonLine } from './reading/ndjson';
import { Recogniser } from './recognition/recogniser';

const NONE: readonly Finding[] = [];

/** What one line holds. */
export interface LineInspection {
  readonly notifications: readonly NotificationFindings[];
  readonly violations: readonly Finding[];
  /** The line as text, without its line end. */
  readonly text: () => string;
  /** Number of the line, from 1. */
  readonly line: number;
}

/** Inspects the lines of one file in their order. */
export class NdjsonInspector {
  readonly #options: ResolvedInspectOptions;
  readonly #recogniser: Recogniser;
  #line = 0;
  #index = 0;

  /** @throws InvalidOptionError for an option out of range. */
  constructor(options: InspectOptions = {}) {
    this.#options = resolveInspectOptions(options);
    this.#recogniser = new Recogniser(this.#options);
  }

  /** Inspects the next line, given without its LF; `null` when it is blank. */
  inspect(bytes: Buffer): LineInspection | null {
    this.#line += 1;
    const line = this.#line;
    const type = this.#recogniser.recogniseOne(bytes);
    if (type !== undefined) return this.#recognised(type, bytes);
    const { text: decoded, fault } = decodeBody(bytes);
    const content = decoded.endsWith('\r') ? decoded.slice(0, -1) : decoded;
    if (content.trim() === '') return null;
    const place = { text: content, index: this.#index, line };
    const text = (): string => content;
    this.#index += 1;
    const { notifications, violations } = inspectNdjsonLine(place, this.#options, { bytes });
    if (fault === undefined) return { text, line, notifications, violations };
    const encoding = encodingFinding({ text: content, pointer: `/${place.index}`, line }, fault);
    return { text, line, notifications, violations: [encoding, ...violations] };
  }

  #recognised(type: string, bytes: Buffer): LineInspection {
    const pointer = `/${this.#index}`;
    this.#index += 1;
    return {
      notifications: [
        { pointer, type, carrier: 'ndjson', era: 'current', violations: NONE, notices: NONE },
      ],
      violations: NONE,
      text: () => bytes.toString().trimEnd(),
      line: this.#line,
    };
  }

  /** Counts a line that is not inspected because it is too long to hold. */
  skip(): { readonly line: number; readonly pointer: string } {
    this.#line += 1;
    this.#index += 1;
    return { line: this.#line, pointer: `/${this.#index - 1}` };
  }
}
