/**
 * Errors of the library alone: what a test got wrong, said so that the test can be mended from the words.
 *
 * @module
 */
import { WallstashError } from '../errors';
import type { AttemptFailureCode } from '../sender/attempt-record';
import type { Delivery } from '../sender/deliver';
import type { RefusedFor } from './refusal';

/** What {@link DeliveryError} knows beside its message. */
interface FailedDelivery {
  readonly failure: AttemptFailureCode;
  readonly delivery: Delivery;
  readonly violations: readonly RefusedFor[];
}

/** A body was not delivered (`WST_DELIVERY`). The message has the last attempt's code, sentence and remedy. */
export class DeliveryError extends WallstashError implements FailedDelivery {
  override readonly name = 'DeliveryError';
  /** Code of the last attempt's failure; docs/errors.md has a section for each. */
  readonly failure: AttemptFailureCode;
  /** With all attempts. */
  readonly delivery: Delivery;
  /** For what a receiver of Wallstash refused it (422): the first few. */
  readonly violations: readonly RefusedFor[];

  constructor(
    message: string,
    { failure, delivery, violations }: FailedDelivery,
    options?: ErrorOptions,
  ) {
    super('WST_DELIVERY', message, options);
    this.failure = failure;
    this.delivery = delivery;
    this.violations = violations;
  }
}

/** A receiver was closed before `expect` had been awaited (`WST_EXPECTATION_OPEN`); `cause` shows where it was called. */
export class OpenExpectationError extends WallstashError {
  override readonly name = 'OpenExpectationError';

  constructor(words: readonly string[], cause: unknown) {
    const [first = '', ...more] = words;
    const others = more.length === 0 ? '' : ` (and of ${more.length} more)`;
    super(
      'WST_EXPECTATION_OPEN',
      `The receiver was closed, and nobody had awaited the outcome of expect: ${first}${others}. ` +
        'Write "await receiver.expect(…)", or await what it returned before the receiver is closed. ' +
        'If the test failed before it came to that, mend that failure first.',
      { cause },
    );
  }
}

/** The timers were replaced before the library was loaded (`WST_FALSE_TIME`): nothing would ever end. */
export class FalseTimeError extends WallstashError {
  override readonly name = 'FalseTimeError';

  constructor() {
    super(
      'WST_FALSE_TIME',
      'Cannot work on false timers, and the real ones were gone when wallstash was loaded: ' +
        'import wallstash before vi.useFakeTimers() is called, or fake the date alone: useFakeTimers({ toFake: ["Date"] }).',
    );
  }
}
