/**
 * `wallstash integration create` and `update`: the settings of an integration, from flags.
 *
 * @module
 */
import type { IntegrationView } from '../../console/describe-integration';
import type { HeaderChange } from '../../console/integration';
import { WallstashError } from '../../errors';
import type { RequestHeader } from '../../sender/request-headers';
import { command, type CommandDependencies, option } from '../command';
import { withoutTwins } from '../environment';
import { addDeliveryFlags, readDeliveryFlags, urlOption } from '../delivery-flags';
import { addEventFlags, consoleTokenOption, eventTypesOf } from './integration-flags';
import { renderIntegration } from './integration-output';
import { dataOption, jsonOption } from '../journal/journal-flags';
import { openConsole } from './open-console';

/** `integration create`. */
export function createCommand(dependencies: CommandDependencies) {
  return addEventFlags(
    addDeliveryFlags(command('create', 'Make an integration; nothing is sent until it has events')),
  )
    .addOption(option('--name <name>', 'what to call it').makeOptionMandatory())
    .addOption(urlOption().makeOptionMandatory())
    .addOption(option('--disabled', 'make it disabled; enable it later'))
    .addOption(dataOption())
    .addOption(consoleTokenOption())
    .addOption(jsonOption())
    .action(async ({ name, url, disabled, json, events, risk, ...flags }) => {
      const ticked = eventTypesOf({ events, risk });
      const settings = {
        ...(await readDeliveryFlags(flags, dependencies.cwd)),
        ...{ name, url, enabled: disabled !== true },
        ...(ticked !== undefined && { events: ticked }),
      };
      await using console = await openConsole({ ...flags, paused: true }, dependencies);
      await printIntegration(await console.create(settings), json, dependencies);
    });
}

/** `integration update`. */
export function updateCommand(dependencies: CommandDependencies) {
  return updateFlags().action(async (reference, { name, url, json, events, risk, ...flags }) => {
    const { removeHeader = [], publicCas, secure, ...delivery } = flags;
    const ticked = eventTypesOf({ events, risk });
    const { headers = [], ...given } = await readDeliveryFlags(delivery, dependencies.cwd);
    await using console = await openConsole({ ...flags, paused: true }, dependencies);
    const changing = console.update(reference, {
      ...given,
      ...(headers.length + removeHeader.length > 0 && {
        headers: changeHeaders(await console.get(reference), headers, removeHeader),
      }),
      ...(publicCas === true && { ca: null }),
      ...(secure === true && { verifyTls: true }),
      ...(name !== undefined && { name }),
      ...(url !== undefined && { url }),
      ...(ticked !== undefined && { events: ticked }),
    });
    const view = await changing.catch(explainWanted);
    await printIntegration(view, json, dependencies);
  });
}

/** The same error with the flags that help. */
function explainWanted(error: unknown): never {
  if (!(error instanceof WallstashError) || error.code !== 'WST_SECRETS_WANTED') throw error;
  const flags = `Headers: --header 'Name: value' or --remove-header Name.`;
  throw new WallstashError(error.code, `${error.message} ${flags}`, { cause: error });
}

/** Prints one, masked. */
export async function printIntegration(
  view: IntegrationView,
  json: true | undefined,
  { out }: CommandDependencies,
): Promise<void> {
  await out(json === true ? `${JSON.stringify(view, null, 2)}\n` : renderIntegration(view));
}

function updateFlags() {
  const bare = command(
    'update',
    'Change the settings given; all others stay, header values too unless the URL goes elsewhere',
  );
  const changes = addEventFlags(addDeliveryFlags(bare.argument('<integration>', 'its id or name')))
    .addOption(option('--name <name>', 'call it otherwise'))
    .addOption(urlOption())
    .addOption(option('--remove-header <name...>', 'headers to leave out from now on'))
    .addOption(option('--public-cas', 'trust the public CAs again').conflicts('ca'))
    .addOption(option('--secure', 'verify the certificate again').conflicts('insecure'));
  // A variable that is set for "send" must not change what is stored.
  return withoutTwins(changes)
    .addOption(dataOption())
    .addOption(consoleTokenOption())
    .addOption(jsonOption());
}

/** The whole new list: headers that stay keep their values, which nobody can read. */
function changeHeaders(
  view: IntegrationView,
  given: readonly RequestHeader[],
  removed: readonly string[],
): readonly HeaderChange[] {
  const out = new Set(
    [...given.map(({ name }) => name), ...removed].map((name) => name.toLowerCase()),
  );
  const kept = view.headers.filter(({ name }) => !out.has(name.toLowerCase()));
  return [...kept.map(({ name }) => ({ name })), ...given];
}
