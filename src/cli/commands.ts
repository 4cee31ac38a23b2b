/**
 * All commands by name, in the order of the help, each with its module, which is loaded when the command line is about it:
 * `sample` and `validate` must not wait for a server's worth of modules.
 *
 * @module
 */
import type { Command } from '@commander-js/extra-typings';

import type { CommandDependencies } from './command';
import type * as certsModule from './certs/certs';
import type * as checkModule from './check/check';
import type * as completionModule from './completion/completion';
import type * as doctorModule from './doctor/doctor';
import type * as eventModule from './integration/event';
import type * as explainModule from './explain';
import type * as integrationModule from './integration/integration';
import type * as testIntegrationModule from './integration/test-integration';
import type * as journalModule from './journal/journal';
import type * as lintPipelineModule from './lint/lint-pipeline';
import type * as sampleModule from './sample';
import type * as schemaModule from './schema';
import type * as sendModule from './send/send';
import type * as serveModule from './serve/serve';
import type * as validateModule from './validate/validate';
import type * as verifyModule from './verify';

/** Makes a command. */
type CommandMaker = (dependencies: CommandDependencies) => Command<never[] | unknown[]>;

/* eslint-disable @typescript-eslint/no-require-imports -- a static import would load them all, and import() is not for CommonJS */
const COMMANDS: Readonly<Record<string, () => CommandMaker>> = {
  serve: () => (require('./serve/serve') as typeof serveModule).serveCommand,
  test: () =>
    (require('./integration/test-integration') as typeof testIntegrationModule).testCommand,
  send: () => (require('./send/send') as typeof sendModule).sendCommand,
  doctor: () => (require('./doctor/doctor') as typeof doctorModule).doctorCommand,
  check: () => (require('./check/check') as typeof checkModule).checkCommand,
  integration: () =>
    (require('./integration/integration') as typeof integrationModule).integrationCommand,
  event: () => (require('./integration/event') as typeof eventModule).eventCommand,
  validate: () => (require('./validate/validate') as typeof validateModule).validateCommand,
  'lint-pipeline': () =>
    (require('./lint/lint-pipeline') as typeof lintPipelineModule).lintPipelineCommand,
  verify: () => (require('./verify') as typeof verifyModule).verifyCommand,
  sample: () => (require('./sample') as typeof sampleModule).sampleCommand,
  schema: () => (require('./schema') as typeof schemaModule).schemaCommand,
  journal: () => (require('./journal/journal') as typeof journalModule).journalCommand,
  certs: () => (require('./certs/certs') as typeof certsModule).certsCommand,
  explain: () => (require('./explain') as typeof explainModule).explainCommand,
  completion: () =>
    (require('./completion/completion') as typeof completionModule).completionCommand,
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** What the first argument names; all for help, `completion` and a name that is none; nothing for the version alone. */
export function commandsFor([first = '']: readonly string[]): readonly CommandMaker[] {
  if (first === '--version' || first === '-V') return [];
  const isOne = first !== 'completion' && Object.hasOwn(COMMANDS, first);
  const named = isOne ? COMMANDS[first] : undefined;
  return named === undefined ? Object.values(COMMANDS).map((load) => load()) : [named()];
}
