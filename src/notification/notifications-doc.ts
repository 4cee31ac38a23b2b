/**
 * The page `docs/notifications.md`, made from the schemas so that it cannot tell anything else than they do.
 *
 * @module
 */
import { isPublishedType, NOTIFICATION_TYPES, UNPUBLISHED_TYPES } from './notification-type';
import { SEEN_FIELDS } from './schemas/envelope';
import type { JsonSchema } from './schemas/json-schema';
import { SCHEMAS } from './schemas/registry';

/** The page in Markdown. */
export function notificationsDoc(): string {
  const published = NOTIFICATION_TYPES.filter(isPublishedType).map((type) => typeSection(type));
  return [INTRODUCTION, ...published, unpublishedSection(), ''].join('\n\n').replace(/\n+$/, '\n');
}

const INTRODUCTION = `<!-- Made from the schemas by \`npm run generate\`; do not edit. -->

# Notifications

What Wallarm sends to Logstash, as far as it is published, and what Wallstash checks. The same rules stand in
[\`schemas/\`](../schemas) as JSON Schema, one file per type and \`body.schema.json\` for a whole body.

A notification is an object with a \`summary\`, mostly a \`description\`, and \`details\`. \`details.notification_type\` tells its
type. A body is a JSON array of notifications (Wallarm's default), NDJSON with one on each line, or a single object.

## Violations and notices

A **violation** breaks the schema: a required field is missing, or a value is not what it must be. A **notice** is drift that
the schema allows: a field, a type or a value that Wallarm has not published, or a classic spelling. Fields that are not
listed are allowed everywhere: Wallarm adds them without notice.

Whatever a body holds, inspecting it stays cheap. Nesting deeper than 64 levels, and more values than 100,000 or one for ten
bytes (commas and opening brackets are counted; what Wallarm sends has one for twenty and more), is a violation \`depth\` or
\`size\`, and nothing of such a body is read. A pointer longer than 500 characters and a type longer than 200 are cut. The
journal lists up to 1,000 notifications of a body and up to 1,000 violations and notices, notifications with violations
before others; what is not listed is counted by type, in \`findings.unlisted\`.

## Eras

| era | when | how it looks |
| --- | --- | --- |
| \`flat\` | June 2020 to June 2021 | no \`details\`: the fields stand at the top. Recognised and not checked; one notice says so |
| \`classic\` | since June 2021 | \`summary\` and \`details\`, with \`domain\`, \`vuln\` or \`threat\`. Wallarm's Logstash page still shows it |
| \`current\` | since January 2026 | the same with \`host\`, \`security_issue\` and \`risk\` |

A notification with nothing of the classic spelling counts as \`current\`. Of two spellings of a field, one must stand.

## Types with a published body

"Required" fields must be there; whether a field may be null stands under "must be".`;

function typeSection(type: keyof typeof SCHEMAS): string {
  const schema = SCHEMAS[type];
  const rows = fieldRows(schema, '');
  return [
    `### \`${type}\`\n`,
    `${schema.description ?? ''}\n`,
    '| field | required | must be | what it is |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function unpublishedSection(): string {
  const rows = Object.entries(UNPUBLISHED_TYPES).map(
    ([type, about]) => `| \`${type}\` | ${about} |`,
  );
  return [
    '## Types known by name only\n',
    'Wallarm has published a name, and of some a text for messengers, but no body. The envelope is checked as above',
    '(`summary`, `details.client_name`, `details.cloud`, `details.notification_type`); anything may stand beside it in `details`.\n',
    `A SIEM's parser names ${SEEN_FIELDS.map((name) => `\`${name}\``).join(', ')} in real notifications of such types`,
    '(Cyderes, "Wallarm", for Google SecOps): they are seen, not published by Wallarm, and any value will do.\n',
    '| type | what it tells |',
    '| --- | --- |',
    ...rows,
  ].join('\n');
}

/** A row for each field below a place, in the order of the schema. */
function fieldRows(schema: JsonSchema, prefix: string): string[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const mark = required.includes(name) ? 'yes' : 'no';
    const below = field.items?.properties === undefined ? field : field.items;
    const stem = below === field ? `${path}.` : `${path}[].`;
    return [
      `| \`${path}\` | ${mark} | ${cell(field['x-expected'] ?? 'anything')} | ${cell(about(field))} |`,
      ...fieldRows(below, stem),
    ];
  });
}

function about(field: JsonSchema): string {
  const known = field['x-known-values'];
  const classic = field['x-classic-spelling-of'];
  return [
    field.description ?? '',
    ...(known === undefined
      ? []
      : [`Known values: ${known.map((one) => `\`${one}\``).join(', ')}.`]),
    ...(classic === undefined ? [] : [`Classic spelling of \`${classic}\`.`]),
  ].join(' ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
