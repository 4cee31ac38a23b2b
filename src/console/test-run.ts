/**
 * *Test integration*: the test notifications, each in a request of its own, and what to mend.
 *
 * Each is an array of one even when NDJSON is chosen ("Test messages are always an array"), so a test run says nothing
 * about NDJSON. One attempt each: a person waits for the answer, and a retry would hide what the test is to show.
 * Nothing is stored, and it does not count towards automatic disabling.
 *
 * Source: `test-integration.md` and `webhook.md` of Wallarm's documentation (facts/wallarm.md section 4).
 *
 * @module
 */
import type { Notification } from '../notification/notification';
import { testNotifications, type TestOptions } from '../notification/test-notifications';
import type { Attempt, AttemptFailureCode } from '../sender/attempt-record';
import { encodeBody } from '../sender/body';
import { type Clock, systemClock } from '../sender/clock';
import type { DeliverySettings } from '../sender/settings';
import { attemptOnce } from './attempt-once';

/** What came of one test notification. */
export interface TestResult {
  readonly notificationType: string;
  readonly summary: string;
  /** What was sent, as it was sent: the one element of the body. */
  readonly notification: Notification;
  readonly attempt: Attempt;
}

/** Something to mend, and which notifications failed for it. */
export interface Remedy {
  readonly code: AttemptFailureCode;
  /** One sentence. */
  readonly message: string;
  readonly notificationTypes: readonly string[];
}

/** A test run as a whole. */
export interface TestRun {
  readonly results: readonly TestResult[];
  /** Every one was answered with a 2xx. */
  readonly passed: boolean;
  /** One sentence or two: how it went and what to do. */
  readonly verdict: string;
  /** Each different failure once, the most frequent first. */
  readonly remedies: readonly Remedy[];
}

/** How a test run is made. */
export interface TestRunOptions extends TestOptions {
  /** Called with each result as it comes. */
  readonly onResult?: ((result: TestResult) => void) | undefined;
  /** Ends the run; what was not sent is not in the results. */
  readonly signal?: AbortSignal | undefined;
  /** @default real time */
  readonly clock?: Clock;
}

/**
 * Sends the test notifications with these settings, one after the other.
 *
 * @throws InvalidOptionError, InvalidCertificateFileError for settings that cannot be used.
 */
export async function runTest(
  settings: DeliverySettings,
  { onResult, signal, clock = systemClock, ...era }: TestRunOptions = {},
): Promise<TestRun> {
  const notifications = testNotifications(era);
  // Arrays whatever the data format, so with an array's content type.
  const asArray = { ...settings, format: 'array' as const };
  const results: TestResult[] = [];
  for (const notification of notifications) {
    if (signal?.aborted === true) break;
    const body = encodeBody([notification], 'array');
    const result = {
      notificationType: notification.details.notification_type,
      summary: notification.summary,
      notification,
      attempt: await attemptOnce(asArray, body, { signal, clock }),
    };
    results.push(result);
    onResult?.(result);
  }
  return judge(results, notifications.length);
}

function judge(results: readonly TestResult[], wanted: number): TestRun {
  const remedies = remediesFor(results);
  const failed = results.filter(({ attempt: { failure } }) => failure !== null).length;
  const passed = failed === 0 && results.length === wanted;
  return {
    results,
    passed,
    verdict: verdictOn(results.length, wanted, failed, remedies),
    remedies,
  };
}

function verdictOn(
  sent: number,
  wanted: number,
  failed: number,
  remedies: readonly Remedy[],
): string {
  const [first, ...others] = remedies;
  const stopped = sent < wanted ? ` The run was stopped after ${sent} of ${wanted}.` : '';
  if (first === undefined) {
    if (sent < wanted) return `No failure so far.${stopped}`;
    return `All ${wanted} test notifications were accepted.`;
  }
  const count = failed === sent ? `All ${sent}` : `${failed} of ${sent}`;
  if (others.length === 0) {
    return `${count} test notifications failed for one reason. ${first.message}${stopped}`;
  }
  return `${count} test notifications failed, for ${remedies.length} reasons: see each.${stopped}`;
}

function remediesFor(results: readonly TestResult[]): readonly Remedy[] {
  const found = new Map<string, Remedy>();
  for (const { notificationType, attempt } of results) {
    if (attempt.failure === null) continue;
    const { code, message } = attempt.failure;
    const before = found.get(message)?.notificationTypes ?? [];
    found.set(message, { code, message, notificationTypes: [...before, notificationType] });
  }
  return [...found.values()].sort(
    (a, b) => b.notificationTypes.length - a.notificationTypes.length,
  );
}
