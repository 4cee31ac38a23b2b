/**
 * `wallstash integration`: the integrations of the console, from the command line.
 *
 * `list` and `show` read what is on disk, whoever runs the console; the others have a running `serve` do their work.
 *
 * @module
 */
import { readIntegrations } from '../../console/start-console';
import { command, type CommandDependencies, EXIT, ExitError } from '../command';
import { consoleDirectory } from '../data-directory';
import type { CommandConsole } from './command-console';
import { consoleTokenOption } from './integration-flags';
import { renderKept, renderList, renderTriggers } from './integration-output';
import { createCommand, printIntegration, updateCommand } from './integration-settings';
import { dataOption, jsonOption } from '../journal/journal-flags';
import { openConsole, type OpenConsoleFlags } from './open-console';
import { printTestAsJson, printTestAsText } from './test-integration';

/** `integration` with its sub-commands. */
export function integrationCommand(dependencies: CommandDependencies) {
  return command('integration', 'Make, change, test and delete integrations')
    .addCommand(createCommand(dependencies))
    .addCommand(listCommand(dependencies))
    .addCommand(showCommand(dependencies))
    .addCommand(updateCommand(dependencies))
    .addCommand(enableCommand(dependencies))
    .addCommand(disableCommand(dependencies))
    .addCommand(deleteCommand(dependencies))
    .addCommand(testIntegrationCommand(dependencies))
    .addCommand(triggersCommand(dependencies));
}

function listCommand({ cwd, out }: CommandDependencies) {
  return command('list', 'List all')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async ({ data, json }) => {
      const files = await readIntegrations(consoleDirectory(data, cwd));
      const [all, kept] = [files.list(), files.kept()];
      await out(
        json === true
          ? `${JSON.stringify([...all, ...kept], null, 2)}\n`
          : renderList(all) + renderKept(kept),
      );
    });
}

function triggersCommand({ cwd, out }: CommandDependencies) {
  return command('triggers', "List the triggers that Wallarm's own API made")
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async ({ data, json }) => {
      const triggers = (await readIntegrations(consoleDirectory(data, cwd))).triggers();
      await out(
        json === true ? `${JSON.stringify(triggers, null, 2)}\n` : renderTriggers(triggers),
      );
    });
}

function showCommand(dependencies: CommandDependencies) {
  return named('show', 'Show the settings of one; header values and CA stay hidden').action(
    async (reference, { data, json }) => {
      const directory = consoleDirectory(data, dependencies.cwd);
      const view = (await readIntegrations(directory)).get(reference);
      await printIntegration(view, json, dependencies);
    },
  );
}

function enableCommand(dependencies: CommandDependencies) {
  return onConsole('enable', 'Let it receive again; what waited for it is sent').action(
    async (reference, { json, ...flags }) => {
      await working(flags, dependencies, async (console) => {
        await printIntegration(await console.enable(reference), json, dependencies);
      });
    },
  );
}

function disableCommand(dependencies: CommandDependencies) {
  return onConsole(
    'disable',
    'Let it receive nothing; those that listen to system events are told',
  ).action(async (reference, { json, ...flags }) => {
    await working(flags, dependencies, async (console) => {
      await printIntegration(await console.disable(reference), json, dependencies);
    });
  });
}

function deleteCommand(dependencies: CommandDependencies) {
  return onConsole(
    'delete',
    'Delete it for good; those that listen to system events are told',
  ).action(async (reference, { json, ...flags }) => {
    await working(flags, dependencies, async (console) => {
      const { id, name } = await console.get(reference);
      await console.delete(id);
      const deleted = json === true ? JSON.stringify({ deleted: id }) : `Deleted ${id}, ${name}.`;
      await dependencies.out(`${deleted}\n`);
    });
  });
}

function testIntegrationCommand(dependencies: CommandDependencies) {
  return onConsole('test', 'Send the messages of "Test integration" to it').action(
    async (reference, { json, ...flags }) => {
      await using console = await openConsole({ ...flags, paused: true }, dependencies);
      const print = json === true ? printTestAsJson : printTestAsText;
      const { url, method, format } = await console.get(reference);
      const run = await print(
        { url, method, format },
        (options) => console.test(reference, options),
        dependencies,
      );
      if (!run.passed) throw new ExitError(EXIT.failed);
    },
  );
}

function named(name: string, description: string) {
  return command(name, description)
    .argument('<integration>', 'its id or name')
    .addOption(dataOption())
    .addOption(jsonOption());
}

/** What needs the console itself, not only its file. */
function onConsole(name: string, description: string) {
  return named(name, description).addOption(consoleTokenOption());
}

/** Makes a change, then delivers what is due, the news of the change above all. */
async function working(
  flags: OpenConsoleFlags,
  dependencies: CommandDependencies,
  work: (console: CommandConsole) => Promise<void>,
): Promise<void> {
  await using console = await openConsole(flags, dependencies);
  await work(console);
  await console.settled();
}
