/**
 * The notification types that Wallarm is known to send: the values of `details.notification_type`.
 *
 * A type not listed here is drift, reported and never refused. Sources per type: facts of the product
 * documentation (Sentinel's event table, the pages of the integrations and triggers).
 *
 * @module
 */
import { UnknownNotificationTypeError } from './errors';

/** Types with a published JSON body: these have a full schema. */
export const PUBLISHED_TYPES = [
  'new_hits',
  'vuln',
  'security_issue',
  'ip_blocked',
  'new_scope_object_ips',
] as const;

/** Types known by name or by a text message only, with what each tells: these have the envelope's schema. */
export const UNPUBLISHED_TYPES = {
  create_user: 'A user was added to the company account.',
  delete_user: 'A user was deleted.',
  update_user: "A user's role was changed.",
  delete_integration: 'An integration was deleted.',
  disable_integration: 'An integration was disabled.',
  integration_broken: 'An integration was disabled because of incorrect settings.',
  create_application: 'An application was created.',
  delete_application: 'An application was deleted.',
  update_application: "An application's name was changed.",
  rule_create: 'A rule was created.',
  rule_delete: 'A rule was deleted.',
  rule_update: 'A rule was changed.',
  trigger_create: 'A trigger was created.',
  trigger_delete: 'A trigger was deleted.',
  trigger_update: 'A trigger was changed.',
  vuln_high:
    'A vulnerability of high risk was detected; the name that the Sentinel integration uses.',
  vuln_medium:
    'A vulnerability of medium risk was detected; the name that the Sentinel integration uses.',
  vuln_low:
    'A vulnerability of low risk was detected; the name that the Sentinel integration uses.',
  scope_object: 'The network perimeter changed; the name that the Sentinel integration uses.',
  requests_per_hour: 'The number of requests processed during the previous hour.',
  attacks_exceeded: 'A trigger: the number of attacks or hits exceeded its threshold.',
  incidents_exceeded: 'A trigger: the number of incidents exceeded its threshold.',
  api_structure_changed:
    'A trigger: an endpoint of the API was added, changed or is no longer used.',
  api_comparison_result: 'A trigger: a shadow, zombie or orphan endpoint was discovered.',
  compromised_logins: 'A trigger: stolen credentials were seen in the traffic.',
} as const;

/** A type with a published body. */
export type PublishedType = (typeof PUBLISHED_TYPES)[number];
/** A type known by name or by a text message only. */
export type UnpublishedType = keyof typeof UNPUBLISHED_TYPES;
/** A type that Wallarm is known to send. */
export type NotificationType = PublishedType | UnpublishedType;

/** Every known type, those with a published body first. */
export const NOTIFICATION_TYPES: readonly NotificationType[] = [
  ...PUBLISHED_TYPES,
  ...(Object.keys(UNPUBLISHED_TYPES) as UnpublishedType[]),
];

const names: ReadonlySet<string> = new Set(NOTIFICATION_TYPES);

/** Tells whether Wallarm is known to send this type. */
export function isNotificationType(name: string): name is NotificationType {
  return names.has(name);
}

/** Tells whether Wallarm has published a body of this type. */
export function isPublishedType(type: NotificationType): type is PublishedType {
  return !Object.hasOwn(UNPUBLISHED_TYPES, type);
}

/** Returns the name as a type. @throws UnknownNotificationTypeError when Wallarm is not known to send it */
export function asNotificationType(name: string): NotificationType {
  if (isNotificationType(name)) return name;
  throw new UnknownNotificationTypeError(name, NOTIFICATION_TYPES);
}
