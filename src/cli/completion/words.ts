/**
 * What may be typed where: the words of each command, read from the commands themselves. Pure.
 *
 * @module
 */
import type { Command } from '@commander-js/extra-typings';

import { NOTIFICATION_TYPES } from '../../notification/notification-type';

/** A word with what it means. */
export interface Word {
  readonly text: string;
  readonly meaning: string;
}

/** A flag of a command. */
export interface FlagWords extends Word {
  readonly takesValue: boolean;
  /** What its value may be; none: anything, such as a file. */
  readonly values: readonly string[];
}

/** What may follow a command. */
export interface Place {
  /** The words that lead there, `''` for the program itself. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly flags: readonly FlagWords[];
  /** What its arguments may be; none: anything, such as a file. */
  readonly values: readonly string[];
}

/** What is asked of commands. */
type AnyCommand = Pick<Command, 'name' | 'description' | 'options' | 'registeredArguments'> & {
  readonly commands: readonly AnyCommand[];
};

/** The program and all commands below it. */
export function placesOf(program: unknown): readonly Place[] {
  return placesBelow(program as AnyCommand, '');
}

function placesBelow(command: AnyCommand, path: string): readonly Place[] {
  const place: Place = {
    path,
    commands: command.commands.map((one) => ({ text: one.name(), meaning: one.description() })),
    flags: [
      ...command.options.map(({ long, description, required, optional, argChoices }) => ({
        text: long ?? '',
        meaning: description,
        takesValue: required || optional,
        values: long === '--type' ? NOTIFICATION_TYPES : (argChoices ?? []),
      })),
      { text: '--help', meaning: 'show help', takesValue: false, values: [] },
    ],
    values: command.registeredArguments.flatMap((argument): readonly string[] =>
      /^types?$/.test(argument.name()) ? NOTIFICATION_TYPES : (argument.argChoices ?? []),
    ),
  };
  const below = command.commands.flatMap((one) =>
    placesBelow(one, `${path} ${one.name()}`.trimStart()),
  );
  return [place, ...below];
}
