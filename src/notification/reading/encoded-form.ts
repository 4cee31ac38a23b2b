/**
 * A form in place of JSON: what many HTTP clients make of a body when they are not told otherwise, and some webhooks too.
 *
 * @module
 */
import type { FaultDescription } from './syntax-fault';

/** Characters by which a form is known. */
const BEGINNING = 200;

/** Nothing but fields, or a field whose value was left as it is; a line of a log has blanks in it. */
const FIELDS = /^[\w*.+%-]+=(?:[[{]|[\w*.+%&=~-]*\s*$)/;
const MULTIPART = /^--[^\s]{1,70}\r?\nContent-/i;

/** Words for a text that begins as a form does; `undefined` for any other. */
export function describeForm(text: string): FaultDescription | undefined {
  const start = text.slice(0, BEGINNING);
  if (!FIELDS.test(start) && !MULTIPART.test(start)) return undefined;
  const message = 'This is a form, not JSON: send the JSON itself as the body.';
  return { message, expected: 'JSON' };
}
