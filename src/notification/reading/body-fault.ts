/**
 * What is wrong with a text as a whole, so that no notification can be read from it.
 *
 * @module
 */
import type { EncodingFault } from './decode-body';
import { describeForm } from './encoded-form';
import { excerpt, quoted } from './excerpt';
import type { Finding } from '../inspection';
import type { DocumentPlace } from './place-drafts';
import { describeFault, type FaultDescription } from './syntax-fault';
import { TextPositions } from './text-position';
import { walkJson, type SyntaxFault } from './walk-json';

/** A finding about a whole text, at an offset in it. */
function bodyFinding(
  { text, pointer, line }: DocumentPlace,
  offset: number,
  finding: Omit<Finding, 'pointer' | 'line' | 'column'>,
): Finding {
  const position = new TextPositions(text).at(offset);
  return { pointer, line: position.line + line - 1, column: position.column, ...finding };
}

/** Bytes that are not UTF-8. */
export function encodingFinding(place: DocumentPlace, fault: EncodingFault): Finding {
  const { offset, message, found } = fault;
  return bodyFinding(place, offset, { keyword: 'encoding', message, expected: 'UTF-8', found });
}

/** A text that `JSON.parse` refuses: its first fault. */
export function brokenText(place: DocumentPlace): Finding {
  const fault = walkJson(place.text);
  const { message, expected } =
    fault === null
      ? { message: 'The body is not JSON.', expected: 'JSON' }
      : (formOf(place, fault) ?? describeFault(fault));
  const found = fault === null || fault.source === '' ? 'the end' : quoted(fault.source);
  return bodyFinding(place, fault?.offset ?? 0, { keyword: 'syntax', message, expected, found });
}

/** Only what begins the body is taken for a form. */
function formOf(
  { text, pointer, line }: DocumentPlace,
  { offset, wanted, inside }: SyntaxFault,
): FaultDescription | undefined {
  const isBeginning = pointer === '' && line === 1 && wanted === 'value' && inside === 'nothing';
  return isBeginning ? describeForm(text.slice(offset)) : undefined;
}

/** A body of no bytes, or of white space: Logstash answers 200 and makes no event of it. */
export function emptyBody(place: DocumentPlace): Finding {
  const message =
    'The body is empty: Logstash answers 200 to it and makes no event. Send an array of notifications.';
  return bodyFinding(place, 0, {
    keyword: 'syntax',
    message,
    expected: 'notifications',
    found: 'nothing',
  });
}

/** A body that is JSON, but neither an object nor an array: Logstash answers 200 and keeps it as a failed event. */
export function scalarBody(place: DocumentPlace): Finding {
  const message = holdsJson(place.value)
    ? 'The body is one string that holds JSON: it was encoded twice. Send the JSON itself; Logstash makes a failed event of this.'
    : 'The body must be an array of notifications, NDJSON, or one notification; Logstash makes a failed event of anything else.';
  const offset = place.text.length - place.text.trimStart().length;
  const found = excerpt(place.value);
  return bodyFinding(place, offset, {
    keyword: 'type',
    message,
    expected: 'an array or an object',
    found,
  });
}

/** What comes of `json=json.dumps(…)`, and of a client that writes what it is given as JSON. */
function holdsJson(value: unknown): boolean {
  return typeof value === 'string' && /^\s*(?:\{\s*"|\[\s*\{)/.test(value);
}

/** A longer text that is too deep is not looked at for other faults: that takes long. */
const LONGEST_WALK = 1_000_000;

/** What is wrong with a text that is too deep to be parsed. */
export function deepText(place: DocumentPlace, maxDepth: number): readonly Finding[] {
  const deep = tooDeep(place, maxDepth);
  const isBroken = place.text.length <= LONGEST_WALK && walkJson(place.text) !== null;
  return isBroken ? [deep, brokenText(place)] : [deep];
}

/** A text that nests deeper than the limit: its notifications are not read, as most programs cannot hold them. */
function tooDeep(place: DocumentPlace, maxDepth: number): Finding {
  const message = `Arrays and objects nest deeper than ${maxDepth} levels; nothing that Wallarm sends does. Logstash’s own limit lies near, and programs behind it fail at such depths.`;
  const offset = offsetOf(place.text, ({ depth }) => depth > maxDepth);
  const found = quoted(place.text.slice(offset, offset + 1));
  return bodyFinding(place, offset, {
    keyword: 'depth',
    message,
    expected: `at most ${maxDepth} levels`,
    found,
  });
}

/** A text of more values than a body of its size may hold: it is not read, as it would take many times its size. */
export function tooWide(place: DocumentPlace, most: number): Finding {
  const message = `The body holds more than ${most} values (commas and opening brackets are counted), too many for its size: nothing that Wallarm sends is so fine-grained, and reading it would take many times its size in memory.`;
  const offset = offsetOf(place.text, ({ values }) => values > most);
  const found = quoted(place.text.slice(offset, offset + 1));
  return bodyFinding(place, offset, {
    keyword: 'size',
    message,
    expected: `at most ${most} values`,
    found,
  });
}

/** Where depth and number of values, counted as `scan.ts` does, first are as wanted. */
function offsetOf(
  text: string,
  wanted: (sofar: { readonly depth: number; readonly values: number }) => boolean,
): number {
  const sofar = { depth: 0, values: 0 };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      for (at += 1; at < text.length && text.charCodeAt(at) !== 0x22; at += 1) {
        if (text.charCodeAt(at) === 0x5c) at += 1;
      }
    } else if (code === 0x7b || code === 0x5b) {
      sofar.depth += 1;
      sofar.values += 1;
      if (wanted(sofar)) return at;
    } else if (code === 0x2c) {
      sofar.values += 1;
      if (wanted(sofar)) return at;
    } else if (code === 0x7d || code === 0x5d) {
      sofar.depth -= 1;
    }
  }
  return 0;
}
