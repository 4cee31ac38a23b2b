/**
 * What the environment twins of flags mean: the same words for every switch, and an empty variable is none.
 *
 * @module
 */
import type { EventEmitter } from 'node:events';

import type { Command, Option } from '@commander-js/extra-typings';

import { InvalidOptionError } from '../errors';

const ON: readonly string[] = ['true', '1', 'yes', 'on'];
const OFF: readonly string[] = ['false', '0', 'no', 'off'];

/** Has a command read its variables like this; Commander alone takes a switch for on whatever its variable holds. */
export function readTwins(command: Command): void {
  const emitter = command as unknown as EventEmitter;
  const emit = emitter.emit.bind(emitter);
  emitter.emit = (event, ...values: unknown[]) => {
    const flag = command.options.find((one) => event === `optionEnv:${one.name()}`);
    if (flag?.envVar === undefined) return emit(event, ...values);
    const text = process.env[flag.envVar] ?? '';
    // A compose file hands over a variable that is not set as an empty one.
    if (text.trim() === '') return false;
    if (flag.required || flag.optional) return toldOf(flag, () => emit(event, ...values));
    if (isOn(flag.envVar, text)) return emit(event);
    const opposite = oppositeOf(flag, command);
    return opposite === undefined ? false : emit(`optionEnv:${opposite.name()}`);
  };
}

/** Takes the variables of all flags that a command has so far. */
export function withoutTwins<Given extends { readonly options: readonly Option[] }>(
  command: Given,
): Given {
  for (const flag of command.options) delete flag.envVar;
  return command;
}

function isOn(variable: string, text: string): boolean {
  const word = text.trim().toLowerCase();
  if (ON.includes(word)) return true;
  if (OFF.includes(word)) return false;
  throw new InvalidOptionError(variable, text, `${ON.join(', ')}, or ${OFF.join(', ')}`);
}

/** `--no-console` for `--console`; switching `--no-console` off is no wish for `--console`. */
function oppositeOf(flag: Option, { options }: Command): Option | undefined {
  if (flag.negate) return undefined;
  return options.find(({ long, negate }) => negate && long === `--no-${flag.name()}`);
}

/** What is wrong with a value is told of the variable, which the caller may not even know to be set. */
function toldOf({ envVar = '', long }: Option, read: () => boolean): boolean {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidOptionError)) throw error;
    throw error.of(error.option === long ? envVar : `${error.option} (${envVar})`);
  }
}
