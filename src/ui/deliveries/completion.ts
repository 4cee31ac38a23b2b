/**
 * What may stand where one types in the search: names of fields, and values of the field before the colon. Pure.
 *
 * @module
 */
import type { SearchFields } from '../../api/client-types';

/** Something to take. */
export interface Completion {
  /** The whole search with it, and where the caret then stands. */
  readonly text: string;
  readonly caret: number;
  /** What is shown. */
  readonly label: string;
  readonly hint: string;
}

const MOST = 8;

/** What fits the word at the caret; nothing for a word that is complete. */
export function completionsOf(
  text: string,
  caret: number,
  { fields }: Pick<SearchFields, 'fields'>,
): readonly Completion[] {
  const start = wordStart(text.slice(0, caret));
  const word = text.slice(start, caret);
  const minus = word.startsWith('-') ? '-' : '';
  const colon = word.indexOf(':');
  const complete = (from: number, taken: string, label: string, hint: string): Completion => {
    const head = text.slice(0, from) + taken;
    return { text: head + text.slice(caret), caret: head.length, label, hint };
  };
  if (colon === -1) {
    const typed = word.slice(minus.length).toLowerCase();
    return fields
      .filter(({ name }) => name.startsWith(typed))
      .slice(0, MOST)
      .map(({ name, about }) => complete(start + minus.length, `${name}:`, `${name}:`, about));
  }
  const field = fields.find(({ name }) => name === word.slice(minus.length, colon).toLowerCase());
  const from = start + Math.max(colon, word.lastIndexOf(',')) + 1;
  const typed = text.slice(from, caret).toLowerCase();
  return (field?.values ?? [])
    .filter((value) => value.toLowerCase().includes(typed) && value.toLowerCase() !== typed)
    .sort((one, other) => rank(one, typed) - rank(other, typed))
    .slice(0, MOST)
    .map((value) => complete(from, `${written(value)} `, value, ''));
}

/** Whether it can be searched for: half a term is not looked for while it is typed. */
export function isWhole(text: string): boolean {
  return (text.match(/"/g) ?? []).length % 2 === 0 && !/(?:^|\s)-?[\w.-]*[:,]$/.test(text);
}

/** Those that begin so come first. */
function rank(value: string, typed: string): number {
  return value.toLowerCase().startsWith(typed) ? 0 : 1;
}

/** In quotation marks where it must be. */
function written(value: string): string {
  return /[\s",]/.test(value) ? `"${value.replaceAll(/["\\]/g, (one) => `\\${one}`)}"` : value;
}

/** Where the word at the end begins; spaces in quotation marks do not part words. */
function wordStart(text: string): number {
  let start = 0;
  let quoted = false;
  for (let place = 0; place < text.length; place += 1) {
    if (text.charAt(place) === '"') quoted = !quoted;
    else if (text.charAt(place) === ' ' && !quoted) start = place + 1;
  }
  return start;
}
