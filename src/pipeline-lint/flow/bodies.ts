/**
 * The bodies that are sent through a pipeline in thought: what Wallarm sends, and what it should survive.
 *
 * @module
 */

/** Kinds of body. */
export type BodyKind = 'array' | 'object' | 'ndjson' | 'malformed';

/** A body, small enough to be sent by hand. */
export interface Body {
  readonly kind: BodyKind;
  /** In words, for findings. */
  readonly words: string;
  readonly text: string;
  /** The text of each notification in it. */
  readonly notifications: readonly string[];
}

const FIRST = '{"summary":"a","details":{}}';
const SECOND = '{"summary":"b","details":{}}';

/** All of them, by kind. */
export const BODIES: Readonly<Record<BodyKind, Body>> = {
  array: {
    kind: 'array',
    words: 'a JSON array of two notifications',
    text: `[${FIRST},${SECOND}]`,
    notifications: [FIRST, SECOND],
  },
  object: {
    kind: 'object',
    words: 'one notification',
    text: FIRST,
    notifications: [FIRST],
  },
  ndjson: {
    kind: 'ndjson',
    words: 'an NDJSON body of two lines',
    text: `${FIRST}\n${SECOND}`,
    notifications: [FIRST, SECOND],
  },
  malformed: {
    kind: 'malformed',
    words: 'a body that is not JSON',
    text: '{"summary": "cut',
    notifications: [],
  },
};

/** What JSON a text is: as much of it as decides what becomes of it. */
export function kindOfText(text: string): BodyKind | null {
  return Object.values(BODIES).find((body) => body.text === text)?.kind ?? objectKind(text);
}

function objectKind(text: string): BodyKind | null {
  return text === FIRST || text === SECOND ? 'object' : null;
}
