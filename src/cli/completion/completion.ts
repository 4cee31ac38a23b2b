/**
 * `wallstash completion SHELL`: a script that completes commands, flags and their values in that shell.
 *
 * @module
 */
import { Argument } from '@commander-js/extra-typings';

import { command, type CommandDependencies } from '../command';
import { bashScript, fishScript, zshScript } from './scripts';
import { placesOf } from './words';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

const AFTER_HELP = `
bash  eval "$(wallstash completion bash)" in ~/.bashrc
zsh   eval "$(wallstash completion zsh)" in ~/.zshrc, behind compinit
fish  wallstash completion fish > ~/.config/fish/completions/wallstash.fish`;

/** `completion`, of all commands there are. */
export function completionCommand(dependencies: CommandDependencies) {
  return command('completion', 'Print the completion script of a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish'] as const))
    .addHelpText('after', AFTER_HELP)
    .action(async (shell, _options, { parent }) => {
      if (parent !== null) await dependencies.out(SCRIPTS[shell](placesOf(parent)));
    });
}
