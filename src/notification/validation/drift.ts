/**
 * Drift: where a notification departs from what is published, in ways that its schema allows.
 *
 * Walks the value beside the shape of its schema, so its depth is that of the schema, never that of the value. Runs
 * for every notification received: nothing is allocated for a field that is as published.
 *
 * @module
 */
import { type Breach, MOST_BREACHES } from './breach';
import { childPointer, dottedPath } from '../pointer';
import type { Shape } from './shape';

/** Longest value that a message quotes, and most known values that it lists. */
const LONGEST_QUOTE = 60;
const MOST_VALUES = 16;

/** What a walk found. */
export interface Drift {
  readonly notices: Breach[];
  /** A field in the classic spelling was there. */
  classic: boolean;
  /** Notices beyond those listed. */
  unlisted: number;
}

/** A walk under way. */
interface Walk extends Drift {
  /** Where it stands; a pointer is made of it only for a notice. */
  readonly path: string[];
}

/** Walks a value beside its shape. */
export function driftOf(value: unknown, shape: Shape): Drift {
  const walked: Walk = { notices: [], classic: false, unlisted: 0, path: [] };
  walk(value, shape, walked);
  return walked;
}

function walk(value: unknown, shape: Shape, walked: Walk): void {
  if (typeof value === 'string') {
    if (shape.known?.has(value) === false) note(walked, unknownValue, shape, value);
  } else if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) walkArray(value, shape, walked);
    else walkObject(value as Readonly<Record<string, unknown>>, shape, walked);
  }
}

function walkArray(elements: readonly unknown[], shape: Shape, walked: Walk): void {
  const { items } = shape;
  if (items?.watched !== true) return;
  for (const [index, element] of elements.entries()) {
    walked.path.push(String(index));
    walk(element, items, walked);
    walked.path.pop();
  }
}

function walkObject(value: Readonly<Record<string, unknown>>, shape: Shape, walked: Walk): void {
  const { properties, open } = shape;
  if (properties === null) return;
  // Keys in a list would be an allocation; what `JSON.parse` made inherits none.
  for (const key in value) {
    const child = properties.get(key);
    if (child === undefined ? open : !child.watched) continue;
    walked.path.push(key);
    if (child === undefined) note(walked, unknownField, shape, key);
    else {
      if (child.classicOf !== null) {
        walked.classic = true;
        note(walked, classicSpelling, child, key);
      }
      walk(value[key], child, walked);
    }
    walked.path.pop();
  }
}

/** Makes a notice of what stands at a place; not called, so that it costs nothing, once enough are listed. */
type NoticeMaker = (path: string, shape: Shape, found: string) => Omit<Breach, 'kind' | 'pointer'>;

function note(walked: Walk, make: NoticeMaker, shape: Shape, found: string): void {
  if (walked.notices.length < MOST_BREACHES) {
    const pointer = walked.path.reduce(childPointer, '');
    const path = dottedPath(walked.path);
    walked.notices.push({ kind: 'notice', pointer, ...make(path, shape, found) });
  } else {
    walked.unlisted += 1;
  }
}

function unknownField(path: string): ReturnType<NoticeMaker> {
  return {
    keyword: 'unknown-field',
    message: `${path} is not a field that Wallarm has published.`,
    expected: 'a published field',
  };
}

function unknownValue(path: string, shape: Shape, found: string): ReturnType<NoticeMaker> {
  const values = [...(shape.known ?? [])];
  const others = values.length > MOST_VALUES ? ` and ${values.length - MOST_VALUES} others` : '';
  const quote = found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found;
  return {
    keyword: 'unknown-value',
    message: `${path} has a value that Wallarm has not published: ${JSON.stringify(quote)}.`,
    expected: `one of ${values.slice(0, MOST_VALUES).join(', ')}${others}`,
  };
}

function classicSpelling(path: string, shape: Shape): ReturnType<NoticeMaker> {
  const now = shape.classicOf ?? '';
  return {
    keyword: 'spelling',
    message: `${path} is the classic spelling: since January 2026 Wallarm writes ${now}.`,
    expected: now,
  };
}
