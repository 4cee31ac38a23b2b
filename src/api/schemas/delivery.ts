/**
 * Deliveries in the journal: in lists, as a whole, and how to ask for them.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { AnyObject, CLOSED, Count, Moment, nullable, oneOf } from './kinds';

const CARRIERS = ['array', 'ndjson', 'object', 'logstash-event'] as const;
/** What may become of a delivery. */
export const VERDICTS = ['accepted', 'rejected', 'refused'] as const;
const Carrier = oneOf(CARRIERS, 'How the body carries its notifications.');
const Verdict = oneOf(VERDICTS, 'accepted with a 2xx, rejected for its body, or refused unread.');
const Kind = oneOf(['handshake'], 'A TLS handshake on which a fault acted, or that was refused: no delivery.');
const NullableType = nullable(Type.String());

export const Finding = Type.Object(
  {
    pointer: Type.String({ description: "JSON Pointer from the body's root." }),
    line: Type.Integer({ description: 'In the raw body, from 1.' }),
    column: Type.Integer({ description: 'From 1, in UTF-16 code units.' }),
    keyword: Type.String(),
    message: Type.String(),
    expected: Type.String(),
    found: Type.String(),
  },
  { title: 'Finding', description: 'One departure from the contract, with its place.' },
);

export const Findings = Type.Object(
  {
    carrier: nullable(Carrier),
    notifications: Type.Array(
      Type.Object({
        pointer: Type.String(),
        type: NullableType,
        carrier: Carrier,
        era: nullable(oneOf(['flat', 'classic', 'current'])),
        violations: Type.Array(Finding),
        notices: Type.Array(Finding),
      }),
    ),
    violations: Type.Array(Finding, { description: 'Of the body as a whole.' }),
    unlisted: Type.Optional(
      Type.Array(
        Type.Object({
          type: NullableType,
          notifications: Count,
          violations: Count,
          notices: Count,
        }),
        { description: 'What is not listed, counted by type: a large body has more than is kept.' },
      ),
    ),
  },
  { title: 'Findings', description: 'What a body was found to be.' },
);

export const About = Type.Object(
  {
    text: Type.String({ examples: ['sqli · example.com · monitored'] }),
    attack: Type.Optional(Type.String({ description: 'Type of the attack or vulnerability.' })),
    host: Type.Optional(Type.String()),
    severity: Type.Optional(Type.String({ description: 'Risk or threat.' })),
    outcome: Type.Optional(Type.String({ description: '`monitored` or `blocked`.' })),
    summary: Type.Optional(Type.String({ description: 'Of the first notification.' })),
  },
  {
    title: 'About',
    description: 'What the body held, in words: up to three values of each. Absent for one over 32 KiB.',
  },
);

export const DeliverySummary = Type.Object(
  {
    id: Type.String({ description: 'Sorts in order of arrival.' }),
    receivedAt: Moment,
    remoteAddress: Type.String({ description: 'Who sent it.' }),
    answeredIn: Type.Optional(
      Type.Number({
        minimum: 0,
        description:
          'Milliseconds from the head of the request to the end of its answer. Known of the newest deliveries of this process, once they are answered: an entry is written before that.',
      }),
    ),
    about: Type.Optional(About),
    method: Type.String(),
    path: Type.String(),
    bodySize: Count,
    carrier: nullable(Carrier),
    types: Type.Array(NullableType, { description: 'Notification types in the body, each once.' }),
    notifications: Count,
    violations: Count,
    notices: Count,
    verdict: Verdict,
    status: Type.Integer({ description: 'HTTP status of the answer; 0 when none was sent.' }),
    repeat: Type.Boolean({ description: 'The same Idempotency-Key had been seen before.' }),
    fault: Type.Optional(Type.String()),
    kind: Type.Optional(Kind),
    imported: Type.Optional(
      Type.Literal(true, { description: 'It came in elsewhere; absent when it arrived here.' }),
    ),
  },
  { title: 'DeliverySummary' },
);

