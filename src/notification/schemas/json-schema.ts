/**
 * A schema read as data: the keywords and annotations that the schemas of this folder use.
 *
 * @module
 */

/** What our own code reads of a schema. */
export interface JsonSchema {
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  /** What must stand there, in words: completes "must be …". */
  readonly 'x-expected'?: string;
  /** Values that Wallarm is known to send: another one is a notice. */
  readonly 'x-known-values'?: readonly string[];
  /** Today's name of this field: its presence is a notice. */
  readonly 'x-classic-spelling-of'?: string;
  /** Fields that are not listed are expected: they are no notice. */
  readonly 'x-unpublished-fields'?: boolean;
}

/** Annotations that a JSON Schema validator has to be told of. */
export const ANNOTATIONS = [
  'x-expected',
  'x-known-values',
  'x-classic-spelling-of',
  'x-unpublished-fields',
] as const satisfies readonly (keyof JsonSchema)[];
