/**
 * The receiver behind Logstash that `check` reads: its own, or that of a running `serve`.
 *
 * @module
 */
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import type { Arrivals } from '../../check/arrivals';
import { connectReceiver, type RemoteReceiver } from '../../check/remote/remote-receiver';
import type { Faults } from '../../check/scenario';
import { memoryJournal } from '../../journal/memory/memory-journal';
import { listen } from '../../receiver/receiver';
import { openCertificates } from '../../tls/certificate-store';
import type { CheckFlags } from './check-flags';
import type { CommandDependencies } from '../command';
import { printable } from '../terminal';

/** Entries that the check's own receiver keeps: the check reads each as it comes. */
const KEPT = 100;
const MAX_BODY = 64 * 1024 * 1024;

/** A receiver, ready for what Logstash posts. */
export interface ReceiverBehind extends AsyncDisposable {
  readonly arrivals: Arrivals;
  readonly faults: Faults | undefined;
  /** Where what is checked must post, in a sentence. */
  readonly notice: string;
  /** Tells whoever watches how the check goes. */
  readonly tell: RemoteReceiver['tell'];
}

/** Starts or finds it. @throws PortInUseError, ListenError, CertificateFileError, ArrivalsError */
export async function receiverBehind(
  flags: CheckFlags,
  { cwd, err }: CommandDependencies,
): Promise<ReceiverBehind> {
  const { arrivesAt: url, consoleToken: token } = flags;
  if (url === undefined) return ownReceiver(flags, cwd);
  const remote = await connectReceiver({ url, token }, (sentence) =>
    err(`${printable(sentence)}\n`),
  );
  const notice = `Reads what arrives at ${remote.url}; Logstash must post to the receiver beside it (or what is checked in its place).`;
  return { ...remote, notice };
}

async function ownReceiver(flags: CheckFlags, cwd: string): Promise<ReceiverBehind> {
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
