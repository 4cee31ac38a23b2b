/**
 * The fields that a JSON Schema describes, as a tree to show. Pure.
 *
 * @module
 */

import type { JsonSchema } from '../../api/client-types';

/** A field, with those inside it. */
export interface Field {
  readonly name: string;
  /** What stands there, in words: `a string or null`. */
  readonly expected: string;
  readonly required: boolean;
  readonly description: string;
  /** Values that Wallarm is known to send; others may come. */
  readonly knownValues: readonly string[];
  /** Today's name of the field. */
  readonly spellingOf: string | undefined;
  readonly fields: readonly Field[];
}

/** No schema is deeper; a text from elsewhere could be. */
const DEEPEST = 12;

/** The fields of an object, or of the objects in an array. */
export function fieldsOf(schema: JsonSchema, depth = 0): readonly Field[] {
  if (depth === DEEPEST) return [];
  const { properties = {}, required = [], items } = schema;
  if (items !== undefined) return fieldsOf(items, depth + 1);
  return Object.entries(properties).map(([name, field]) => ({
    name,
    expected: expectedOf(field),
    required: required.includes(name),
    description: field.description ?? '',
    knownValues: field['x-known-values'] ?? [],
    spellingOf: field['x-classic-spelling-of'],
    fields: fieldsOf(field, depth + 1),
  }));
}

function expectedOf({ 'x-expected': expected, enum: values, type }: JsonSchema): string {
  if (expected !== undefined) return expected;
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' or ');
  return type === undefined ? 'anything' : [type].flat().join(' or ');
}
