/**
 * `--fault`: faults as they are written on the command line.
 *
 * `KIND[=VALUE][:next=N][:share=P][:seed=N]`, where VALUE is milliseconds for `delay` (`250`, or `100-500` for a
 * random one) and `slow-response`, and one or more statuses for `status` (`503,503,200`).
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import { checkFault, FAULT_KINDS } from '../../receiver/faults/check-fault';
import type { Fault } from '../../receiver/faults/fault';
import { option } from '../command';

/** A fault with the words that asked for it. */
interface WrittenFault {
  readonly text: string;
  readonly fault: Fault;
}

const FORM =
  'KIND[=VALUE][:next=N][:share=P][:seed=N], such as status=503,503,200, delay=100-500 or expired:next=2';

/** `--fault`, which may be given more than once; its environment twin holds several separated by spaces. */
export function faultOption() {
  const description = `what is to go wrong: ${FORM}. KIND: ${FAULT_KINDS.join(', ')}`;
  return option('--fault <fault...>', description)
    .default([] as readonly WrittenFault[], 'none')
    .argParser((value: string, before: readonly WrittenFault[]) => [
      ...before,
      ...value.split(/\s+/).filter(Boolean).map(readFault),
    ]);
}

/** Reads one fault. @throws InvalidOptionError naming the flag, or the field of the fault */
function readFault(text: string): WrittenFault {
  const [what = '', ...scopes] = text.split(':');
  const [kind = '', value] = splitOnce(what);
  const fields: Record<string, unknown> = { kind, ...readValue(kind, value, text) };
  for (const scope of scopes) {
    const [name = '', number = ''] = splitOnce(scope);
    if (!['next', 'share', 'seed'].includes(name) || name in fields) throw unreadable(text);
    fields[name] = readNumber(number, text);
  }
  // Its fields are checked by the receiver's own rules, which say what they may be.
  const fault = fields as unknown as Fault;
  try {
    checkFault(fault);
  } catch (error) {
    if (!(error instanceof InvalidOptionError)) throw error;
    throw error.of(`${error.option} of --fault`);
  }
  return { text, fault };
}

function readValue(kind: string, value: string | undefined, text: string): object {
  if (kind === 'status' && value !== undefined) {
    const list = value.split(',').map((one) => readNumber(one, text));
    return { status: list };
  }
  if ((kind === 'delay' || kind === 'slow-response') && value !== undefined) {
    const [from = '', to, more] = value.split('-');
    if (more !== undefined) throw unreadable(text);
    const first = readNumber(from, text);
    return {
      milliseconds: to === undefined ? first : { from: first, to: readNumber(to, text) },
    };
  }
  if (value !== undefined || kind === 'status' || kind === 'delay') throw unreadable(text);
  return {};
}

function splitOnce(text: string): readonly string[] {
  const at = text.indexOf('=');
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function readNumber(text: string, whole: string): number {
  if (!/^\d+(?:\.\d+)?$/.test(text)) throw unreadable(whole);
  return Number(text);
}

function unreadable(text: string): InvalidOptionError {
  return new InvalidOptionError('--fault', text, FORM);
}
