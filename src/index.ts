/**
 * The public API of Wallstash: every name that the package promises, and nothing else.
 *
 * @module
 */
export { ERROR_CODES, InvalidOptionError, WallstashError, type ErrorCode } from './errors';
export { build } from './notification/build';
export { fingerprint } from './notification/fingerprint';
export { inspectBody } from './notification/inspect-body';
export type {
  BodyInspection,
  Carrier,
  Era,
  Finding,
  Findings,
  NotificationFindings,
  NotificationInspection,
} from './notification/inspection';
export { testNotifications } from './notification/test-notifications';
