/**
 * NDJSON that comes line by line, so that a file of any size takes the memory of one line.
 *
 * Judges each line as `inspectBody` does in a body of several lines; the caller has decided that it is NDJSON.
 *
 * @module
 */
import { decodeBody, decodeLine, type EncodingFault } from './reading/decode-body';
import { encodingFinding } from './reading/body-fault';
import { resolveInspectOptions } from './inspect-options';
import type { InspectOptions, ResolvedInspectOptions } from './inspect-options';
import type { Finding, NotificationFindings } from './inspection';
import { lineEnd } from './reading/line-splitter';
import { inspectNdjsonLine, type NdjsonLine } from './reading/ndjson';
import { Recogniser } from './recognition/recogniser';

const NONE: readonly Finding[] = [];

/** What one line holds, or each of several in a row. */
export interface LineInspection {
  readonly notifications: readonly JudgedNotification[];
  readonly violations: readonly Finding[];
  /** The line as text, without its line end; empty when there are no findings to show it for. */
  readonly sourceLine: () => string;
  /** Of how many lines this is said: more than one only where there are no findings. */
  readonly lines: number;
}

/** What is known of a notification, but for its place. */
export type JudgedNotification = Pick<
  NotificationFindings,
  'type' | 'era' | 'violations' | 'notices'
>;

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

  /** Inspects the lines of a block, which is read as this is iterated over; of a blank line nothing is said. */
  *inspect(block: Buffer): Generator<LineInspection> {
    const recognise = this.#recogniser.ofLines(block);
    let latest: string | undefined;
    let lines = 0;
    for (let start = 0; start < block.length;) {
      const end = lineEnd(block, start);
      const type = recognise(start, end);
      if (type !== latest && latest !== undefined) {
        yield this.#recognised(latest, lines);
        lines = 0;
      }
      latest = type;
      if (type === undefined) {
        const inspection = this.#inspectLine(block.subarray(start, end));
        if (inspection !== null) yield inspection;
      } else lines += 1;
      start = end + 1;
    }
    if (latest !== undefined) yield this.#recognised(latest, lines);
  }

  #recognised(type: string, lines: number): LineInspection {
    this.#line += lines;
    this.#index += lines;
    const notification = { type, era: 'current', violations: NONE, notices: NONE } as const;
    return { notifications: [notification], violations: NONE, sourceLine: () => '', lines };
  }

  #inspectLine(bytes: Buffer): LineInspection | null {
    this.#line += 1;
    const { text: decoded, fault } = this.#line === 1 ? decodeBody(bytes) : decodeLine(bytes);
    const content = decoded.endsWith('\r') ? decoded.slice(0, -1) : decoded;
    if (content.trim() === '') return null;
    const place = { text: content, index: this.#index, line: this.#line };
    this.#index += 1;
    const { notifications, violations } = inspectNdjsonLine(place, this.#options, { bytes });
    return {
      notifications,
      violations: fault === undefined ? violations : [encoding(place, fault), ...violations],
      sourceLine: () => content,
      lines: 1,
    };
  }

  /** Counts a line that is not inspected because it is too long to hold. */
  skip(): { readonly line: number; readonly pointer: string } {
    this.#line += 1;
    this.#index += 1;
    return { line: this.#line, pointer: `/${this.#index - 1}` };
  }
}

function encoding({ text, index, line }: NdjsonLine, fault: EncodingFault): Finding {
  return encodingFinding({ text, pointer: `/${index}`, line }, fault);
}
