/**
 * Matchers for the `expect` of Jest, Vitest and whoever has their `expect.extend`.
 *
 * Imports nothing of a runner: what it needs at run time comes in with `this`. `jest.ts` and `vitest.mts` put them into
 * those runners' `expect`, and into its types.
 *
 * @module
 */
import type { ReceivedNotification } from '../contract/candidate';
import { VerificationError } from '../contract/errors';
import type { Expectation } from '../contract/expectation';
import { inspectBody } from '../notification/inspect-body';
import type { BodyInspection } from '../notification/inspection';
import type { NotificationType } from '../notification/notification-type';

/** What `this` must bring: Jest's and Vitest's matcher context both do. */
export interface MatcherContext {
  readonly isNot?: boolean;
  readonly utils: {
    matcherHint(name: string, received?: string, expected?: string, options?: object): string;
    printExpected(value: unknown): string;
    printReceived(value: unknown): string;
  };
}

/** What a matcher finds. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What `toHaveReceived` is asked of: a receiver from `startReceiver`. */
export interface ExpectingReceiver {
  expect(expectation: Expectation): Promise<readonly ReceivedNotification[]>;
}

/**
 * Whether a value (an object, or a body as text or bytes) is one notification that honours its schema, of this type if
 * one is given.
 *
 * @example
 * import { build } from 'wallstash';
 * import 'wallstash/jest'; // or wallstash/vitest
 *
 * expect(build('new_hits')).toBeNotification('new_hits');
 * expect({ summary: 'Hello', details: {} }).not.toBeNotification();
 */
export function toBeNotification(
  this: MatcherContext,
  received: unknown,
  type?: NotificationType,
): MatcherResult {
  const { isNot = false, utils } = this;
  const inspection = inspectBody(bytesOf(received));
  const [first] = inspection.notifications;
  const faults = faultsOf(inspection);
  const found = first?.type ?? null;
  const pass = faults.length === 0 && (type === undefined || found === type);
  const argument = type === undefined ? '' : 'type';
  const hint = utils.matcherHint('toBeNotification', 'received', argument, { isNot });
  const message = (): string => {
    const wanted = type ?? 'a notification that honours its schema';
    const kind = pass || found !== type ? [`Received type: ${utils.printReceived(found)}`] : [];
    const expected = `Expected: ${isNot ? 'not ' : ''}${utils.printExpected(wanted)}`;
    return [hint, '', expected, ...kind, ...faults].join('\n');
  };
  return { pass, message };
}

/**
 * Whether a receiver has received, or receives in time, what is expected. Await it.
 *
 * With `.not` and no count, the same as `never`: it passes after a quiet time (`quietFor`) without a match. When
 * retention dropped what could decide it, it fails either way.
 *
 * @example
 * import { build, deliver, startReceiver } from 'wallstash';
 * import 'wallstash/jest'; // or wallstash/vitest
 *
 * await using receiver = await startReceiver();
 * await deliver(receiver, [build('new_hits')]); // your code does this
 * await expect(receiver).toHaveReceived({ type: 'new_hits', exactly: 1 });
 * await expect(receiver).not.toHaveReceived({ type: 'vuln' });
 */
export async function toHaveReceived(
  this: MatcherContext,
  receiver: ExpectingReceiver,
  expectation: Expectation,
): Promise<MatcherResult> {
  const { isNot = false, utils } = this;
  const hint = utils.matcherHint('toHaveReceived', 'receiver', 'expectation', { isNot });
  const turned = isNot && !hasCount(expectation);
  try {
    const matched = await receiver.expect(turned ? { ...expectation, never: true } : expectation);
    const places = matched.map(({ entry, pointer }) => `entry ${Number(entry)} at ${pointer}`);
    const came = places.length === 0 ? 'nothing' : places.slice(0, 5).join(', ');
    const expected = `Expected: not ${utils.printExpected(expectation)}`;
    const text = [hint, '', expected, `Received: ${matched.length} (${came})`].join('\n');
    return { pass: !turned, message: () => text };
  } catch (error) {
    if (!(error instanceof VerificationError) || error.code !== 'WST_VERIFICATION') throw error;
    return { pass: turned, message: () => `${hint}\n\n${error.message}` };
  }
}

function hasCount({
  exactly,
  atLeast,
  atMost,
  never,
  noViolations,
  inOrder,
}: Expectation): boolean {
  return [exactly, atLeast, atMost, never, noViolations, inOrder].some(
    (value) => value !== undefined,
  );
}

function bytesOf(received: unknown): Buffer {
  if (Buffer.isBuffer(received)) return received;
  if (typeof received === 'string') return Buffer.from(received);
  try {
    // `undefined` and functions have no JSON, whatever the type says.
    const json = JSON.stringify(received) as string | undefined;
    return Buffer.from(json ?? '');
  } catch {
    // A cycle, a BigInt, or deeper than this line of Node writes: no notification.
    return Buffer.alloc(0);
  }
}

/** Why a body is not one good notification, a line each. */
function faultsOf({ violations, notifications }: BodyInspection): readonly string[] {
  const all = [...violations, ...notifications.flatMap((one) => one.violations)];
  if (all.length === 0 && notifications.length !== 1) {
    return [`It holds ${notifications.length} notifications, not one.`];
  }
  return all.map(
    ({ pointer, message }) => `${pointer === '' ? '(the value)' : pointer}: ${message}`,
  );
}

/** The matchers, as `expect` offers them: to be added to the types of an `expect` that is not Jest's. */
export interface NotificationMatchers<R> {
  /** One notification that honours its schema, of this type if one is given. */
  toBeNotification(type?: NotificationType): R;
  /** A receiver has received this, or receives it in time. Await it. */
  toHaveReceived(expectation: Expectation): Promise<R>;
}
