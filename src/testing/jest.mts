/**
 * `wallstash/jest` for `import`: the same names and no others, so that `expect.extend(await import('wallstash/jest'))`
 * finds matchers alone.
 *
 * @module
 */
export {
  toBeNotification,
  toHaveReceived,
  type ExpectingReceiver,
  type MatcherContext,
  type MatcherResult,
  type NotificationMatchers,
} from './jest.js';
