/**
 * Closing a receiver when the test is over, with what the runners have for that.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';

/** Takes what is to be done when a test, or all of them, are over. */
type Register = (close: () => Promise<void>) => unknown;

/** A runner's own function, or the context of a test: node:test's has `after`, Vitest's `onTestFinished`. */
export type CloseAfter =
  Register | { readonly after: Register } | { readonly onTestFinished: Register };

/** Something that is being started. */
type Starting = Promise<{ close(): Promise<void> }>;

/** Registers the end of what is being started. @throws InvalidOptionError when it is none of those */
export function closeWith(closeAfter: CloseAfter, starting: Starting): void {
  const close = async (): Promise<void> => {
    // Whoever started it hears that it could not.
    const started = await starting.catch(() => undefined);
    await started?.close();
  };
  if (typeof closeAfter === 'function') closeAfter(close);
  else if ('onTestFinished' in closeAfter) closeAfter.onTestFinished(close);
  else if ('after' in closeAfter) closeAfter.after(close);
  else {
    const expected = 'onTestFinished, afterAll, or the context of a test';
    throw new InvalidOptionError('closeAfter', typeof closeAfter, expected);
  }
}
