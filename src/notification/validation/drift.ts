/**
 * Drift: where a notification departs from what is published, in ways that its schema allows.
 *
 * Walks the value beside the shape of its schema, so its depth is that of the schema, never that of the value. Runs
 * for every notification received: nothing is allocated for a field that is as published.
 *
 * @module
 */
import { type Breach, MOST_BREACHES } from './breach';
import { childPointer, dottedPath, pointerSegments } from '../pointer';
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

/** Walks a value beside its shape. */
export function driftOf(value: unknown, shape: Shape): Drift {
  const drift: Drift = { notices: [], classic: false, unlisted: 0 };
  walk(value, shape, '', drift);
  return drift;
}

function walk(value: unknown, shape: Shape, pointer: string, drift: Drift): void {
  if (typeof value === 'string') {
    if (shape.known?.has(value) === false) note(drift, unknownValue, pointer, shape, value);
  } else if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) walkArray(value, shape, pointer, drift);
    else walkObject(value, shape, pointer, drift);
  }
}

function walkArray(
  elements: readonly unknown[],
  shape: Shape,
  pointer: string,
  drift: Drift,
): void {
  const { items } = shape;
  if (items?.watched !== true) return;
  elements.forEach((element, index) => walk(element, items, `${pointer}/${index}`, drift));
}

function walkObject(value: object, shape: Shape, pointer: string, drift: Drift): void {
  const { properties, open } = shape;
  if (properties === null) return;
  for (const key of Object.keys(value)) {
    const child = properties.get(key);
    if (child === undefined) {
      if (!open) note(drift, unknownField, childPointer(pointer, key), shape, key);
    } else if (child.watched) {
      const place = childPointer(pointer, key);
      if (child.classicOf !== null) {
        drift.classic = true;
        note(drift, classicSpelling, place, child, key);
      }
      walk((value as Readonly<Record<string, unknown>>)[key], child, place, drift);
    }
  }
}

/** Makes a notice of what stands at a place; not called, so that it costs nothing, once enough are listed. */
type NoticeMaker = (
  pointer: string,
  shape: Shape,
  found: string,
) => Omit<Breach, 'kind' | 'pointer'>;

function note(drift: Drift, make: NoticeMaker, pointer: string, shape: Shape, found: string): void {
  if (drift.notices.length < MOST_BREACHES) {
    drift.notices.push({ kind: 'notice', pointer, ...make(pointer, shape, found) });
  } else {
    drift.unlisted += 1;
  }
}

function unknownField(pointer: string): ReturnType<NoticeMaker> {
  const path = dottedPath(pointerSegments(pointer));
  return {
    keyword: 'unknown-field',
    message: `${path} is not a field that Wallarm has published.`,
    expected: 'a published field',
  };
}

function unknownValue(pointer: string, shape: Shape, found: string): ReturnType<NoticeMaker> {
  const path = dottedPath(pointerSegments(pointer));
  const values = [...(shape.known ?? [])];
  const others = values.length > MOST_VALUES ? ` and ${values.length - MOST_VALUES} others` : '';
  const quote = found.length > LONGEST_QUOTE ? `${found.slice(0, LONGEST_QUOTE)}…` : found;
  return {
    keyword: 'unknown-value',
    message: `${path} has a value that Wallarm has not published: ${JSON.stringify(quote)}.`,
    expected: `one of ${values.slice(0, MOST_VALUES).join(', ')}${others}`,
  };
}

function classicSpelling(pointer: string, shape: Shape): ReturnType<NoticeMaker> {
  const path = dottedPath(pointerSegments(pointer));
  const now = shape.classicOf ?? '';
  return {
    keyword: 'spelling',
    message: `${path} is the classic spelling: since January 2026 Wallarm writes ${now}.`,
    expected: now,
  };
}
