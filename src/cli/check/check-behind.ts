/**
 * The receiver behind Logstash that `check` reads: its own, or that of a running `serve`.
 *
 * @module
 */
import { connectReceiver } from '../../check/remote/remote-receiver';
import type { CheckFlags } from './check-flags';
import type { CommandDependencies } from '../command';
import { printable } from '../terminal';
import type * as ownReceiverModule from './own-receiver';
import type { ReceiverBehind } from './receiver-behind';

/** Starts or finds it. @throws PortInUseError, ListenError, CertificateFileError, ArrivalsError */
export async function receiverBehind(
  flags: CheckFlags,
  { cwd, err }: CommandDependencies,
): Promise<ReceiverBehind> {
  const { arrivesAt: url, consoleToken: token } = flags;
  if (url === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a third of the start of a check that needs no receiver
    const { ownReceiver } = require('./own-receiver') as typeof ownReceiverModule;
    return ownReceiver(flags, cwd);
  }
  const remote = await connectReceiver({ url, token }, (sentence) =>
    err(`${printable(sentence)}\n`),
  );
  const notice = `Reads what arrives at ${remote.url}; Logstash must post to the receiver beside it (or what is checked in its place).`;
  return { ...remote, notice };
}
