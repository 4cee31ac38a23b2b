/**
 * The envelope of a notification, the same for every type since June 2021: `summary`, `description`, `details`.
 *
 * Unknown fields are allowed everywhere: Wallarm adds them without notice.
 *
 * @module
 */
import { type TObject, type TProperties, Type } from '@sinclair/typebox';

import { fixed, known, nullableText, text } from './fields';
import { CLOUDS } from './known-values';

/** The `$id` of a schema. Stable: a released schema keeps it. */
export function schemaId(name: string): string {
  return `urn:wallstash:schema:${name}`;
}

/** The schema of a type whose fields of `details` are published. */
export function publishedSchema<Name extends string, Own extends TProperties>(
  type: Name,
  about: string,
  own: Own,
) {
  const details = { ...common, notification_type: ownType(type), ...own };
  return envelope(type, about, Type.Object(details, detailsAnnotations));
}

/** The schema of a type that is known by name only: the envelope, and anything further in `details`. */
export function unpublishedSchema<Name extends string>(type: Name, about: string) {
  const note = 'Wallarm has not published the inner fields of this type: only the envelope is checked.';
  const details = { ...common, notification_type: ownType(type), ...seen };
  return envelope(type, `${about} ${note}`, Type.Object(details, openDetailsAnnotations));
}

/** An object of `details`, such as the hit: `Type.Object` with the annotations that every object needs. */
export function object<Properties extends TProperties>(
  properties: Properties,
  description: string,
  keywords: Readonly<Record<string, unknown>> = {},
): TObject<Properties> {
  return Type.Object(properties, { description, 'x-expected': 'an object', ...keywords });
}

/**
 * The rule that one of two spellings must stand. A missing field is reported under `wanted`.
 *
 * `if` and `then` rather than `anyOf`: one breach, at the field's place.
 */
export function eitherOf(wanted: string, other: string): Readonly<Record<string, unknown>> {
  return { if: { not: { required: [other] } }, then: { required: [wanted] } };
}

const common = {
  client_name: nullableText(
    'Name of the company account. Never null in a published body; a screenshot of 2026 shows it empty.',
  ),
  cloud: known(CLOUDS, 'The Wallarm Cloud that the account lives in.'),
};

/**
 * Fields that a public parser of real notifications names (Cyderes' knowledge base, the page "Wallarm", log type
 * WALLARM_NOTIFICATIONS of Google SecOps), without saying in which types they stand. Their values are unpublished: any will do.
 */
const seen = {
  caused_by_email: seenField("E-mail address of the user who caused it."),
  caused_by_username: seenField('Name of the user who caused it.'),
  creator_email: seenField('E-mail address of whoever created it.'),
  creator_name: seenField('Name of whoever created it.'),
  data: seenField('What it is about; `action`, `entity.id`, `entity.ip`, `object_type` and `object_userid` were seen in it.'),
};

/** Their names, for the documents. */
export const SEEN_FIELDS = Object.keys(seen);

function seenField(description: string) {
  const source = 'Seen by a SIEM, not published by Wallarm.';
  return Type.Optional(
    Type.Unknown({ description: `${description} ${source}`, 'x-expected': 'anything' }),
  );
}

const detailsAnnotations = {
  description: 'What the notification tells, for machines.',
  'x-expected': 'an object',
};

const openDetailsAnnotations = {
  description: 'What the notification tells, for machines. Fields beside those listed are unpublished.',
  'x-expected': 'an object',
  'x-unpublished-fields': true,
};

function ownType<Name extends string>(type: Name) {
  return fixed(type, 'Tells the types of notifications apart.');
}

function envelope<Details extends TProperties>(
  name: string,
  about: string,
  details: TObject<Details>,
) {
  const properties = {
    summary: text(
      'Headline in one line. Its prefix tells the origin: "[Wallarm] ", "[Wallarm] Trigger: ", "[Test message] [<partner>] ".',
    ),
    description: Type.Optional(
      text(
        'Text for people in several lines: begins "Notification type: <type>", ends with client and cloud. Absent from every published new_hits.',
      ),
    ),
    details,
  };
  return object(properties, about, { $id: schemaId(name), title: name });
}

/** What a notification of an unknown type, or of none, is held against. */
export const Envelope = envelope(
  'envelope',
  'What every notification shares, whatever its type.',
  Type.Object(
    { ...common, notification_type: text('Tells the types of notifications apart.') },
    openDetailsAnnotations,
  ),
);
