/**
 * The schema of every known notification type: the one list from which types, validation, files and documentation
 * are made.
 *
 * @module
 */
import {
  type NotificationType,
  type PublishedType,
  UNPUBLISHED_TYPES,
  type UnpublishedType,
} from '../notification-type';
import { unpublishedSchema } from './envelope';
import { IpBlocked } from './ip-blocked';
import type { JsonSchema } from './json-schema';
import { NewHits } from './new-hits';
import { NewScopeObjectIps } from './new-scope-object-ips';
import { SecurityIssue } from './security-issue';
import { Vuln } from './vuln';

const published = {
  new_hits: NewHits,
  vuln: Vuln,
  security_issue: SecurityIssue,
  ip_blocked: IpBlocked,
  new_scope_object_ips: NewScopeObjectIps,
} satisfies Record<PublishedType, unknown>;

/** The TypeBox schemas of the types with a published body. */
export type PublishedSchemas = typeof published;

const unpublished: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  Object.entries(UNPUBLISHED_TYPES).map(([type, about]) => [type, unpublishedSchema(type, about)]),
);

/** Every type's schema, in the order of the types. */
export const SCHEMAS: Readonly<Record<NotificationType, JsonSchema>> = {
  ...(published as Record<PublishedType, JsonSchema>),
  ...(unpublished as Record<UnpublishedType, JsonSchema>),
};
