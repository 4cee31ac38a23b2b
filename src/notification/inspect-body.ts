/**
 * From the bytes of a body to what it holds and where it departs from the contract: the ingest path's own step.
 *
 * Never throws, whatever the bytes, and never recurses over a value that may be deep. A plain valid body costs
 * one pass over its bytes, `JSON.parse` and the validators; everything precise is done only once something
 * was seen. What that pass finds too deep or too wide is never parsed. How the borderline cases are judged (what real Logstash does with each is in the facts):
 *
 * | body | judged |
 * | --- | --- |
 * | empty, or only white space | violation `syntax`: the sender meant something, Logstash answers 200 and keeps nothing |
 * | `[]` | valid, no notification: there was none to lose, and its entry is in the journal like any other |
 * | a scalar or `null` | violation `type`; no notification |
 * | an element that is no object | a notification of no type and era, violation `type`: Logstash drops its whole array |
 * | elements of a foreign format | one violation `foreign-format` per format, at the first of them; no notification |
 * | several lines of objects | NDJSON; a damaged line is a violation `syntax` of its own, the others are inspected |
 * | nesting over the limit | violation `depth`; nothing in that text, or that line, is inspected |
 * | more than 100,000 values, and one for less than 10 bytes | violation `size`; nothing is inspected |
 * | byte order mark | accepted, as the reference pipeline does |
 * | bytes that are not UTF-8 | violation `encoding`, read as U+FFFD as Logstash does |
 * | the hazards of `hazards.ts` | as its table says |
 *
 * @module
 */
import { constants } from 'node:buffer';

import {
  brokenText,
  deepText,
  emptyBody,
  encodingFinding,
  scalarBody,
  tooWide,
} from './reading/body-fault';
import { decodeBody } from './reading/decode-body';
import { inspectDocument } from './reading/document';
import { DraftLimiter } from './reading/draft-limiter';
import { INSPECT_DEFAULTS, resolveInspectOptions } from './inspect-options';
import type { InspectOptions, ResolvedInspectOptions } from './inspect-options';
import type { BodyInspection, Carrier, Finding } from './inspection';
import { inspectNdjsonLine, isNdjson, ndjsonLines } from './reading/ndjson';
import type { NdjsonLine } from './reading/ndjson';
import { mostValues, scanBytes } from './reading/scan';
import type { TextScan } from './reading/scan';

/**
 * Inspects a body after content decoding.
 *
 * @example
 * import { inspectBody } from 'wallstash';
 *
 * const { notifications } = inspectBody(Buffer.from('[{"summary":7,"details":{}}]'));
 * notifications[0]?.violations.map(({ pointer, message }) => `${pointer}: ${message}`);
 *
 * @throws InvalidOptionError for an option out of range, never for the body.
 */
export function inspectBody(body: Buffer, options?: InspectOptions): BodyInspection {
  if (body.length > constants.MAX_STRING_LENGTH) return unreadable([tooLarge(body.length)]);
  return inspectScanned(body, scanBytes(body), options);
}

/** {@link inspectBody} for a body that was scanned before. */
export function inspectScanned(
  body: Buffer,
  scan: TextScan,
  options?: InspectOptions,
): BodyInspection {
  const resolved = options === undefined ? INSPECT_DEFAULTS : resolveInspectOptions(options);
  const { text, fault } = decodeBody(body);
  const inspection = inspectText({ bytes: body.length, text, scan }, resolved);
  if (fault === undefined) return inspection;
  const encoding = encodingFinding({ text, pointer: '', line: 1 }, fault);
  return { ...inspection, violations: [encoding, ...inspection.violations] };
}

interface ScannedText {
  readonly bytes: number;
  readonly text: string;
  readonly scan: TextScan;
}

function inspectText(
  { bytes, text, scan }: ScannedText,
  options: ResolvedInspectOptions,
): BodyInspection {
  const place = { text, pointer: '', line: 1 };
  const most = mostValues(bytes);
  if (scan.values > most) return unreadable([tooWide(place, most)]);
  if (scan.depth > options.maxDepth) {
    // In NDJSON each line has a depth of its own.
    if (isNdjson(text, options)) return inspectNdjson(text, options);
    return unreadable(deepText(place, options.maxDepth));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return inspectBroken(text, options);
  }
  if (typeof value !== 'object' || value === null) {
    return unreadable([scalarBody({ ...place, value })]);
  }
  const carrier: Carrier = Array.isArray(value) ? 'array' : 'object';
  const { notifications, violations } = inspectDocument(
    { text, value, pointer: '', line: 1, scan, carrier },
    options,
  );
  const only = carrier === 'object' ? notifications[0]?.carrier : undefined;
  return { carrier: only ?? carrier, notifications, violations };
}

/** A text that is not JSON as a whole may still be NDJSON. */
function inspectBroken(text: string, options: ResolvedInspectOptions): BodyInspection {
  const place = { text, pointer: '', line: 1 };
  if (text.trim() === '') return unreadable([emptyBody(place)]);
  if (isNdjson(text, options)) return inspectNdjson(text, options);
  return unreadable([brokenText(place)]);
}

function inspectNdjson(text: string, options: ResolvedInspectOptions): BodyInspection {
  const notifications: BodyInspection['notifications'][number][] = [];
  const violations: Finding[] = [];
  const limiter = new DraftLimiter();
  let readable = false;
  for (const line of ndjsonLines(text)) {
    if (line.index === options.maxNotifications || limiter.isExhausted) {
      violations.push(tooManyLines(line));
      break;
    }
    const inspected = inspectNdjsonLine(line, options, { limiter });
    readable ||= inspected.violations.every(({ keyword }) => keyword !== 'syntax');
    notifications.push(...inspected.notifications);
    violations.push(...inspected.violations);
  }
  return { carrier: readable ? 'ndjson' : null, notifications, violations };
}

function unreadable(violations: readonly Finding[]): BodyInspection {
  return { carrier: null, notifications: [], violations };
}

function tooManyLines({ index, line }: NdjsonLine): Finding {
  return {
    pointer: `/${index}`,
    line,
    column: 1,
    keyword: 'size',
    message: `Only the first ${index} lines were inspected: a body may hold no more of them, nor of violations.`,
    expected: `at most ${index} lines`,
    found: 'more',
  };
}

function tooLarge(bytes: number): Finding {
  return {
    pointer: '',
    line: 1,
    column: 1,
    keyword: 'size',
    message: `The body has ${bytes} bytes, more than one text can hold here: send fewer notifications at once.`,
    expected: `at most ${constants.MAX_STRING_LENGTH} bytes`,
    found: `${bytes} bytes`,
  };
}
