/**
 * The options of a check, their defaults and their check.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';

import { InvalidOptionError } from '../errors';
import type { DeliverySettings } from '../sender/settings';
import type { Arrivals } from './arrivals';
import type { CheckResult, ScenarioResult } from './result';
import type { Abilities, Scenario } from './scenario';
import { SCENARIOS } from './scenarios/all';
import { RETRY_TIME_SCALE } from './sending';

/** How a run goes, as it goes. */
export interface Progress {
  /** Of the scenario that is running. */
  readonly scenario: string;
  readonly sent: number;
  readonly arrived: number;
}

/** What to check, and how. */
export interface CheckOptions {
  /** Logstash: where to send, and how. */
  readonly through: DeliverySettings;
  /** What arrives at the receiver behind Logstash. */
  readonly arrivals: Arrivals;
  /** What can be done to receiver and Logstash; scenarios that need more are skipped. @default nothing */
  readonly abilities?: Abilities;
  /** Dotted path under which Logstash's events carry the notification. @default 'wallarm' */
  readonly notificationAt?: string | undefined;
  /** Only these scenarios. @default all */
  readonly only?: readonly string[] | undefined;
  /** Not these. @default none */
  readonly skip?: readonly string[] | undefined;
  /** The same seed sends the same content, but for the run's mark. @default '1' */
  readonly seed?: string | undefined;
  /** Bodies per second. @default as fast as they go */
  readonly rate?: number | undefined;
  /** Milliseconds for which nothing may answer at the start: what is checked may still be starting. @default 0 */
  readonly wait?: number | undefined;
  /** Milliseconds for which Logstash may be away after its restart. @default 300000 */
  readonly restartWait?: number | undefined;
  /** Milliseconds without an arrival after which a scenario waits no longer. @default 60000 */
  readonly timeout?: number | undefined;
  /** Milliseconds without arrivals, after all scenarios, in which duplicates may still come. @default 1000 */
  readonly settle?: number | undefined;
  /** Milliseconds that `slow-receiver` holds its answers. @default 16000, a second more than Wallarm waits */
  readonly slowness?: number | undefined;
  /** Notifications in `burst`. @default 10000 */
  readonly burst?: number | undefined;
  /** Multiplies the waits of Wallarm's retry cycles. @default 0.05 */
  readonly retryTimeScale?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called while a scenario waits. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Called after each scenario; findings may still grow until the end of the run. */
  readonly onScenario?: ((result: ScenarioResult) => void) | undefined;
  /** Called before the first scenario, after each, and every five seconds: all that is known so far, and the ids of those to come. */
  readonly onInterim?: ((soFar: CheckResult, toCome: readonly string[]) => void) | undefined;
  /** Unix milliseconds. @default Date.now */
  readonly now?: () => number;
}

/** The one place where the defaults are written. */
export const CHECK_DEFAULTS = {
  notificationAt: 'wallarm',
  seed: '1',
  wait: 0,
  restartWait: 300_000,
  timeout: 60_000,
  settle: 1_000,
  slowness: 16_000,
  burst: 10_000,
  retryTimeScale: RETRY_TIME_SCALE,
} as const;

/** A name for a run that no other run has. */
export function newRun(): string {
  return randomBytes(4).toString('hex');
}

/** The scenarios of a run, in their order. @throws InvalidOptionError for a name that none has */
export function chosenScenarios({
  only,
  skip = [],
}: Pick<CheckOptions, 'only' | 'skip'>): readonly Scenario[] {
  requireKnown('--only', only ?? []);
  requireKnown('--skip', skip);
  const chosen = SCENARIOS.filter(
    ({ id }) => (only === undefined || only.includes(id)) && !skip.includes(id),
  );
  if (chosen.length > 0) return chosen;
  throw new InvalidOptionError('--skip', skip.join(','), 'to leave at least one scenario');
}

function requireKnown(option: string, ids: readonly string[]): void {
  const known = SCENARIOS.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new InvalidOptionError(option, unknown, `one of ${known.join(', ')}`);
  }
}