export const Delivery = Type.Object(
  {
    id: Type.String(),
    receivedAt: Moment,
    remoteAddress: Type.String(),
    tlsVersion: nullable(Type.String()),
    method: Type.String(),
    path: Type.String(),
    headers: Type.Record(
      Type.String(),
      Type.Union([Type.String(), Type.Array(Type.String())]),
      { description: 'Secrets were redacted before they were kept.' },
    ),
    idempotencyKey: Type.Optional(Type.String()),
    bodySize: Count,
    body: Type.String({ description: 'Text, or base64 when the bytes are no UTF-8.' }),
    bodyEncoding: oneOf(['utf8', 'base64']),
    findings: Findings,
    verdict: Verdict,
    answer: Type.Object({ status: Type.Integer(), reason: Type.Optional(Type.String()) }),
    fault: Type.Optional(Type.String()),
    kind: Type.Optional(Kind),
    repeat: Type.Boolean(),
    origin: Type.Optional(
      Type.Object(
        {
          id: Type.String({ description: 'In the journal of the receiver that answered it.' }),
          importedAt: Moment,
        },
        { description: 'Of an imported delivery: where it came in. Absent when it arrived here.' },
      ),
    ),
  },
  { title: 'Delivery', description: 'A journalled delivery.' },
);

export const DeliveryPage = Type.Object(
  {
    entries: Type.Array(DeliverySummary),
    next: Type.Optional(Type.String({ description: 'Cursor of the next page; absent on the last.' })),
    dropped: Type.Integer({ description: 'Entries in between that retention has let go.' }),
    cleared: Type.Integer({ description: 'Entries in between that were cleared.' }),
    damaged: Type.Integer({
      description:
        'Entries in between whose records are damaged, as far as that is known or their bodies had to be looked at.',
    }),
  },
  { title: 'DeliveryPage' },
);

/** Which deliveries are meant; all conditions must hold. */
export const DeliveryFilter = {
    type: Type.Optional(Type.String({ examples: ['new_hits'] })),
    verdict: Type.Optional(oneOf(VERDICTS)),
    valid: Type.Optional(Type.Boolean()),
    method: Type.Optional(Type.String()),
    path: Type.Optional(Type.String({ description: 'The path starts with this.' })),
    carrier: Type.Optional(oneOf(CARRIERS)),
    since: Type.Optional(Moment),
    until: Type.Optional(Moment),
    text: Type.Optional(Type.String({ description: 'The body contains this, ignoring case.' })),
    fingerprint: Type.Optional(Type.String()),
    search: Type.Optional(
      Type.String({
        description: 'A search, in the language of docs/search.md; /api/search-fields has its fields.',
        examples: ['type:new_hits method:POST'],
      }),
    ),
};

export const DeliveryQuery = Type.Object(
  {
    ...DeliveryFilter,
    order: Type.Optional(oneOf(['newest-first', 'oldest-first'], 'Default: newest-first.')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, examples: [20] })),
    cursor: Type.Optional(
      Type.String({
        description:
          '`next` of the page before. Or `n` (newest first) or `o` (oldest first) and an id: the page begins behind it.',
      }),
    ),
  },
  CLOSED,
);

export const DeliveryReference = Type.Object({
  id: Type.String({ pattern: '^\\d{1,10}$', examples: ['0000000001'] }),
});

export const ValidationRequest = Type.Object(
  {
    body: Type.String({ description: 'The body as it would be sent: an array, NDJSON, or an object.' }),
    strict: Type.Optional(Type.Boolean({ description: 'Notices count too. Default: false.' })),
  },
  { ...CLOSED, title: 'ValidationRequest' },
);

export const Validation = Type.Object(
  { valid: Type.Boolean(), findings: Findings },
  { title: 'Validation' },
);

export const SchemaList = Type.Object(
  {
    schemas: Type.Array(
      Type.Object({
        type: Type.String(),
        published: Type.Boolean({ description: 'Wallarm has published a body of this type.' }),
        sample: AnyObject,
      }),
    ),
  },
  { title: 'SchemaList' },
);

export const Cleared = Type.Object(
  {
    cleared: Type.Integer({ minimum: 0, description: 'How many deliveries were cleared.' }),
    damaged: Type.Integer({
      minimum: 0,
      description: 'How many stay because their records are damaged: nobody knows whether they match.',
    }),
  },
  { title: 'Cleared' },
);

export const Imported = Type.Object(
  {
    imported: Type.Integer({ minimum: 0, description: 'How many deliveries were added.' }),
    known: Type.Integer({ minimum: 0, description: 'How many were here already.' }),
    refused: Type.Integer({ minimum: 0, description: 'How many lines were not taken.' }),
    refusals: Type.Array(
      Type.Object({
        line: Type.Integer({ description: 'From 1.' }),
        reason: Type.String({ description: 'Follows "line 7: ".' }),
      }),
      { description: 'The first of them, a hundred at most.' },
    ),
    dropped: Type.Integer({
      minimum: 0,
      description: 'How many of the oldest deliveries the journal dropped meanwhile, as it keeps no more.',
    }),
  },
  { title: 'Imported' },
);
