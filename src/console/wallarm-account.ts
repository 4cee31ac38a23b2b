/**
 * What Wallarm's own API keeps beside the integrations that deliver: integrations of other kinds, triggers, and what an
 * integration was made with that only that API speaks of. Types and rules; pure.
 *
 * @module
 */
import type { NotificationType } from '../notification/notification-type';

/** Who made something: a person in this console (screen, CLI, library, its API), or Wallarm's API. */
export type Maker = 'console' | 'wallarm-api';

/** One entry of `events` as Wallarm's API has it. */
export interface WireEvent {
  readonly event: string;
  readonly active: boolean;
  readonly with_headers?: boolean;
}

/** What an integration that delivers has of Wallarm's API beside its settings. */
export interface WallarmFacts {
  readonly maker: Maker;
  /** The client that it was made for. */
  readonly clientId?: number;
  /** `target.subtype`, as it came. */
  readonly subtype?: string;
  /** The events that were named, active or not, as they came. */
  readonly events?: readonly WireEvent[];
}

/** Kinds that are kept, listed, changed and never sent: nothing of theirs is published that could be imitated. */
export const KEPT_KINDS = [
  ...['email', 'slack', 'ms_teams', 'sumo_logic', 'pager_duty', 'opsgenie', 'splunk'],
  ...['insight_connect', 'data_dog', 'telegram'],
] as const;
/** The kind that delivers. */
export const DELIVERING_KIND = 'web_hooks';

/** An integration of another kind: kept, never sent. */
export interface KeptIntegration {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly enabled: boolean;
  /** As it came; it may hold secrets. */
  readonly target: unknown;
  readonly events: readonly WireEvent[];
  readonly clientId: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
}

/** One of these as it may be shown. */
export type KeptIntegrationView = Pick<
  KeptIntegration,
  'id' | 'kind' | 'name' | 'enabled' | 'createdAt' | 'updatedAt'
> & {
  /** Those that are active, by their names in Wallarm's API. */
  readonly events: readonly string[];
};

/** Conditions, reaction and threshold of a trigger, as Wallarm's API has them. */
export interface TriggerSettings {
  readonly name: string;
  readonly comment: string;
  readonly template_id: string;
  readonly enabled: boolean;
  readonly filters: readonly object[];
  readonly actions: readonly TriggerAction[];
  readonly threshold: object | null;
}

/** What a trigger does; `send_notification` names integrations. */
export interface TriggerAction {
  readonly id: string;
  readonly params?: { readonly integration_ids?: readonly number[] } & object;
}

/** A trigger as it is kept. */
export interface Trigger {
  readonly id: number;
  readonly clientId: number;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
  readonly settings: TriggerSettings;
}

/** A trigger as it is shown. */
export interface TriggerView {
  readonly id: number;
  readonly name: string;
  readonly comment: string;
  readonly template: string;
  readonly enabled: boolean;
  /** Ids of the integrations that it notifies, those that are gone included. */
  readonly integrations: readonly string[];
  /** What an event must be for it to notify them; `null` when none of Wallstash's event types is one. */
  readonly notificationType: NotificationType | null;
}

/**
 * The messages that triggers send, by template. Wallarm has published neither list beside the other: that a template
 * sends the notification of its name is our inference, `ip_blocked` for the denylist and the comparison for the rogue API
 * too.
 */
const NOTIFICATION_TYPES: Readonly<Record<string, NotificationType>> = {
  attacks_exceeded: 'attacks_exceeded',
  incidents_exceeded: 'incidents_exceeded',
  blacklist_ip_added: 'ip_blocked',
  api_structure_changed: 'api_structure_changed',
  rogue_api_detected: 'api_comparison_result',
  compromised_logins: 'compromised_logins',
};

/** What the triggers of a template send; `undefined` when nothing is known of it. */
export function notificationTypeOf(template: string): NotificationType | undefined {
  return Object.hasOwn(NOTIFICATION_TYPES, template) ? NOTIFICATION_TYPES[template] : undefined;
}

/** Ids of the integrations that a trigger names. */
export function integrationsOf({ actions }: Pick<TriggerSettings, 'actions'>): readonly string[] {
  const ids = actions
    .filter(({ id }) => id === 'send_notification')
    .flatMap(({ params }) => params?.integration_ids ?? []);
  return [...new Set(ids.map(String))];
}

/** The read model of a trigger. */
export function describeTrigger({ id, settings }: Trigger): TriggerView {
  const { name, comment, template_id: template, enabled } = settings;
  const integrations = integrationsOf(settings);
  const notificationType = notificationTypeOf(template) ?? null;
  return { id, name, comment, template, enabled, integrations, notificationType };
}

/** The read model of an integration that is kept and never sent. */
export function describeKept(integration: KeptIntegration): KeptIntegrationView {
  const { id, kind, name, enabled, createdAt, updatedAt, events } = integration;
  const active = events.filter((one) => one.active).map(({ event }) => event);
  return { id, kind, name, enabled, createdAt, updatedAt, events: active };
}
