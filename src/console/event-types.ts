/**
 * What an integration can be told of: the boxes to tick in the Console, each with its notification types. Pure.
 *
 * One table for both eras. Wallarm's Console of 2023 (`seed`) had vulnerabilities and the scope; today's has security
 * issues instead; the rest is in both. Source: `advanced-events-for-integrations.md` of Wallarm's documentation and
 * its Terraform provider (facts/wallarm.md section 3).
 *
 * @module
 */
import type { NotificationType } from '../notification/notification-type';

/** How grave a finding is. */
export const RISKS = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Risk = (typeof RISKS)[number];

/** One box to tick. */
interface EventTypeRow {
  /** Our name, used in settings and flags. */
  readonly name: string;
  /** Boxes that the Console shows under one heading share it. */
  readonly group: string;
  /** As the Console labels it. */
  readonly label: string;
  /** The event's name in Wallarm's API and Terraform provider. */
  readonly apiName: string;
  /** Whose Console offers it. */
  readonly era: 'seed' | 'today' | 'both';
  /** Only findings of this risk. */
  readonly risk?: Risk;
  readonly notificationTypes: readonly NotificationType[];
}

/** Every box, in the order of the Console. */
export const EVENT_TYPES = [
  {
    name: 'hits',
    group: 'hits',
    label: 'Hits detected',
    apiName: 'siem', // until 2026-03: hit
    era: 'both',
    notificationTypes: ['new_hits'],
  },
  {
    name: 'system',
    group: 'system',
    label: 'System related',
    apiName: 'system',
    era: 'both',
    notificationTypes: [
      ...(['create_user', 'delete_user', 'update_user'] as const),
      ...(['disable_integration', 'delete_integration', 'integration_broken'] as const),
      ...(['create_application', 'delete_application', 'update_application'] as const),
    ],
  },
  finding('vulnerabilities', 'high', 'seed'),
  finding('vulnerabilities', 'medium', 'seed'),
  finding('vulnerabilities', 'low', 'seed'),
  finding('security-issues', 'critical', 'today'),
  finding('security-issues', 'high', 'today'),
  finding('security-issues', 'medium', 'today'),
  finding('security-issues', 'low', 'today'),
  finding('security-issues', 'info', 'today'),
  {
    name: 'rules-and-triggers',
    group: 'rules-and-triggers',
    label: 'Rules and triggers changed',
    apiName: 'rules_and_triggers',
    era: 'both',
    notificationTypes: [
      ...(['rule_create', 'rule_update', 'rule_delete'] as const),
      ...(['trigger_create', 'trigger_update', 'trigger_delete'] as const),
    ],
  },
  {
    name: 'scope',
    group: 'scope',
    label: 'Scope (exposed assets) changed',
    apiName: 'scope',
    era: 'seed',
    notificationTypes: ['new_scope_object_ips', 'scope_object'],
  },
  {
    name: 'hourly-requests',
    group: 'hourly-requests',
    label: 'Number of requests processed in 1 hour',
    apiName: 'number_of_requests_per_hour',
    era: 'both',
    notificationTypes: ['requests_per_hour'],
  },
] as const satisfies readonly EventTypeRow[];

/** The name of a box. */
export type EventTypeName = (typeof EVENT_TYPES)[number]['name'];

/**
 * What no box offers: messages of triggers, which go to the integrations that the trigger names. Source:
 * `integrations-trigger-setup.md` of Wallarm's documentation.
 */
export const TRIGGER_TYPES: readonly NotificationType[] = [
  'ip_blocked',
  'attacks_exceeded',
  'incidents_exceeded',
  'api_structure_changed',
  'api_comparison_result',
  'compromised_logins',
];

/** The boxes of the Console whose *Test integration* is the default, that of 2023. */
export function isOfferedByDefault({ era }: Pick<EventTypeRow, 'era'>): boolean {
  return era !== 'today';
}

/** All names, in the order of the Console. */
export const EVENT_TYPE_NAMES: readonly EventTypeName[] = EVENT_TYPES.map(({ name }) => name);

/** Tells whether there is a box of this name. */
export function isEventTypeName(name: unknown): name is EventTypeName {
  return EVENT_TYPE_NAMES.some((known) => known === name);
}

/**
 * The box that a notification belongs to. `undefined` for a message of a trigger, and for a finding whose risk no box
 * offers (or that bears none): nobody can have asked for it.
 */
export function eventTypeOf(
  type: NotificationType,
  notification: object,
): EventTypeName | undefined {
  const risk = riskOf(type, notification);
  return rows().find(
    (row) => row.notificationTypes.includes(type) && (row.risk === undefined || row.risk === risk),
  )?.name;
}

function rows(): readonly (EventTypeRow & { readonly name: EventTypeName })[] {
  return EVENT_TYPES;
}

/** The finding's own risk: `vuln.threat`, `security_issue.risk`, or the end of a name such as `vuln_high`. */
function riskOf(type: NotificationType, notification: object): string | undefined {
  if (type.startsWith('vuln_')) return type.slice('vuln_'.length);
  const { details } = notification as {
    details?: { vuln?: { threat?: unknown } | null; security_issue?: { risk?: unknown } | null };
  };
  const risk = type === 'vuln' ? details?.vuln?.threat : details?.security_issue?.risk;
  return typeof risk === 'string' ? risk.toLowerCase() : undefined;
}

function finding<Group extends 'vulnerabilities' | 'security-issues', Level extends Risk>(
  group: Group,
  risk: Level,
  era: 'seed' | 'today',
) {
  const old = group === 'vulnerabilities';
  return {
    name: `${group}-${risk}` as const,
    group,
    label: `${old ? 'Vulnerabilities' : 'Security issues'} detected: ${risk}`,
    apiName: `${old ? 'vuln' : 'security_issue'}_${risk}`,
    era,
    risk,
    notificationTypes: (old
      ? ['vuln', ...vulnerabilityTypes(risk)]
      : ['security_issue']) as readonly NotificationType[],
  };
}

/** The names that the Sentinel integration uses for a vulnerability of one risk. */
function vulnerabilityTypes(risk: Risk): readonly NotificationType[] {
  return risk === 'high' || risk === 'medium' || risk === 'low' ? [`vuln_${risk}`] : [];
}
