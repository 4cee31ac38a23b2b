/**
 * What is said of a line that cannot be run: which word was mistyped, what was probably meant, and how the command is used.
 *
 * Commander has no hooks for it, so methods are replaced that it does not document ({@link Internals}). Its version is
 * fixed in `package.json`, and a test walks all commands.
 *
 * @module
 */
import type { Command } from '@commander-js/extra-typings';

/** What of Commander's command is used beside its documented methods. Those that tell of an error do not return. */
interface Internals {
  readonly commands: readonly Internals[];
  args: readonly string[];
  name(): string;
  help(): void;
  unknownCommand(): void;
  unknownOption(flag: string): void;
  missingMandatoryOptionValue(flag: unknown): void;
  _excessArguments(words: readonly string[]): void;
  _dispatchHelpCommand(name?: string): void;
  _outputHelpIfRequested(flags: readonly string[]): void;
}

/** Makes this command say it. */
export function tellMistyped(command: Command): void {
  const internals = command as unknown as Internals;
  tellTyposFirst(command, internals);
  tellWhatToDo(command, internals);
  helpWithWhatIsThere(internals);
}

/** A flag that does not exist is told before the one that is then missing; Commander looks the other way round. */
function tellTyposFirst(command: Command, internals: Internals): void {
  const parse = command.parseOptions.bind(command);
  const tellMissing = internals.missingMandatoryOptionValue.bind(internals);
  let mistyped: string | undefined;
  command.parseOptions = (args) => {
    const parsed = parse(args);
    [mistyped] = parsed.unknown;
    return parsed;
  };
  internals.missingMandatoryOptionValue = (flag) => {
    if (mistyped !== undefined) internals.unknownOption(mistyped);
    tellMissing(flag);
  };
}

/** Commander says what is wrong with a line, and what to do only where it finds a name that is near. */
function tellWhatToDo(command: Command, internals: Internals): void {
  const tellExcess = internals._excessArguments.bind(internals);
  // A word behind a command with others below it was meant for one of those.
  internals._excessArguments = (words) => {
    if (command.commands.length > 0) internals.unknownCommand();
    tellExcess(words);
  };
  const fail = command.error.bind(command);
  command.error = (message, options) => {
    const isTold = message.includes('\n(');
    return fail(isTold ? message : `${message}${remedyOf(command, options?.code)}`, options);
  };
}

const MISUSES: readonly (string | undefined)[] = [
  'commander.excessArguments',
  'commander.missingArgument',
  'commander.missingMandatoryOptionValue',
  'commander.optionMissingArgument',
  'commander.unknownOption',
];

/** What is to follow the sentence of an error; nothing for one that says it itself. */
function remedyOf(command: Command, code: string | undefined): string {
  if (code === 'commander.unknownCommand') {
    return `\n(One of ${command.commands.map((one) => one.name()).join(', ')}.)`;
  }
  if (!MISUSES.includes(code)) return '';
  return `\n(Usage: ${command.createHelp().commandUsage(command)}; --help lists the options.)`;
}

const HELP: readonly string[] = ['-h', '--help'];

/** `help journal list` is `journal list --help`, and neither is silent about a word that is no command, as Commander is. */
function helpWithWhatIsThere(internals: Internals): void {
  internals._dispatchHelpCommand = () => {
    let about = internals;
    for (const word of internals.args.slice(1)) {
      if (about.commands.length === 0) break;
      const below = about.commands.find((one) => one.name() === word);
      if (below === undefined) {
        about.args = [word];
        about.unknownCommand();
      } else about = below;
    }
    about.help();
  };
  const tellHelp = internals._outputHelpIfRequested.bind(internals);
  internals._outputHelpIfRequested = (flags) => {
    const [word = '-'] = internals.args;
    const isMistyped = internals.commands.length > 0 && !word.startsWith('-');
    if (isMistyped && flags.some((flag) => HELP.includes(flag))) internals.unknownCommand();
    tellHelp(flags);
  };
}
