/**
 * The shape of a schema, prepared for walking a value beside it: names of fields, known values, words.
 *
 * Made once per schema. Lookups are by `Map`, so that no key of a hostile body reaches a prototype.
 *
 * @module
 */
import type { JsonSchema } from '../schemas/json-schema';

/** One place of a schema. */
export interface Shape {
  /** What must stand there, in words. */
  readonly expected: string;
  /** The fields of an object; `null` when the place is no object. */
  readonly properties: ReadonlyMap<string, Shape> | null;
  /** Fields that are not listed are expected. */
  readonly open: boolean;
  /** The elements of an array; `null` when the place is no array. */
  readonly items: Shape | null;
  readonly known: ReadonlySet<string> | null;
  /** Today's name of the field, when this is its classic spelling. */
  readonly classicOf: string | null;
  /** Something at this place or below it could be drift. */
  readonly watched: boolean;
}

/** Prepares a schema. */
export function shapeOf(schema: JsonSchema): Shape {
  const properties =
    schema.properties === undefined
      ? null
      : new Map(Object.entries(schema.properties).map(([key, child]) => [key, shapeOf(child)]));
  const items = schema.items === undefined ? null : shapeOf(schema.items);
  const known = schema['x-known-values'] === undefined ? null : new Set(schema['x-known-values']);
  const classicOf = schema['x-classic-spelling-of'] ?? null;
  return {
    expected: schema['x-expected'] ?? 'anything',
    properties,
    open: schema['x-unpublished-fields'] ?? false,
    items,
    known,
    classicOf,
    watched: properties !== null || items?.watched === true || known !== null || classicOf !== null,
  };
}

/** The shape at a place; `null` where the schema says nothing. */
export function shapeAt(root: Shape, segments: readonly string[]): Shape | null {
  let shape: Shape | null = root;
  for (const segment of segments) {
    shape = shape?.properties?.get(segment) ?? shape?.items ?? null;
  }
  return shape;
}
