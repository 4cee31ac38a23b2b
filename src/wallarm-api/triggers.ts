/**
 * Triggers. Kept as they came; those that notify integrations decide who gets a trigger's message when one is raised in
 * the console.
 *
 * @module
 */
import type { Static } from '@sinclair/typebox';

import type { Trigger, TriggerSettings } from '../console/wallarm-account';
import { notFound, wrongField } from './errors';
import { route, type WallarmRequest, type WallarmRoute } from './route';
import { TriggerRequest } from './schemas';

/** Those that Wallarm's Terraform provider offers. */
const TEMPLATES = [
  ...['user_created', 'attacks_exceeded', 'hits_exceeded', 'incidents_exceeded', 'vector_attack'],
  ...['forced_browsing_started', 'bruteforce_started', 'bola_search_started'],
  ...['blacklist_ip_added', 'api_structure_changed', 'attack_ip_grouping'],
  ...['compromised_logins', 'rogue_api_detected'],
];

const PATH = '/v2/clients/{client_id}/triggers';
const EXAMPLE = triggerObject({
  ...{ id: 1, clientId: 1, createdAt: '2026-01-01T00:00:00.000Z' },
  updatedAt: '2026-01-01T00:00:00.000Z',
  settings: {
    ...{ name: 'Too many attacks', comment: '', template_id: 'attacks_exceeded', enabled: true },
    filters: [],
    actions: [{ id: 'send_notification', params: { integration_ids: [1] } }],
    threshold: { period: 3600, operator: 'gt', allowed_operators: ['gt'], count: 5 },
  },
});

/** The routes under `/v2/clients/{client_id}/triggers`. */
export const TRIGGER_ROUTES: readonly WallarmRoute[] = [
  route({
    ...{ method: 'GET', path: PATH, id: 'listTriggers' },
    summary: 'Triggers of a client, in order of creation',
    query: { denormalize: 'Taken and without effect: all fields are always given.' },
    example: { triggers: [EXAMPLE] },
    handle: ({ wallarm, params }) => {
      const client = clientOf(params);
      const own = wallarm.triggers.filter(({ clientId }) => clientId === client);
      return { triggers: own.map(triggerObject) };
    },
  }),
  route({
    ...{ method: 'POST', path: PATH, id: 'createTrigger' },
    summary: 'Make a trigger',
    body: TriggerRequest,
    example: { trigger: EXAMPLE },
    handle: async ({ wallarm, params, body }) => ({
      trigger: triggerObject(await wallarm.createTrigger(clientOf(params), settingsOf(body))),
    }),
  }),
  route({
    ...{ method: 'PUT', path: `${PATH}/{id}`, id: 'changeTrigger' },
    summary: 'Replace a trigger as a whole',
    body: TriggerRequest,
    example: { trigger: EXAMPLE },
    handle: async (request) => {
      const changed = await request.wallarm.changeTrigger(idOf(request), settingsOf(request.body));
      if (changed === undefined) throw notFound();
      return { trigger: triggerObject(changed) };
    },
  }),
  route({
    ...{ method: 'DELETE', path: `${PATH}/{id}`, id: 'deleteTrigger' },
    summary: 'Delete a trigger',
    example: { status: 200 },
    handle: async (request) => {
      if ((await request.wallarm.deleteTrigger(idOf(request))) === undefined) throw notFound();
      return { status: 200 };
    },
  }),
];

/** The client's trigger of this id. @throws WallarmApiError when it has none */
function idOf({ wallarm, params }: WallarmRequest<unknown>): number {
  const client = clientOf(params);
  const found = wallarm.triggers.find(
    ({ id, clientId }) => clientId === client && String(id) === params['id'],
  );
  if (found === undefined) throw notFound();
  return found.id;
}

function clientOf({ client_id: text = '' }: Readonly<Record<string, string>>): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw notFound();
}

function settingsOf({ trigger }: Static<typeof TriggerRequest>): TriggerSettings {
  const { name, comment = '', template_id: template, enabled = true } = trigger;
  const { filters, actions, threshold = null } = trigger;
  if (!TEMPLATES.includes(template)) {
    const why = `unknown template: expected any of ${TEMPLATES.join(', ')}`;
    throw wrongField('trigger.template_id', why, template);
  }
  const lists = { filters: filters ?? [], actions: (actions ?? []) as TriggerSettings['actions'] };
  return { name, comment, template_id: template, enabled, ...lists, threshold };
}

/** As the clients decode it: lists are never null, `params` is an object. */
function triggerObject({ id, clientId, createdAt, updatedAt, settings }: Trigger): object {
  const { filters, actions, threshold, template_id: template } = settings;
  return {
    ...{ id, client_id: clientId, ...settings },
    // A community client wants a type; its values are unpublished.
    filters: filters.map((filter) => ({ type: 'string', ...filter })),
    actions: actions.map((action) => ({ ...action, params: action.params ?? {} })),
    thresholds: threshold === null ? [] : [threshold],
    template: { id: template, filters: [], threshold: {}, actions: [] },
    ...{ created_at: createdAt, updated_at: updatedAt },
  };
}
