/**
 * Integrations of every kind. Webhooks are the console's own and deliver; the others are kept as they came.
 *
 * There is no route for one: Wallarm's clients list them and pick by id.
 *
 * @module
 */
import type { Static } from '@sinclair/typebox';

import type { StoredIntegration } from '../console/integration';
import { DELIVERING_KIND } from '../console/wallarm-account';
import type { WallarmSide } from '../console/wallarm-side';
import { CLIENT_ID } from './account';
import { checked } from './check';
import { notFound, wrongField } from './errors';
import { route, type WallarmRoute } from './route';
import { IntegrationChange, NewIntegration, NewTelegram, WebhookTarget } from './schemas';
import { eventTypesOf, integrationObject, keptObject, settingsOf } from './translate';

const EXAMPLE = {
  ...{ id: 1, active: true, name: 'Logstash', type: DELIVERING_KIND, created_at: 1795893365 },
  ...{ created_by: 'admin@example.com', system_active: true, resource_type: DELIVERING_KIND },
  target: {
    ...{ url: 'https://localhost:5044/', http_method: 'POST', headers: {}, ca_file: '' },
    ...{ ca_verify: true, timeout: 15, open_timeout: 20, format: 'json', subtype: 'web_hooks' },
  },
  events: [{ event: 'siem', active: true, with_headers: false }],
};

/** The routes under `/v2/integration`. */
export const INTEGRATION_ROUTES: readonly WallarmRoute[] = [
  route({
    ...{ method: 'GET', path: '/v2/integration', id: 'listIntegrations' },
    summary: 'Integrations, in order of creation; whoever bears the token gets header values too',
    query: {
      clientid: 'Of this client. Default: of all.',
      id: 'Of this id; several times: of these.',
      type: 'Of this kind.',
      enabled: '`true` or `false`.',
      offset: 'Leave out so many.',
      limit: 'At most so many.',
    },
    example: success([EXAMPLE]),
    handle: ({ wallarm, query }) => success(listed(wallarm, query)),
  }),
  route({
    ...{ method: 'POST', path: '/v2/integration', id: 'createIntegration' },
    summary: 'Make an integration of any kind',
    body: NewIntegration,
    example: success(EXAMPLE),
    handle: async ({ wallarm, body }) => success(await create(wallarm, body)),
  }),
  route({
    ...{ method: 'POST', path: '/v2/integration/telegram', id: 'createTelegram' },
    summary: 'Make a Telegram integration; its events and name come with a PUT',
    body: NewTelegram,
    example: success({ ...EXAMPLE, type: 'telegram', target: { chat_data: 'opaque' }, events: [] }),
    handle: async ({ wallarm, body: { name, clientid, ...target } }) => {
      const integration = { kind: 'telegram', name, enabled: true, target, events: [] };
      return success(keptObject(await wallarm.keep({ ...integration, clientId: clientid })));
    },
  }),
  route({
    ...{ method: 'PUT', path: '/v2/integration/{id}', id: 'changeIntegration' },
    summary: 'Change the fields given, all at once; target and events are replaced as a whole',
    body: IntegrationChange,
    example: success(EXAMPLE),
    handle: async ({ wallarm, params: { id = '' }, body }) =>
      success(await change(wallarm, id, body)),
  }),
  route({
    ...{ method: 'DELETE', path: '/v2/integration/{id}', id: 'deleteIntegration' },
    summary: 'Delete an integration, and what waits for it',
    example: { status: 200 },
    handle: async ({ wallarm, params: { id = '' } }) => {
      await wallarm.delete(id);
      return { status: 200 };
    },
  }),
];

function success(object: unknown): object {
  return { body: { result: 'success', object } };
}

async function create(
  wallarm: WallarmSide,
  { name, type, clientid, target, active = true, events: given }: Static<typeof NewIntegration>,
): Promise<object> {
  const events = given ?? [];
  if (type !== DELIVERING_KIND) {
    const integration = { kind: type, name, enabled: active, target, events };
    return keptObject(await wallarm.keep({ ...integration, clientId: clientid }));
  }
  const webhook = checked(WebhookTarget, target, 'target');
  const settings = { ...settingsOf(webhook), name, events: eventTypesOf(events), enabled: active };
  const facts = { maker: 'wallarm-api', clientId: clientid, events } as const;
  const { subtype } = webhook;
  return integrationObject(
    await wallarm.create(settings, { ...facts, ...(subtype !== undefined && { subtype }) }),
  );
}

async function change(
  wallarm: WallarmSide,
  id: string,
  body: Static<typeof IntegrationChange>,
): Promise<object> {
  const { name, active, type } = body;
  // The Go client writes null for what it was not given.
  const [target, events] = [body.target ?? undefined, body.events ?? undefined];
  const kept = wallarm.kept.find((one) => one.id === id);
  const there = kept ?? wallarm.integrations.find((one) => one.id === id);
  if (there === undefined) throw notFound();
  const kind = kept?.kind ?? DELIVERING_KIND;
  if (type !== undefined && type !== kind) {
    throw wrongField('type', `cannot be changed: it is ${kind}`, type);
  }
  if (kept !== undefined) {
    return keptObject(
      await wallarm.changeKept(id, {
        ...(name !== undefined && { name }),
        ...(active !== undefined && { enabled: active }),
        ...(target !== undefined && { target }),
        ...(events !== undefined && { events }),
      }),
    );
  }
  const webhook = target === undefined ? undefined : checked(WebhookTarget, target, 'target');
  const settings = {
    ...(webhook !== undefined && { ca: null, ...settingsOf(webhook) }),
    ...(name !== undefined && { name }),
    ...(events !== undefined && { events: eventTypesOf(events) }),
  };
  const changed = await wallarm.change(id, ({ wallarm: facts }) => ({
    ...{ settings, enabled: active },
    wallarm: {
      maker: 'console',
      ...facts,
      ...(webhook?.subtype !== undefined && { subtype: webhook.subtype }),
      ...(events !== undefined && { events }),
    },
  }));
  return integrationObject(changed);
}

function listed(wallarm: WallarmSide, query: URLSearchParams): readonly object[] {
  const all = [
    ...wallarm.integrations.map((one) => ({
      ...{ id: one.id, kind: DELIVERING_KIND, enabled: one.enabled },
      ...{ clientId: clientOf(one), object: () => integrationObject(one) },
    })),
    ...wallarm.kept.map((one) => ({ ...one, object: () => keptObject(one) })),
  ].sort((a, b) => Number(a.id) - Number(b.id));
  const [client, kind, enabled] = ['clientid', 'type', 'enabled'].map((name) => query.get(name));
  const ids = [...query.getAll('id'), ...query.getAll('id[]')];
  const offset = wholeNumber(query, 'offset') ?? 0;
  return all
    .filter((one) => client === null || String(one.clientId) === client)
    .filter((one) => kind === null || one.kind === kind)
    .filter((one) => enabled === null || String(one.enabled) === enabled)
    .filter((one) => ids.length === 0 || ids.includes(one.id))
    .slice(offset, offset + (wholeNumber(query, 'limit') ?? all.length))
    .map(({ object }) => object());
}

/** What was made in this console belongs to the client of the token. */
function clientOf({ wallarm }: StoredIntegration): number {
  return wallarm?.clientId ?? CLIENT_ID;
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw wrongField(name, 'expected a whole number', text);
}
