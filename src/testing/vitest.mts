/**
 * `wallstash/vitest`: puts the matchers into Vitest's `expect` when it is imported, and into its types, which are those
 * of Vitest 5.
 *
 * @module
 */
import { expect } from 'vitest';

import { toBeNotification, toHaveReceived, type NotificationMatchers } from './matchers.js';

export {
  toBeNotification,
  toHaveReceived,
  type ExpectingReceiver,
  type MatcherContext,
  type MatcherResult,
  type NotificationMatchers,
} from './matchers.js';

expect.extend({ toBeNotification, toHaveReceived });

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- the parameters must be the same
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends NotificationMatchers<R> {}
}
