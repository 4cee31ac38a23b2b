/// <reference types="node" preserve="true" />
/**
 * The public API of Wallstash: every name that the package promises, and nothing else.
 *
 * @module
 */
export type { Console, ConsoleOptions } from './console/console';
export { startConsole } from './console/start-console';
export type { ReceivedNotification } from './contract/candidate';
export { VerificationError } from './contract/errors';
export type { Expectation } from './contract/expectation';
export type { NotificationMatch } from './contract/notification-match';
export { explainMismatch, type Mismatch } from './contract/mismatch';
export type { InvalidArrival, NearMiss } from './contract/near-miss';
export { absent, any, between, matching, oneOf, type ValueMatcher } from './contract/value-matcher';
export { ERROR_CODES, InvalidOptionError, WallstashError, type ErrorCode } from './errors';
export type { JournalEntry } from './journal/entry';
export type { Journal } from './journal/journal';
export { build, type BuildOptions } from './notification/build';
export { fingerprint } from './notification/fingerprint';
export { inspectBody } from './notification/inspect-body';
export type { InspectOptions } from './notification/inspect-options';
export type {
  BodyInspection,
  Carrier,
  Era,
  Finding,
  Findings,
  NotificationFindings,
  NotificationInspection,
} from './notification/inspection';
export { isValid, type ValidityOptions } from './notification/is-valid';
export type { NotificationType } from './notification/notification-type';
export { testNotifications, type TestOptions } from './notification/test-notifications';
export type {
  ActiveFault,
  Fault,
  FaultScope,
  FaultSwitch,
  HandshakeFault,
  RequestFault,
  Span,
} from './receiver/faults/fault';
export type { Attempt } from './sender/attempt-record';
export type { Delivery } from './sender/deliver';
export type { SendAllOptions } from './sender/run';
export type { SendSummary } from './sender/send-summary';
export type { Sender } from './sender/sender';
export type { DeliverySettings } from './sender/settings';
export { createSender, type SenderSettings } from './testing/create-sender';
export { deliver, type DeliverOptions } from './testing/deliver';
export { DeliveryError, FalseTimeError, OpenExpectationError } from './testing/errors';
export { startReceiver, type TestReceiverOptions } from './testing/start-receiver';
export type { TestFault, TestReceiver } from './testing/test-receiver';
