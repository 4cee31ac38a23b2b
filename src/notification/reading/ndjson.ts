/**
 * NDJSON: one notification a line, lines ending in LF or CRLF, blank lines between them ignored.
 *
 * A damaged line costs nothing but itself. Each line that is not blank has a number, from 0, which is the first
 * segment of its pointers: it does not change when a damaged line before it is mended.
 *
 * @module
 */
import type { DraftLimiter } from './draft-limiter';
import { inspectDocument } from './document';
import type { ResolvedInspectOptions } from '../inspect-options';
import type { DocumentInspection } from './place-drafts';
import { brokenText, deepText, tooWide } from './body-fault';
import { mostValues, scanBytes } from './scan';

/** A line and where it stands in its body. */
export interface NdjsonLine {
  /** Without its line end. */
  readonly text: string;
  /** Number among the lines that are not blank, from 0. */
  readonly index: number;
  /** Number among all lines, from 1. */
  readonly line: number;
}

/** How many lines are looked at to tell what a body is. */
const LINES_LOOKED_AT = 100;

/** The lines of a text that are not blank. */
export function* ndjsonLines(text: string): Generator<NdjsonLine> {
  let line = 1;
  let index = 0;
  for (let start = 0; start < text.length; line += 1) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const content = text.slice(start, text.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
    if (content.trim() !== '') yield { text: content, index: index++, line };
    start = end + 1;
  }
}

/**
 * Whether a text that is not JSON as a whole is meant as NDJSON: several lines, the first one an object or
 * damaged but beginning with one, and either one of them whole or all beginning with one.
 */
export function isNdjson(text: string, { maxDepth }: ResolvedInspectOptions): boolean {
  let lines = 0;
  let whole = false;
  let allBegin = true;
  for (const { text: line } of ndjsonLines(text)) {
    const begins = line.trimStart().startsWith('{');
    const isWhole = (begins || lines === 0) && isReadable(line, maxDepth);
    if (lines === 0 && !begins && !isWhole) return false;
    whole ||= begins && isWhole;
    allBegin &&= begins;
    lines += 1;
    if (lines > 1 && whole) return true;
    if (lines === LINES_LOOKED_AT) break;
  }
  return lines > 1 && allBegin;
}

/** Whether a line is JSON; one that is too deep to be parsed counts as such. */
function isReadable(line: string, maxDepth: number): boolean {
  return scanBytes(Buffer.from(line)).depth > maxDepth || parse(line) !== undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Inspects one line of NDJSON. `bytes` are those of its text, where they are at hand. */
export function inspectNdjsonLine(
  line: NdjsonLine,
  options: ResolvedInspectOptions,
  { limiter, bytes }: { readonly limiter?: DraftLimiter; readonly bytes?: Uint8Array } = {},
): DocumentInspection {
  const place = { text: line.text, pointer: `/${line.index}`, line: line.line };
  const scan = scanBytes(bytes ?? Buffer.from(line.text));
  if (scan.depth > options.maxDepth) {
    return { notifications: [], violations: deepText(place, options.maxDepth) };
  }
  const most = mostValues(line.text.length);
  if (scan.values > most) return { notifications: [], violations: [tooWide(place, most)] };
  const value = parse(line.text);
  if (value === undefined) return { notifications: [], violations: [brokenText(place)] };
  return inspectDocument({ ...place, value, scan, carrier: 'ndjson' }, options, limiter);
}
