/**
 * What stands at a place, in a few characters: the `found` of a finding.
 *
 * Costs as much as what it prints, never as much as the value: a finding about a megabyte must be cheap.
 *
 * @module
 */

/** Longest text that {@link excerpt} returns, in characters; what does not fit ends with `…`. */
const EXCERPT_LENGTH = 80;

/** A value as JSON, cut to a readable length; `nothing` for `undefined`. */
export function excerpt(value: unknown): string {
  if (value === undefined) return 'nothing';
  return cut(printed(value, EXCERPT_LENGTH));
}

/** A piece of a text as a JSON string, cut to a readable length. */
export function quoted(text: string): string {
  return excerpt(text.slice(0, EXCERPT_LENGTH));
}

function cut(text: string): string {
  return shortened(text, EXCERPT_LENGTH);
}

/** A text of at most `length` characters; what does not fit ends with `…`. */
export function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** May stop in the middle once `room` characters are there: {@link cut} ends the text then. */
function printed(value: unknown, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room + 1));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? printedArray(value, room) : printedObject(value, room);
}

function printedArray(items: readonly unknown[], room: number): string {
  let text = '[';
  for (const item of items) {
    if (text.length > room) return text;
    if (text.length > 1) text += ',';
    text += printed(item, room - text.length);
  }
  return `${text}]`;
}

function printedObject(fields: object, room: number): string {
  let text = '{';
  for (const key in fields) {
    if (text.length > room) return text;
    if (text.length > 1) text += ',';
    text += `${JSON.stringify(key.slice(0, room + 1))}:`;
    text += printed((fields as Record<string, unknown>)[key], room - text.length);
  }
  return `${text}}`;
}
