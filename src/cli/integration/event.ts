/**
 * `wallstash event TYPE`: raises an event in the console and tells who got it.
 *
 * Ends when the first attempts are over: what was not delivered by then waits in the outbox.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';

import type { ConsoleDelivery } from '../../console/delivery';
import { build } from '../../notification/build';
import type { NotificationType } from '../../notification/notification-type';
import { command, type CommandDependencies, EXIT, ExitError, callOption } from '../command';
import { consoleTokenOption } from './integration-flags';
import { renderOutcome } from './integration-output';
import { dataOption, jsonOption } from '../journal/journal-flags';
import { setOption, wholeNumberOf, typeArgument } from '../notification-flags';
import { openConsole } from './open-console';

const AFTER_HELP = `
It goes to each enabled integration that ticked its event type. A trigger's message, such as ip_blocked, goes to --to.
Hits raised together share one body; anything else has one of its own.
Exit code: 0 all were delivered (or nobody wanted it), 1 one was not yet, 2 wrong usage, 3 the console cannot be opened.`;

/** `event`: exit code 1 when a delivery is not over. */
export function eventCommand(dependencies: CommandDependencies) {
  return commandWithFlags().action(async (type, { count, set, to, json, ...flags }) => {
    const { out } = dependencies;
    // Attempts are results as the sum is; beside a JSON document they are progress.
    const onAttempt = (line: string): void => void out(line);
    const told = json === true ? flags : { ...flags, onAttempt };
    await using console = await openConsole(told, dependencies);
    const raised = await console.raise(notifications(type, count, set), to);
    const deliveries = await console.tried(raised);
    const { retriedBy } = console;
    await out(
      json === true
        ? `${JSON.stringify({ deliveries }, null, 2)}\n`
        : summaryOf(type, deliveries, { count, retriedBy }),
    );
    const arrived = deliveries.filter(({ state }) => state === 'delivered').length;
    if (arrived < raised.length) throw new ExitError(EXIT.failed);
  });
}

function commandWithFlags() {
  return command('event', 'Raise an event in the console')
    .addArgument(typeArgument('<type>'))
    .addOption(
      callOption('--count <n>', 'how many notifications')
        .argParser(wholeNumberOf('--count'))
        .default(1),
    )
    .addOption(setOption())
    .addOption(callOption('--to <integration...>', 'whom the trigger names, by id or name'))
    .addOption(dataOption())
    .addOption(consoleTokenOption())
    .addOption(jsonOption())
    .addHelpText('after', AFTER_HELP);
}

/** Unique ones: each run has a seed of its own. */
function notifications(
  type: NotificationType,
  count: number,
  overrides: Readonly<Record<string, unknown>>,
): readonly object[] {
  const [seed, now] = [randomUUID(), Date.now()];
  return Array.from({ length: count }, (_, index) => build(type, { seed, now, index, overrides }));
}

function summaryOf(
  type: string,
  deliveries: readonly ConsoleDelivery[],
  about: Parameters<typeof renderOutcome>[1],
): string {
  if (deliveries.length > 0) return renderOutcome(deliveries, about);
  return `No enabled integration is to be told of ${type}: nothing was sent.\n`;
}
