/**
 * `wallstash/jest`: puts the matchers into Jest's `expect` when it is imported, and into its types: the global `expect`
 * and that of `@jest/globals`. Bun's runner, which offers `@jest/globals` as well, gets the matchers too.
 *
 * Elsewhere it only offers them, for an `expect.extend` of another make.
 *
 * @module
 */
import { toBeNotification, toHaveReceived, type NotificationMatchers } from './matchers';

export { toBeNotification, toHaveReceived } from './matchers';
export type {
  ExpectingReceiver,
  MatcherContext,
  MatcherResult,
  NotificationMatchers,
} from './matchers';

/** As much of an `expect` as is needed. */
interface Extensible {
  extend?(matchers: object): void;
}

expectOfRunner()?.extend?.({ toBeNotification, toHaveReceived });

/** Jest answers this `require` itself, with `injectGlobals: false` as well. */
function expectOfRunner(): Extensible | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- there is none outside of these runners
    return (require('@jest/globals') as { readonly expect?: Extensible }).expect;
  } catch {
    return undefined;
  }
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- where @types/jest keeps its matchers
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- the parameters must be the same
    interface Matchers<R, T = {}> extends NotificationMatchers<R> {}
  }
}

/** For `import { expect } from '@jest/globals'`, whose matchers are those of Jest's package `expect`. */
declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- the parameters must be the same
  interface Matchers<R extends void | Promise<void>, T = unknown> extends NotificationMatchers<R> {}
}
