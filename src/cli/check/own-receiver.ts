/**
 * The receiver that `check` starts behind Logstash, where no `serve` is to be read.
 *
 * @module
 */
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import { arrivalOfTrouble, type Arrivals } from '../../check/arrivals';
import type { Journal } from '../../journal/journal';
import { memoryJournal } from '../../journal/memory/memory-journal';
import { listen } from '../../receiver/receiver';
import type { Troubles } from '../../receiver/recent-troubles';
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
  const receiver = await listen(
    { certificate: { cert, key }, journal, portFlag: '--listen' },
    { port: flags.listen, host: flags.listenHost, onViolation: 'accept', maxBody: MAX_BODY },
  );
  const { port, faults, troubles } = receiver;
  return {
    ...{ arrivals: ownArrivals(journal, troubles), faults },
    notice: `Receives on https://localhost:${port}; Logstash must post there (or what is checked in its place) and trust ${caFile}.`,
    tell: () => undefined,
    async [Symbol.asyncDispose]() {
      await receiver.close();
      await journal.close();
    },
  };
}

/** What the journal takes, and the connections of which nothing came: a sender that does not trust this CA is one. */
function ownArrivals(journal: Journal, troubles: Troubles): Arrivals {
  return {
    subscribe(listener) {
      const ends = [
        journal.subscribe(listener),
        troubles.subscribe((trouble) => {
          // The journal's entry tells the same.
          if (trouble.entry === undefined) listener(arrivalOfTrouble(trouble));
        }),
      ];
      return () => ends.forEach((end) => end());
    },
  };
}
