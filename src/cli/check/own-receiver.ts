/**
 * The receiver that `check` starts behind Logstash, where no `serve` is to be read.
 *
 * @module
 */
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import { memoryJournal } from '../../journal/memory/memory-journal';
import { listen } from '../../receiver/receiver';
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
    { certificate: { cert, key }, journal },
    { port: flags.listen, host: flags.listenHost, onViolation: 'accept', maxBody: MAX_BODY },
  );
  const { port, faults } = receiver;
  return {
    ...{ arrivals: journal, faults },
    notice: `Receives on https://localhost:${port}; Logstash must post there (or what is checked in its place) and trust ${caFile}.`,
    tell: () => undefined,
    async [Symbol.asyncDispose]() {
      await receiver.close();
      await journal.close();
    },
  };
}
