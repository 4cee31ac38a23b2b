/**
 * The receiver for tests: on a free port, with a CA of its own and a journal in memory. It touches no file.
 *
 * Invariants: nothing of it keeps the process from ending but an `expect` or a `close` that is under way; nothing of it
 * ends in a rejection that nobody handles.
 *
 * @module
 */
import { memoryJournal } from '../journal/memory/memory-journal';
import type { JournalLimits } from '../journal/options';
import { isFalseTime } from '../real-time';
import type { ReceiverOptions } from '../receiver/options';
import { listen, type RunningReceiver } from '../receiver/receiver';
import { createAuthority, issueCertificate } from '../tls/authority';
import { loadEngines } from '../tls/engine';
import { type CloseAfter, closeWith } from './close-after';
import { FalseTimeError } from './errors';
import { testReceiver, type TestReceiver } from './test-receiver';

// A test file waits for its imports anyway; the first receiver is then up as fast as the next.
loadEngines();

/** Options of {@link startReceiver}: those of the receiver, and what its journal keeps. */
export interface TestReceiverOptions extends Omit<ReceiverOptions, 'port'>, JournalLimits {
  /** @default 0, which takes a free one */
  port?: number;
  /** Milliseconds that answers under way get when it closes. @default 1000 */
  gracePeriod?: number;
  /** Closes it by itself: a function of the runner that takes what is to be done afterwards (`onTestFinished`, `afterAll`), or the context that node:test and Vitest hand to a test. @default never */
  closeAfter?: CloseAfter;
  /** `true`: the process runs on for as long as it listens, as in a script that starts it for another program. @default false */
  keepProcess?: boolean;
}

/** The certificate's names; `::1` for clients to whom `localhost` is that. */
const NAMES = ['localhost', '127.0.0.1', '::1'];
const GRACE_PERIOD = 1_000;

/**
 * Starts a receiver; `await using`, `closeAfter` or `close()` ends it. One that nobody closes does not keep the process
 * from ending.
 *
 * @example
 * import { build, deliver, startReceiver } from 'wallstash';
 *
 * await using receiver = await startReceiver();
 * await deliver(receiver, [build('new_hits')]); // your code does this
 * const [hit] = await receiver.expect({ type: 'new_hits', where: { details: { cloud: 'EU' } }, exactly: 1 });
 * // hit.payload.details.hit.host
 *
 * @throws InvalidOptionError, PortInUseError, ListenError
 */
export function startReceiver(options: TestReceiverOptions = {}): Promise<TestReceiver> {
  const { closeAfter, ...rest } = options;
  const starting = start(rest);
  // At once, not after the start: Jest takes no hook once its tests have begun.
  if (closeAfter !== undefined) closeWith(closeAfter, starting);
  return starting;
}

async function start(options: TestReceiverOptions): Promise<TestReceiver> {
  if (isFalseTime()) throw new FalseTimeError();
  const { keep, keepBytes, keepProcess = false, ...receiverOptions } = options;
  const limits = {
    ...(keep !== undefined && { keep }),
    ...(keepBytes !== undefined && { keepBytes }),
  };
  const journal = memoryJournal(limits);
  const authority = await createAuthority();
  const { chain, key } = await issueCertificate(authority, { names: NAMES, purpose: 'server' });
  const running: RunningReceiver = await listen(
    { certificate: { cert: chain, key }, authority, journal },
    { port: 0, gracePeriod: GRACE_PERIOD, ...receiverOptions },
  );
  if (!keepProcess) running.unref();
  return testReceiver({ running, journal, ca: authority.cert });
}
