/**
 * Kinds of fields that the schemas of the console's API share.
 *
 * A schema with a `title` becomes a component of the OpenAPI document under that name; any other stays in its place.
 *
 * @module
 */
import { type TSchema, type TUnsafe, Type } from '@sinclair/typebox';

/** One of some texts. As `enum`: a union of literals makes poor messages. */
export function oneOf<const T extends string>(values: readonly T[], description?: string): TUnsafe<T> {
  return Type.Unsafe({
    type: 'string',
    enum: [...values],
    ...(description !== undefined && { description }),
  });
}

/** The schema, or null. */
export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

/** An object that takes no other fields: what a person sends, where a mistyped name should be told. */
export const CLOSED = { additionalProperties: false } as const;

/** Any object. */
export const AnyObject = Type.Record(Type.String(), Type.Unknown());

export const Count = Type.Integer({ minimum: 0 });
export const Milliseconds = Type.Number({ minimum: 0, description: 'Milliseconds.' });
export const Moment = Type.Integer({ description: 'Unix milliseconds.' });
export const IsoDate = Type.String({ description: 'ISO 8601, UTC.' });

/** The answer to a request that is not served. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: 'Where docs/errors.md explains it.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What could not be done, to what, why, what to do now.' }),
    errors: Type.Optional(
      Type.Array(Type.String(), { description: 'What is wrong with the request, one by one.' }),
    ),
  },
  { title: 'Problem', description: 'Problem details, RFC 9457.' },
);
