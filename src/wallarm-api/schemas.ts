/**
 * What the requests of Wallarm's API hold, as its own tools send them: these check a request and describe it in the
 * OpenAPI document. Fields that are not known are let through: the real API takes more than is published.
 *
 * Sources: Wallarm's Go client v0.13.0, its Terraform provider and its Swagger file (docs/wallarm-api.md).
 *
 * @module
 */
import { type Static, Type } from '@sinclair/typebox';

import { DELIVERING_KIND, KEPT_KINDS } from '../console/wallarm-account';

const ClientId = Type.Integer({ minimum: 1 });

export const Event = Type.Object({
  event: Type.String({ minLength: 1, maxLength: 100 }),
  active: Type.Boolean(),
  with_headers: Type.Optional(Type.Boolean()),
});

const Events = Type.Array(Event, { maxItems: 100 });

/** `target` of a webhook. */
export const WebhookTarget = Type.Object({
  url: Type.String({ minLength: 1 }),
  http_method: Type.Optional(Type.Union([Type.Literal('POST'), Type.Literal('PUT')])),
  headers: Type.Optional(
    Type.Union([Type.Record(Type.String(), Type.String()), Type.Null()], {
      description: 'Values are secret.',
    }),
  ),
  ca_file: Type.Optional(Type.String({ description: 'PEM; empty: the public CAs.' })),
  ca_verify: Type.Optional(Type.Boolean()),
  timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds; 0: 15.' })),
  open_timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds; 0: 20.' })),
  format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('jsonl')])),
  subtype: Type.Optional(Type.String({ maxLength: 100 })),
});
export type WebhookTarget = Static<typeof WebhookTarget>;

const Name = Type.String({ minLength: 1, maxLength: 200 });

export const NewIntegration = Type.Object({
  name: Name,
  active: Type.Optional(Type.Boolean()),
  type: Type.Union([DELIVERING_KIND, ...KEPT_KINDS].map((kind) => Type.Literal(kind))),
  clientid: ClientId,
  target: Type.Unknown({ description: 'By `type`: see the documentation.' }),
  events: Type.Optional(Type.Union([Events, Type.Null()])),
});

export const NewTelegram = Type.Object({
  name: Name,
  clientid: ClientId,
  chat_data: Type.String({ minLength: 1 }),
  token: Type.Optional(Type.String()),
});

export const IntegrationChange = Type.Object({
  name: Type.Optional(Name),
  active: Type.Optional(Type.Boolean()),
  type: Type.Optional(Type.String()),
  target: Type.Optional(Type.Unknown()),
  events: Type.Optional(Type.Union([Events, Type.Null()])),
});

export const TriggerRequest = Type.Object({
  trigger: Type.Object({
    name: Name,
    comment: Type.Optional(Type.String()),
    template_id: Type.String({ minLength: 1, maxLength: 100 }),
    enabled: Type.Optional(Type.Boolean()),
    filters: Type.Optional(Type.Union([Type.Array(Type.Object({})), Type.Null()])),
    actions: Type.Optional(
      Type.Union([
        Type.Array(
          Type.Object({
            id: Type.String({ minLength: 1 }),
            params: Type.Optional(
              Type.Object({ integration_ids: Type.Optional(Type.Array(Type.Integer())) }),
            ),
          }),
        ),
        Type.Null(),
      ]),
    ),
    threshold: Type.Optional(
      Type.Union([
        Type.Object({
          period: Type.Optional(Type.Integer()),
          count: Type.Optional(Type.Integer()),
        }),
        Type.Null(),
      ]),
    ),
  }),
});

/** Of lists: which, how many. Fields that are not known are let through. */
export const Filtered = Type.Object({
  filter: Type.Optional(Type.Object({})),
  limit: Type.Optional(Type.Integer({ minimum: 0 })),
  offset: Type.Optional(Type.Integer({ minimum: 0 })),
});
