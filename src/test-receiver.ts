/**
 * The receiver for tests: on a free port, with a CA of its own and a journal in memory. It touches no file.
 *
 * @module
 */
import { setMaxListeners } from 'node:events';

import type { ReceivedNotification } from './contract/candidate';
import type { Expectation } from './contract/expectation';
import { expectNotifications, verifyNotifications } from './contract/verify';
import { WallstashError } from './errors';
import type { Journal } from './journal/journal';
import { memoryJournal } from './journal/memory-journal';
import type { JournalLimits } from './journal/options';
import type { ReceiverOptions } from './receiver/options';
import type { ActiveFault, Fault, FaultSwitch } from './receiver/faults/fault';
import { listen } from './receiver/receiver';
import { createAuthority, issueCertificate } from './tls/authority';
import { loadEngines } from './tls/engine';

// A test file waits for its imports anyway; the first receiver is then up as fast as the next.
loadEngines();

/** Options of {@link startReceiver}: those of the receiver, and what its journal keeps. */
export interface TestReceiverOptions extends Omit<ReceiverOptions, 'port'>, JournalLimits {
  /** @default 0, which takes a free one */
  port?: number;
}

/** A fault that a test switched on; `acted` counts on. */
export interface TestFault extends ActiveFault {
  /** Switches it off, and lets go of what it holds. */
  clear(): void;
}

/** A receiver that a test started. */
export interface TestReceiver extends AsyncDisposable {
  /** Where to send: `https://localhost:` and the port. */
  readonly url: string;
  readonly port: number;
  /** Certificate of its CA, PEM: the sender must trust it. */
  readonly ca: string;
  /** Everything that it answered. */
  readonly journal: Journal;
  /**
   * Waits until what is expected has arrived, and resolves with it.
   *
   * @throws VerificationError (`WST_VERIFICATION`) when it does not hold in time; its message tells the nearest misses.
   * @throws WallstashError (`WST_JOURNAL_CLOSED`) when the receiver is closed meanwhile.
   */
  expect(expectation: Expectation): Promise<readonly ReceivedNotification[]>;
  /** The same with what is there now; waits for nothing. */
  verify(expectation: Expectation): Promise<readonly ReceivedNotification[]>;
  /**
   * Lets something go wrong from now on: an answer, or the TLS handshake. Connections that are open stay so; a
   * handshake fault is met by new ones.
   *
   * @example
   * import { build, deliver, startReceiver } from 'wallstash';
   *
   * const receiver = await startReceiver();
   * const { url, ca } = receiver;
   * const busy = receiver.fault({ kind: 'status', status: 503, next: 1 });
   * const { outcome, attempts } = await deliver({ url, ca }, [build('vuln')], { timeScale: 0 });
   * // busy.acted: 1, attempts.length: 2, outcome: 'delivered'
   * await receiver.close();
   *
   * @throws InvalidOptionError (`WST_OPTION`) naming the field that cannot be used.
   */
  fault(fault: Fault): TestFault;
  /** The faults that are on. */
  readonly faults: FaultSwitch;
  /** Finishes the answers under way and frees the port. Idempotent. */
  close(): Promise<void>;
}

/** The certificate's names; `::1` for clients to whom `localhost` is that. */
const NAMES = ['localhost', '127.0.0.1', '::1'];

/**
 * Starts a receiver; `await using` or `close()` ends it.
 *
 * @example
 * import { build, deliver, startReceiver } from 'wallstash';
 *
 * const receiver = await startReceiver();
 * const { url, ca } = receiver;
 * await deliver({ url, ca }, [build('new_hits')]); // your code does this
 * await receiver.expect({ type: 'new_hits', where: { details: { cloud: 'EU' } }, exactly: 1 });
 * await receiver.close();
 *
 * @throws InvalidOptionError, PortInUseError, ListenError
 */
export async function startReceiver(options: TestReceiverOptions = {}): Promise<TestReceiver> {
  const { keep, keepBytes, ...receiverOptions } = options;
  const limits = {
    ...(keep !== undefined && { keep }),
    ...(keepBytes !== undefined && { keepBytes }),
  };
  const journal = memoryJournal(limits);
  const authority = await createAuthority();
  const { chain, key } = await issueCertificate(authority, { names: NAMES, purpose: 'server' });
  const running = await listen(
    { certificate: { cert: chain, key }, authority, journal },
    { port: 0, ...receiverOptions },
  );
  const closing = new AbortController();
  // Any number may wait at a time: no leak for Node to warn of.
  setMaxListeners(0, closing.signal);
  const inspect = { logstashField: running.options.logstashField };
  const close = async (): Promise<void> => {
    closing.abort(closedWhileWaiting());
    await running.close();
    await journal.close();
  };
  return {
    url: `https://localhost:${running.port}`,
    port: running.port,
    ca: authority.cert,
    journal,
    expect: (expectation) =>
      expectNotifications(journal, expectation, { signal: closing.signal, inspect }),
    verify: (expectation) => verifyNotifications(journal, expectation, { inspect }),
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

function closedWhileWaiting(): WallstashError {
  return new WallstashError(
    'WST_JOURNAL_CLOSED',
    'Cannot wait for notifications: the receiver was closed. Await expect() before close().',
  );
}
