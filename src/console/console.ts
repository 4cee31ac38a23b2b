/**
 * What one can do with a console: its types alone.
 *
 * @module
 */
import type { NotificationType } from '../notification/notification-type';
import type { TestOptions } from '../notification/test-notifications';
import type { Attempt } from '../sender/attempt-record';
import type { Clock } from '../sender/clock';
import type { AttemptQuery } from './attempt-history';
import type { AttemptOnceOptions } from './attempt-once';
import type { AttemptRecord, ConsoleDelivery } from './delivery';
import type { IntegrationView } from './describe-integration';
import type { IntegrationChanges, IntegrationSettings } from './integration';
import type { ConsoleAccount } from './system-events';
import type { PreparedSend } from './send-many';
import type { TestResult, TestRun } from './test-run';
import type { KeptIntegrationView, TriggerView } from './wallarm-account';

/** How a console is opened. */
export interface ConsoleOptions {
  /** Where it keeps its files; made when it is not there. */
  readonly directory: string;
  /** Who runs it, for the message to another process that wants it. @default 'another Wallstash' */
  readonly owner?: string;
  /** URL of the HTTP API that offers this console, as soon as there is one; told to the other process. @default none */
  readonly api?: () => string | undefined;
  /** Multiplies the waits of the retry cycles and the window of automatic disabling, 0 to 100. @default 1 */
  readonly timeScale?: number;
  /** Send the number of requests each full hour. @default false */
  readonly hourlyCounts?: boolean;
  /** Deliver nothing: what waits stays, and what is raised waits for the next start. @default false */
  readonly paused?: boolean;
  /** Whom notifications that the console makes are about. @default TestCompany in EU */
  readonly account?: ConsoleAccount;
  /** @default real time */
  readonly clock?: Clock;
}

/** What to raise: a type, of which one is built, or notifications as they are. */
export type RaisedEvent = NotificationType | object | readonly object[];

/** How an event is raised. */
export interface RaiseOptions {
  /** Ids or names of the integrations that a trigger names, for a trigger's message; refused for any other. @default those that enabled triggers name */
  readonly to?: readonly string[];
}

/** What is tested: a stored integration by id or name, or settings that are not stored yet. */
export type TestTarget = string | IntegrationSettings;

/** How a test run of the console is made. */
export interface ConsoleTestOptions extends TestOptions {
  /** Applied to the stored integration for this run only, as in the Console's edit dialog. */
  readonly changes?: IntegrationChanges;
  readonly onResult?: ((result: TestResult) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Something that happened in the console. */
export type ConsoleEvent =
  | { readonly kind: 'integration'; readonly integration: IntegrationView }
  | { readonly kind: 'deleted'; readonly id: string }
  /** A delivery is new, or its integration was disabled or enabled. */
  | { readonly kind: 'delivery'; readonly delivery: ConsoleDelivery }
  | ({ readonly kind: 'attempt' } & AttemptRecord)
  /** The disk failed; nothing is lost, but a restart may send something again. */
  | { readonly kind: 'trouble'; readonly message: string };

/**
 * Integrations and events. An integration is named by its id, or by its name when no other has it.
 *
 * Every method that changes something is durable when it resolves. They reject with InvalidOptionError for settings
 * that cannot be used, IntegrationNotFoundError, ConsoleWriteError when the disk does not take it, ConsoleClosedError.
 */
export interface Console extends AsyncDisposable {
  create(settings: IntegrationSettings): Promise<IntegrationView>;
  /** In order of creation. */
  list(): readonly IntegrationView[];
  get(reference: string): IntegrationView;
  /** Integrations of kinds other than the webhook, made by Wallarm's API: kept, never sent. In order of creation. */
  kept(): readonly KeptIntegrationView[];
  /** Made by Wallarm's API; in order of creation. */
  triggers(): readonly TriggerView[];
  /** Changes the settings given. A header without a value keeps the one it has. @throws SecretsWantedError when that one was given for another receiver */
  update(reference: string, changes: IntegrationChanges): Promise<IntegrationView>;
  /** What waits for it goes on. */
  enable(reference: string): Promise<IntegrationView>;
  /** It receives nothing any more, not even this news; what waits for it is held. The others that listen to system events are told. */
  disable(reference: string): Promise<IntegrationView>;
  /** Cannot be undone: what waits for it is dropped, and stays listed so. The others that listen to system events are told. */
  delete(reference: string): Promise<void>;
  /** *Test integration*; nothing of it is stored. */
  test(target: TestTarget, options?: ConsoleTestOptions): Promise<TestRun>;
  /**
   * Sends a body to an integration once, as it is, enabled or not, with its headers, CA and timeouts. Nothing of it is
   * stored, and it does not count towards automatic disabling.
   */
  replay(
    reference: string,
    body: Buffer,
    options?: Pick<AttemptOnceOptions, 'signal'>,
  ): Promise<Attempt>;
  /**
   * Makes ready to send bodies to an integration as they are, enabled or not, one attempt each. Nothing of it is stored,
   * and it does not count towards automatic disabling.
   */
  prepareSend(reference: string, changes?: Pick<IntegrationChanges, 'method'>): PreparedSend;
  /**
   * Delivers to each enabled integration that ticked the event type and to no other. Resolves when the deliveries are
   * on disk, before their first attempt. Hits raised together share a body; anything else has one of its own.
   *
   * @throws UnknownNotificationTypeError, OutboxFullError
   */
  raise(event: RaisedEvent, options?: RaiseOptions): Promise<readonly ConsoleDelivery[]>;
  /** The newest that are over or were dropped, and all that wait; in order of creation. */
  deliveries(): readonly ConsoleDelivery[];
  /** The newest attempts first; the newest 2,000 are there. Automatic ones only, not those of test runs. */
  attempts(query?: AttemptQuery): readonly AttemptRecord[];
  /** Resolves when no attempt is under way or due: each delivery is over, is held, or waits for its retry. */
  settled(): Promise<void>;
  /** Calls the listener with everything that happens from now on; the function returned ends it. */
  subscribe(listener: (event: ConsoleEvent) => void): () => void;
  /** Ends attempts under way; deliveries stay in the outbox. */
  close(): Promise<void>;
}
