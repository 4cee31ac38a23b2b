/**
 * `wallstash integration`: the integrations of the console, from the command line.
 *
 * `list` and `show` also work while a console runs; what changes something needs the console for itself and says so.
 *
 * @module
 */
import type { Console } from '../console/console';
import { readIntegrations, startConsole } from '../console/start-console';
import { command, type CommandDependencies, EXIT, ExitError } from './command';
import { consoleDirectory } from './integration-flags';
import { renderAttempt, renderList } from './integration-output';
import { createCommand, printIntegration, updateCommand } from './integration-settings';
import { dataOption, jsonOption } from './journal-flags';
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
    .addCommand(testIntegrationCommand(dependencies));
}

function listCommand({ cwd, out }: CommandDependencies) {
  return command('list', 'List all')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action(async ({ data, json }) => {
      const all = (await readIntegrations(consoleDirectory(data, cwd))).list();
      await out(json === true ? `${JSON.stringify(all, null, 2)}\n` : renderList(all));
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
  return named('enable', 'Let it receive again; what waited for it is sent').action(
    async (reference, { data, json }) => {
      await working(data, dependencies, async (console) => {
        await printIntegration(await console.enable(reference), json, dependencies);
      });
    },
  );
}

function disableCommand(dependencies: CommandDependencies) {
  return named(
    'disable',
    'Let it receive nothing; those that listen to system events are told',
  ).action(async (reference, { data, json }) => {
    await working(data, dependencies, async (console) => {
      await printIntegration(await console.disable(reference), json, dependencies);
    });
  });
}

function deleteCommand(dependencies: CommandDependencies) {
  return named('delete', 'Delete it for good; those that listen to system events are told').action(
    async (reference, { data, json }) => {
      await working(data, dependencies, async (console) => {
        const { id, name } = console.get(reference);
        await console.delete(id);
        const deleted = json === true ? JSON.stringify({ deleted: id }) : `Deleted ${id}, ${name}.`;
        await dependencies.out(`${deleted}\n`);
      });
    },
  );
}

function testIntegrationCommand(dependencies: CommandDependencies) {
  return named('test', 'Send the messages of "Test integration" to it').action(
    async (reference, { data, json }) => {
      const directory = consoleDirectory(data, dependencies.cwd);
      await using console = await startConsole({ directory, paused: true });
      const print = json === true ? printTestAsJson : printTestAsText;
      const { url, method, format } = console.get(reference);
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

/** Makes a change, then delivers what is due, the news of the change above all. */
async function working(
  data: string,
  { cwd, err, colour, signal }: CommandDependencies,
  work: (console: Console) => Promise<void>,
): Promise<void> {
  await using console = await startConsole({ directory: consoleDirectory(data, cwd) });
  console.subscribe((event) => {
    if (event.kind === 'attempt') err(renderAttempt(event, colour));
    if (event.kind === 'trouble') err(`${event.message}\n`);
  });
  await work(console);
  await settledOrAborted(console, signal);
}

/** Resolves when nothing is due any more, or at once when the command is to end. */
export async function settledOrAborted(console: Console, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await Promise.race([
    console.settled(),
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    }),
  ]);
}
