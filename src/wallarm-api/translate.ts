/**
 * Between an integration as Wallarm's API has it and as the console has it: seconds and milliseconds, names of formats
 * and events, headers as object and as list. Pure.
 *
 * @module
 */
import type { InvalidOptionError } from '../errors';
import { EVENT_TYPES, type EventTypeName } from '../console/event-types';
import type { IntegrationSettings, StoredIntegration } from '../console/integration';
import type { KeptIntegration, WireEvent } from '../console/wallarm-account';
import { wrongField } from './errors';
import type { WebhookTarget } from './schemas';

/** What is written when nobody with an e-mail address made it. */
const SOMEBODY = 'admin@example.com';
/** The name of hits until 2026-03. */
const OLD_NAMES: Readonly<Record<string, string>> = { hit: 'siem' };

const FORMATS = { json: 'array', jsonl: 'ndjson' } as const;

/** The delivery settings of a target. */
export function settingsOf(target: WebhookTarget): Omit<IntegrationSettings, 'name' | 'events'> {
  const { url, http_method: method = 'POST', headers, ca_file: ca = '', format = 'json' } = target;
  const { ca_verify: verifyTls = true, timeout = 0, open_timeout: openTimeout = 0 } = target;
  return {
    ...{ url, method, verifyTls, format: FORMATS[format] },
    headers: Object.entries(headers ?? {}).map(([name, value]) => ({ name, value })),
    requestTimeout: 1_000 * (timeout === 0 ? 15 : timeout),
    connectionTimeout: 1_000 * (openTimeout === 0 ? 20 : openTimeout),
    ...(ca.trim() !== '' && { ca }),
  };
}

/** The boxes that events tick. @throws WallarmApiError naming an event that there is not */
export function eventTypesOf(events: readonly WireEvent[]): readonly EventTypeName[] {
  return events.flatMap(({ event, active }) => {
    const name = eventTypeOf(event);
    if (name === undefined) {
      const known = EVENT_TYPES.map(({ apiName }) => apiName).join(', ');
      throw wrongField('events', `unknown event: expected any of ${known}`, event);
    }
    return active ? [name] : [];
  });
}

/** An integration that delivers, as Wallarm's API answers it, secrets included. */
export function integrationObject(integration: StoredIntegration): object {
  const { id, enabled, createdAt, settings, wallarm } = integration;
  return {
    ...headOf({ id, enabled, createdAt, name: settings.name, kind: 'web_hooks' }),
    target: {
      url: settings.url,
      http_method: settings.method ?? 'POST',
      headers: Object.fromEntries((settings.headers ?? []).map(({ name, value }) => [name, value])),
      ca_file: settings.ca ?? '',
      ca_verify: settings.verifyTls ?? true,
      timeout: Math.round((settings.requestTimeout ?? 15_000) / 1_000),
      open_timeout: Math.round((settings.connectionTimeout ?? 20_000) / 1_000),
      format: settings.format === 'ndjson' ? 'jsonl' : 'json',
      subtype: wallarm?.subtype ?? 'web_hooks',
    },
    events: eventsOf(integration),
  };
}

/** An integration of another kind, as it came. */
export function keptObject(integration: KeptIntegration): object {
  const { target, events } = integration;
  return { ...headOf(integration), target, events };
}

/** What the console knows, as the client decodes it. */
function headOf({
  id,
  enabled,
  createdAt,
  name,
  kind,
}: Pick<KeptIntegration, 'id' | 'enabled' | 'createdAt' | 'name' | 'kind'>): object {
  return {
    ...{ id: Number(id), active: enabled, name, type: kind },
    created_at: seconds(createdAt),
    ...{ created_by: SOMEBODY, system_active: true, resource_type: kind },
  };
}

/** What came, with what was ticked since then, and what was not named. */
function eventsOf({ settings, wallarm }: StoredIntegration): readonly WireEvent[] {
  const named = (wallarm?.events ?? []).map((one) => {
    const name = eventTypeOf(one.event);
    return { ...one, active: name !== undefined && settings.events.includes(name) };
  });
  const known = new Set(named.map(({ event }) => eventTypeOf(event)));
  const others = EVENT_TYPES.filter(
    ({ name }) => settings.events.includes(name) && !known.has(name),
  );
  return [...named, ...others.map(({ apiName }) => ({ event: apiName, active: true }))];
}

function eventTypeOf(event: string): EventTypeName | undefined {
  const name = OLD_NAMES[event] ?? event;
  return EVENT_TYPES.find(({ apiName }) => apiName === name)?.name;
}

/** Unix seconds of an ISO date. */
export function seconds(date: string): number {
  return Math.floor(Date.parse(date) / 1_000);
}

const FIELDS: Readonly<Record<string, string>> = {
  ...{ name: 'name', url: 'target.url', method: 'target.http_method', format: 'target.format' },
  ...{ requestTimeout: 'target.timeout', connectionTimeout: 'target.open_timeout' },
  ...{ headers: 'target.headers', events: 'events', verifyTls: 'target.ca_verify' },
};

/** The field of Wallarm's API that a refused setting of the console stands for. */
export function fieldOf({ option }: InvalidOptionError): string {
  return option.startsWith('header ') ? 'target.headers' : (FIELDS[option] ?? option);
}
