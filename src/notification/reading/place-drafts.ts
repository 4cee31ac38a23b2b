/**
 * Gives what was found in a document its lines and columns, in one walk over the text for all of it.
 *
 * @module
 */
import type { Breach } from '../validation/breach';
import { excerpt, shortened } from './excerpt';
import type { Finding, NotificationInspection } from '../inspection';
import { locate } from './locate';
import type { Place } from './locate';
import { valueAt } from './value-at';
import { TextPositions } from './text-position';

/** A finding without its line and column; the pointer is from the document's root. */
export interface Draft extends Breach {
  /** Offset in the document's text, when it is known already. */
  readonly offset?: number;
  readonly found?: string;
}

/** A notification whose findings have no place yet; its pointer is from the document's root. */
export interface DraftedNotification extends Omit<
  NotificationInspection,
  'violations' | 'notices'
> {
  readonly drafts: Draft[];
}

/** All that was found in one document. */
export interface DocumentDrafts {
  readonly notifications: readonly DraftedNotification[];
  /** What belongs to no notification. */
  readonly body: readonly Draft[];
  /** Keys are repeated: the last one counts. */
  readonly repeats: boolean;
}

/** What was found in one document, with places in the body. */
export interface DocumentInspection {
  readonly notifications: readonly NotificationInspection[];
  readonly violations: readonly Finding[];
}

/** Where a document stands in its body. */
export interface DocumentPlace {
  readonly text: string;
  readonly value?: unknown;
  /** Pointer of the document's root within the body. */
  readonly pointer: string;
  /** Line of the body on which the text begins, from 1. */
  readonly line: number;
}

/** Keywords that are about a key, not about the value it has. */
const ABOUT_KEYS: ReadonlySet<string> = new Set(['unknown-field', 'spelling']);

/** A key may be as long as the body, and stands in the pointer and the message of all that is found below it. */
const LONGEST_POINTER = 500;
const LONGEST_MESSAGE = 700;

/** Places everything that was found in a document. */
export function placeDrafts(document: DocumentPlace, drafts: DocumentDrafts): DocumentInspection {
  const lists = [drafts.body, ...drafts.notifications.map((one) => one.drafts)];
  // Nearly all there is: nothing was found, so nothing needs a place.
  if (lists.every((list) => list.length === 0)) {
    const notifications = drafts.notifications.map((one) => placed(document, one, NOTHING));
    return { notifications, violations: NOTHING.violations };
  }
  const places = placesOf(document.text, lists, drafts.repeats);
  const { violations } = findings(document, lists[0] ?? [], places);
  const positions = new TextPositions(document.text);
  const notifications = drafts.notifications.map((one, index) => {
    const found = findings(document, lists[index + 1] ?? [], places, positions);
    return placed(document, one, found);
  });
  return { notifications, violations };
}

function placed(
  { pointer }: DocumentPlace,
  one: DraftedNotification,
  { violations, notices }: FoundThere,
): NotificationInspection {
  const { type, carrier, era, payload } = one;
  return { pointer: pointer + one.pointer, type, carrier, era, violations, notices, payload };
}

/** The place of each pointer that has no offset yet. */
function placesOf(
  text: string,
  lists: readonly (readonly Draft[])[],
  repeats: boolean,
): ReadonlyMap<string, Place> {
  const pointers: string[] = [];
  for (const list of lists) {
    for (const draft of list) if (draft.offset === undefined) pointers.push(draft.pointer);
  }
  return locate(text, pointers, repeats);
}

function offsetOf(draft: Draft, places: ReadonlyMap<string, Place>): number {
  if (draft.offset !== undefined) return draft.offset;
  const place = places.get(draft.pointer);
  return (ABOUT_KEYS.has(draft.keyword) ? place?.key : place?.value) ?? 0;
}

/** What was found in one place, in the order of the text. */
interface FoundThere {
  readonly violations: readonly Finding[];
  readonly notices: readonly Finding[];
}

const NOTHING: FoundThere = { violations: [], notices: [] };

function findings(
  document: DocumentPlace,
  drafts: readonly Draft[],
  places: ReadonlyMap<string, Place>,
  positions = new TextPositions(document.text),
): FoundThere {
  const violations: Finding[] = [];
  const notices: Finding[] = [];
  const ordered =
    drafts.length < 2
      ? drafts
      : drafts.toSorted((a, b) => offsetOf(a, places) - offsetOf(b, places));
  for (const draft of ordered) {
    const { line, column } = positions.at(offsetOf(draft, places));
    (draft.kind === 'violation' ? violations : notices).push({
      pointer: shortened(document.pointer + draft.pointer, LONGEST_POINTER),
      line: line + document.line - 1,
      column,
      keyword: draft.keyword,
      message: shortened(draft.message, LONGEST_MESSAGE),
      expected: draft.expected,
      found: draft.found ?? excerpt(valueAt(document.value, draft.pointer)),
    });
  }
  return { violations, notices };
}
