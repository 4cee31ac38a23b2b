/**
 * The schemas as JSON Schema documents (2020-12), one per notification type, one for what
 * all share and one for a whole body.
 *
 * Pure: a script writes them into `schemas/`, the CLI prints them.
 *
 * @module
 */
import { isPublishedType, NOTIFICATION_TYPES, type NotificationType } from './notification-type';
import { Envelope, schemaId } from './schemas/envelope';
import type { JsonSchema } from './schemas/json-schema';
import { SCHEMAS } from './schemas/registry';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** A JSON Schema document: plain data, in the order of keys that people expect. */
export type SchemaDocument = Readonly<Record<string, unknown>>;

/** The document of one type. */
export function schemaDocument(type: NotificationType): SchemaDocument {
  return { $schema: DIALECT, ...plain(SCHEMAS[type]) };
}

/**
 * The document of a whole body: an array of notifications or a single one.
 *
 * A validator that knows nothing of Wallstash can use it: it holds all other schemas and refers to no file.
 */
export function bodySchemaDocument(): SchemaDocument {
  const published = NOTIFICATION_TYPES.filter(isPublishedType);
  const definitions = published.map((type) => [type, embedded(SCHEMAS[type])] as const);
  return {
    $schema: DIALECT,
    $id: schemaId('body'),
    title: 'body',
    description:
      'The body of a request: a JSON array of notifications, or one notification. With the NDJSON format each line is one notification: hold it against #/$defs/notification. The flat bodies of June 2020 to June 2021 are not covered.',
    if: { type: 'array' },
    then: { items: { $ref: '#/$defs/notification' } },
    else: { $ref: '#/$defs/notification' },
    $defs: {
      notification: {
        description: 'One notification, held against the schema of its type.',
        if: ofType({ enum: published }),
        then: {
          allOf: published.map((type) => ({
            if: ofType({ const: type }),
            then: { $ref: `#/$defs/${type}` },
          })),
        },
        else: { $ref: '#/$defs/envelope' },
      },
      envelope: embedded(Envelope),
      ...Object.fromEntries(definitions),
    },
  };
}

/** The files of `schemas/` by name, as they should read. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const documents: (readonly [string, SchemaDocument])[] = [
    ['body', bodySchemaDocument()],
    ['envelope', { $schema: DIALECT, ...plain(Envelope) }],
    ...NOTIFICATION_TYPES.map((type) => [type, schemaDocument(type)] as const),
  ];
  return new Map(
    documents.map(([name, document]) => [
      `${name}.schema.json`,
      `${JSON.stringify(document, null, 2)}\n`,
    ]),
  );
}

/** Holds for a notification whose type is as wanted. */
function ofType(wanted: SchemaDocument): SchemaDocument {
  const type = { required: ['notification_type'], properties: { notification_type: wanted } };
  return { required: ['details'], properties: { details: { type: 'object', ...type } } };
}

/** The schema as part of another document. */
function embedded(schema: JsonSchema): SchemaDocument {
  return Object.fromEntries(Object.entries(plain(schema)).filter(([key]) => key !== '$id'));
}

/** The schema as plain data without what TypeBox adds, its heading first. */
function plain(schema: JsonSchema): SchemaDocument {
  const { $id, title, description, type, ...rest } = JSON.parse(
    JSON.stringify(schema),
  ) as SchemaDocument;
  return { $id, title, description, type, ...rest };
}
