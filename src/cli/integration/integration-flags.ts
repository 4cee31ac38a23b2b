/**
 * Flags of the commands that work with the console: where it is, and which events an integration is told of.
 *
 * @module
 */
import type { Command, OptionValues } from '@commander-js/extra-typings';

import { EVENT_TYPES, type EventTypeName, type Risk, RISKS } from '../../console/event-types';
import { InvalidOptionError } from '../../errors';
import { option } from '../command';

const ALL = 'all';
const NONE = 'none';
const GROUPS = [...new Set(EVENT_TYPES.map(({ group }) => group))];

/** The flags of the event types as commander reads them. */
export interface EventFlags {
  readonly events?: readonly string[] | undefined;
  readonly risk?: readonly Risk[] | undefined;
}

/** Adds `--events` and `--risk`. */
export function addEventFlags<Args extends unknown[], Options extends OptionValues>(
  bare: Command<Args, Options>,
) {
  return bare
    .addOption(
      option(
        '--events <names>',
        `what it is told of, separated by commas: ${GROUPS.join(', ')}, ${ALL} or ${NONE}`,
      ).argParser((text) => text.split(',').map((name) => name.trim())),
    )
    .addOption(
      option(
        '--risk <levels>',
        `of vulnerabilities and security issues only these: ${RISKS.join(', ')} (default: all)`,
      ).argParser(parseRisks),
    );
}

/** The event types that the flags tick; `undefined` when they were not given. @throws InvalidOptionError */
export function eventTypesOf({ events, risk }: EventFlags): readonly EventTypeName[] | undefined {
  if (events === undefined) {
    if (risk === undefined) return undefined;
    const expected = '--events vulnerabilities or security-issues beside it';
    throw new InvalidOptionError('--risk', risk.join(','), expected);
  }
  if (events.length === 1 && events[0] === NONE) return [];
  const ticked = new Set(events.flatMap((name) => rowsOf(name, risk)));
  return EVENT_TYPES.map(({ name }) => name).filter((name) => ticked.has(name));
}

/** `--console-token`, as `serve` has it. */
export function consoleTokenOption() {
  return option(
    '--console-token <secret>',
    'token of the console that runs beside serve, if it has one. Prefer WALLSTASH_CONSOLE_TOKEN',
  );
}

/** A group takes the risks asked for; a name such as `vulnerabilities-high`, ours or the API's, is one box. */
function rowsOf(wanted: string, risks: readonly Risk[] | undefined): readonly EventTypeName[] {
  const exact = EVENT_TYPES.find(
    ({ name, apiName, group }) => wanted !== group && (name === wanted || apiName === wanted),
  );
  if (exact !== undefined) return [exact.name];
  const rows = EVENT_TYPES.filter(({ group }) => wanted === group || wanted === ALL);
  if (rows.length === 0) {
    const expected = `any of ${[...GROUPS, ALL, NONE].join(', ')}`;
    throw new InvalidOptionError('--events', wanted, expected);
  }
  return rows
    .filter((row) => risks === undefined || !('risk' in row) || risks.includes(row.risk))
    .map(({ name }) => name);
}

function parseRisks(text: string): readonly Risk[] {
  return text.split(',').map((given) => {
    const risk = RISKS.find((known) => known === given.trim());
    if (risk === undefined) {
      throw new InvalidOptionError('--risk', given, `any of ${RISKS.join(', ')}`);
    }
    return risk;
  });
}
