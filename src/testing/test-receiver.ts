/**
 * A receiver that a test started: where to send, what to expect, what goes wrong on purpose.
 *
 * @module
 */
import { setMaxListeners } from 'node:events';

import type { ReceivedNotification } from '../contract/candidate';
import type { Expectation } from '../contract/expectation';
import { describeExpectation } from '../contract/message';
import { expectNotifications, verifyNotifications } from '../contract/verify';
import { WallstashError } from '../errors';
import type { Journal } from '../journal/journal';
import type { ExpectedType } from '../notification/notification';
import type { ActiveFault, Fault, FaultSwitch } from '../receiver/faults/fault';
import type { RepeatedTrouble } from '../receiver/recent-troubles';
import type { RunningReceiver } from '../receiver/receiver';
import { AwaitedPromises } from './awaited';
import { OpenExpectationError } from './errors';

/** Milliseconds that `expect` waits for enough unless told: below the 5 s that runners give a test, so that its message is seen. */
const WITHIN = 2_000;

/** A fault that a test switched on; `acted` counts on. */
export interface TestFault extends ActiveFault {
  /** Switches it off, and lets go of what it holds. */
  clear(): void;
}

/** A receiver that a test started. */
export interface TestReceiver extends AsyncDisposable {
  /** Where to send: `https://localhost:`, the port, and the `path` that it was started with. */
  readonly url: string;
  readonly port: number;
  /** Certificate of its CA, PEM: the sender must trust it. */
  readonly ca: string;
  /** Everything that it answered. */
  readonly journal: Journal;
  /**
   * Waits until what is expected has arrived, at most 2 s unless `within` says otherwise, and resolves with it. Await
   * it: `close()` tells of one that nobody awaited.
   *
   * @throws VerificationError (`WST_VERIFICATION`) when it does not hold in time; its message tells the nearest misses.
   * @throws WallstashError (`WST_JOURNAL_CLOSED`) when the receiver is closed meanwhile.
   */
  expect<Type extends ExpectedType = undefined>(
    expectation: Expectation<Type>,
  ): Promise<readonly ReceivedNotification<Type>[]>;
  /** The same with what is there now; waits for nothing. */
  verify<Type extends ExpectedType = undefined>(
    expectation: Expectation<Type>,
  ): Promise<readonly ReceivedNotification<Type>[]>;
  /**
   * Lets something go wrong from now on: an answer, or the TLS handshake. Connections that are open stay so; a
   * handshake fault is met by new ones.
   *
   * @example
   * import { build, deliver, startReceiver } from 'wallstash';
   *
   * await using receiver = await startReceiver();
   * const busy = receiver.fault({ kind: 'status', status: 503, next: 1 });
   * const { attempts } = await deliver(receiver, [build('vuln')], { retries: 'wallarm', timeScale: 0 });
   * // busy.acted: 1, attempts.length: 2
   *
   * @throws InvalidOptionError (`WST_OPTION`) naming the field that cannot be used.
   */
  fault(fault: Fault): TestFault;
  /** The faults that are on. */
  readonly faults: FaultSwitch;
  /**
   * Finishes the answers under way and frees the port. Idempotent.
   *
   * @throws OpenExpectationError (`WST_EXPECTATION_OPEN`) when an `expect` or `verify` was never awaited; closed it is all the same.
   */
  close(): Promise<void>;
}

interface Parts {
  readonly running: RunningReceiver;
  readonly journal: Journal;
  readonly ca: string;
}

/** The receiver for tests around one that listens; its methods may be taken off it. */
export function testReceiver({ running, journal, ca }: Parts): TestReceiver {
  const { logstashField } = running.options;
  const options = {
    inspect: { logstashField },
    troubles: () => running.troubles.list().map(troubleWords),
  };
  const asked = new AwaitedPromises();
  const closing = new AbortController();
  // Any number may wait at a time: no leak for Node to warn of.
  setMaxListeners(0, closing.signal);
  let closed: Promise<void> | undefined;

  async function shutDown(): Promise<void> {
    closing.abort(closedWhileWaiting());
    await running.close();
    await journal.close();
  }
  async function close(): Promise<void> {
    // Before anything is ended by it: what is asked for later was not forgotten.
    const forgotten = asked.takeForgotten();
    await (closed ??= shutDown());
    const words = forgotten.map((one) => one.words());
    if (words.length > 0) throw new OpenExpectationError(words, forgotten[0]?.place);
  }
  const expectArrived: TestReceiver['expect'] = (expectation) =>
    asked.watch(
      () => {
        const waiting = { ...options, within: WITHIN, signal: closing.signal, unref: true };
        return expectNotifications(journal, expectation, waiting);
      },
      () => describeExpectation(expectation),
      expectArrived,
    );
  const verify: TestReceiver['verify'] = (expectation) =>
    asked.watch(
      () => verifyNotifications(journal, expectation, options),
      () => describeExpectation(expectation),
      verify,
    );
  return {
    url: `https://localhost:${running.port}${running.options.path ?? ''}`,
    port: running.port,
    ca,
    journal,
    expect: expectArrived,
    verify,
    faults: running.faults,
    fault(fault) {
      const active = running.faults.add(fault);
      const clear = (): void => void running.faults.clear(active.id);
      return Object.defineProperty(active, 'clear', { value: clear }) as TestFault;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function troubleWords({ message, times }: RepeatedTrouble): string {
  return times === 1 ? message : `${message} (${times} times)`;
}

function closedWhileWaiting(): WallstashError {
  return new WallstashError(
    'WST_JOURNAL_CLOSED',
    'Cannot wait for notifications: the receiver was closed. Await expect() before close().',
  );
}
