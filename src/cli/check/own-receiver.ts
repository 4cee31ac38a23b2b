/**
 * The receiver that `check` starts behind Logstash, where no `serve` is to be read.
 *
 * @module
 */
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import type { Arrival, Arrivals } from '../../check/arrivals';
import type { Journal } from '../../journal/journal';
import { memoryJournal } from '../../journal/memory/memory-journal';
import { listen } from '../../receiver/receiver';
import type { Trouble } from '../../receiver/trouble';
import { openCertificates } from '../../tls/certificate-store';
import type { CheckFlags } from './check-flags';
import type { ReceiverBehind } from './receiver-behind';

/** Entries that it keeps: the check reads each as it comes. */
const KEPT = 100;
const MAX_BODY = 64 * 1024 * 1024;

/** Starts it. @throws PortInUseError, ListenError, CertificateFileError */
export async function ownReceiver(flags: CheckFlags, cwd: string): Promise<ReceiverBehind> {
  const { caFile, cert, key } = await openCertificates({
    directory: resolve(cwd, flags.certsDirectory),
    hostNames: flags.hostName,
    machineName: hostname(),
  });
  const journal = memoryJournal({ keep: KEPT });
  const arrivals = new OwnArrivals(journal);
  const receiver = await listen(
    { certificate: { cert, key }, journal, onTrouble: (trouble) => arrivals.fail(trouble) },
    { port: flags.listen, host: flags.listenHost, onViolation: 'accept', maxBody: MAX_BODY },
  );
  const { port, faults } = receiver;
  return {
    ...{ arrivals, faults },
    notice: `Receives on https://localhost:${port}; Logstash must post there (or what is checked in its place) and trust ${caFile}.`,
    tell: () => undefined,
    async [Symbol.asyncDispose]() {
      await receiver.close();
      await journal.close();
    },
  };
}

/** What the journal takes, and the connections of which nothing came: a sender that does not trust this CA is one. */
class OwnArrivals implements Arrivals {
  readonly #journal: Journal;
  readonly #listeners = new Set<(arrival: Arrival) => void>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  subscribe(listener: (arrival: Arrival) => void): () => void {
    const unsubscribe = this.#journal.subscribe(listener);
    this.#listeners.add(listener);
    return () => {
      unsubscribe();
      this.#listeners.delete(listener);
    };
  }

  fail({ message, entry }: Trouble): void {
    if (entry !== undefined) return; // The journal tells of it.
    const arrival = { receivedAt: Date.now(), body: '', answer: { status: 0, reason: message } };
    for (const listener of this.#listeners) listener(arrival);
  }
}
