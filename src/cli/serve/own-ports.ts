/**
 * The ports that one `serve` asks for, held against each other before any is opened: the system would say of the second
 * that a process has it, which is this one.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import type { ReadCommand } from './serve-settings';

/** The flags that say who listens where. */
export interface PortFlags {
  readonly port: number;
  readonly host: string;
  readonly consolePort: number;
  readonly consoleHost: string;
  readonly wallarmApiPort: number;
  readonly wallarmApiHost: string;
  readonly wallarmApi: boolean;
  readonly console?: boolean | undefined;
}

type PortOption = 'port' | 'consolePort' | 'wallarmApiPort';

/** Somebody who is to listen. */
interface Listener {
  readonly flag: string;
  /** The flag as the program knows it, which tells of the variable when that was typed. */
  readonly option: PortOption;
  readonly port: number;
  readonly host: string;
  /** Nobody asked for this port by name. */
  readonly isDefault: boolean;
}

/**
 * Why Wallarm's own API cannot have its default port, and what to do; `undefined` when it can.
 *
 * @throws InvalidOptionError when two have the same port otherwise: no part that was asked for is left out
 */
export function crowdedOut(
  flags: PortFlags,
  sourceOf: ReadCommand['getOptionValueSource'],
): string | undefined {
  const listener = (option: PortOption, flag: string, host: string): Listener => ({
    ...{ option, flag, host, port: flags[option] },
    isDefault: sourceOf(option) === 'default',
  });
  const endpoint = listener('port', '--port', flags.host);
  const console = listener('consolePort', '--console-port', flags.consoleHost);
  const wallarm = listener('wallarmApiPort', '--wallarm-api-port', flags.wallarmApiHost);
  if (collide(endpoint, console)) throw refused(endpoint, console);
  // It comes with the console alone.
  if (!flags.wallarmApi || flags.console === false) return undefined;
  const rival = [endpoint, console].find((one) => collide(one, wallarm));
  if (rival === undefined) return undefined;
  if (!wallarm.isDefault) throw refused(rival, wallarm);
  return `Its port ${wallarm.port} was given to ${rival.flag}: pass ${wallarm.flag} 0 to take a free one, or --no-wallarm-api.`;
}

function collide(a: Listener, b: Listener): boolean {
  if (a.port !== b.port || a.port === 0) return false;
  const [first = '', second = ''] = [a, b].map(({ host }) => addressOf(host));
  return first === second || holds(first, second) || holds(second, first);
}

/** The first stands for every address, of IPv4 or of both. */
function holds(first: string, second: string): boolean {
  return first === '::' || (first === '0.0.0.0' && !second.includes(':'));
}

function addressOf(host: string): string {
  return host.toLowerCase() === 'localhost' ? '127.0.0.1' : host;
}

/** The one that was asked for is the one to blame. */
function refused(first: Listener, second: Listener): InvalidOptionError {
  const [blamed, other] = second.isDefault ? [first, second] : [second, first];
  const whose = other.isDefault ? `${other.flag}, whose default it is` : other.flag;
  const expected = `another port than that of ${whose}; 0 takes a free one`;
  return new InvalidOptionError(blamed.option, blamed.port, expected);
}
