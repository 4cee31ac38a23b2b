/**
 * The types of what the API takes and answers, for its browser client. Types only: nothing of the server gets bundled.
 *
 * @module
 */
import type { Static } from '@sinclair/typebox';

import type * as attempts from './schemas/attempt';
import type * as checks from './schemas/check';
import type * as deliveries from './schemas/delivery';
import type * as eventTypes from './schemas/event-type';
import type * as faults from './schemas/fault';
import type * as health from './schemas/integration-health';
import type * as integrations from './schemas/integration';
import type * as kinds from './schemas/kinds';
import type * as replays from './schemas/replay';
import type * as search from './schemas/search';
import type * as same from './schemas/same-notification';
import type * as sends from './schemas/send';
import type * as settings from './schemas/settings';
import type * as troubles from './schemas/trouble';
import type * as verification from './schemas/verification';

export type Attempt = Static<typeof attempts.Attempt>;
export type AttemptList = Static<typeof attempts.AttemptList>;
export type ConsoleDelivery = Static<typeof attempts.ConsoleDelivery>;
export type RaisedEvents = Static<typeof attempts.RaisedEvents>;
export type Cleared = Static<typeof deliveries.Cleared>;
export type Check = Static<typeof checks.Check>;
export type CheckList = Static<typeof checks.CheckList>;
export type CheckSummary = Static<typeof checks.CheckSummary>;
export type Delivery = Static<typeof deliveries.Delivery>;
export type DeliveryPage = Static<typeof deliveries.DeliveryPage>;
export type DeliverySummary = Static<typeof deliveries.DeliverySummary>;
export type Imported = Static<typeof deliveries.Imported>;
export type Finding = Static<typeof deliveries.Finding>;
export type SchemaList = Static<typeof deliveries.SchemaList>;
export type Validation = Static<typeof deliveries.Validation>;
export type SearchFields = Static<typeof search.SearchFields>;
export type Timeline = Static<typeof search.Timeline>;
export type EventTypeList = Static<typeof eventTypes.EventTypeList>;
export type ActiveFault = Static<typeof faults.ActiveFault>;
export type Fault = Static<typeof faults.Fault>;
export type FaultList = Static<typeof faults.FaultList>;
export type Integration = Static<typeof integrations.Integration>;
export type IntegrationChange = Static<typeof integrations.IntegrationChange>;
export type IntegrationHealth = Static<typeof health.IntegrationHealth>;
export type IntegrationHealthList = Static<typeof health.IntegrationHealthList>;
export type IntegrationList = Static<typeof integrations.IntegrationList>;
export type IntegrationRequest = Static<typeof integrations.IntegrationRequest>;
export type Replay = Static<typeof integrations.Replay>;
export type ReplayRequest = Static<typeof integrations.ReplayRequest>;
export type TriggerList = Static<typeof integrations.TriggerList>;
export type SameNotification = Static<typeof same.SameNotification>;
export type TestResult = Static<typeof integrations.TestResult>;
export type TestRun = Static<typeof integrations.TestRun>;
export type { BesideReceiver } from './dependencies';
export type Problem = Static<typeof kinds.Problem>;
export type ReplayList = Static<typeof replays.ReplayList>;
export type ReplayMany = Static<typeof replays.ReplayMany>;
export type ReplayManyRequest = Static<typeof replays.ReplayManyRequest>;
export type Send = Static<typeof sends.Send>;
export type SendList = Static<typeof sends.SendList>;
export type SendRequest = Static<typeof sends.SendRequest>;
export type Settings = Static<typeof settings.Settings>;
export type RepeatedTrouble = Static<typeof troubles.RepeatedTrouble>;
export type TroubleList = Static<typeof troubles.TroubleList>;
export type Verification = Static<typeof verification.Verification>;

export type { JsonSchema } from '../notification/schemas/json-schema';

/** The data of a `test-result` event on the live stream. */
export interface LiveTestResult {
  readonly integrationId: string;
  readonly result: TestResult;
}
