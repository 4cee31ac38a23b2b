/**
 * Integrations and their deliveries as a person reads them. Pure.
 *
 * @module
 */
import type { AttemptRecord, ConsoleDelivery } from '../../console/delivery';
import type { IntegrationView } from '../../console/describe-integration';
import type { KeptIntegrationView, TriggerView } from '../../console/wallarm-account';
import { counted, duration, mark, printable } from '../terminal';

/** A line for each. */
export function renderList(integrations: readonly IntegrationView[]): string {
  if (integrations.length === 0) {
    return 'There are no integrations: make one with "wallstash integration create".\n';
  }
  const width = Math.max(4, ...integrations.map(({ name }) => printable(name).length));
  const header = `ID    ${'NAME'.padEnd(width)}  STATE     URL\n`;
  const rows = integrations.map(({ id, name, enabled, url, verifyTls, events, maker }) => {
    const state = enabled ? 'enabled' : 'disabled';
    const remarks = [
      ...(events.length === 0 ? ['no events chosen: nothing is sent'] : []),
      ...(verifyTls ? [] : ['certificate not verified']),
      ...(maker === 'console' ? [] : ["made by Wallarm's API"]),
    ];
    const remark = remarks.length === 0 ? '' : `  (${remarks.join('; ')})`;
    return `${id.padEnd(4)}  ${printable(name).padEnd(width)}  ${state.padEnd(8)}  ${printable(url)}${remark}\n`;
  });
  return header + rows.join('');
}

/** Those of other kinds, a line for each; nothing when there are none. */
export function renderKept(kept: readonly KeptIntegrationView[]): string {
  if (kept.length === 0) return '';
  const rows = kept.map(({ id, kind, name, enabled }) => {
    const state = enabled ? 'enabled' : 'disabled';
    return `${id.padEnd(4)}  ${printable(kind).padEnd(15)}  ${state.padEnd(8)}  ${printable(name)}\n`;
  });
  return `\nOf other kinds, kept and never sent:\n${rows.join('')}`;
}

/** A line for each trigger. */
export function renderTriggers(triggers: readonly TriggerView[]): string {
  if (triggers.length === 0) {
    return "There are no triggers: Wallarm's own API makes them, see docs/wallarm-api.md.\n";
  }
  const rows = triggers.map(({ id, name, template, enabled, integrations, notificationType }) => {
    const state = enabled ? 'enabled' : 'disabled';
    const named = integrations.length === 0 ? 'nobody' : `integration ${integrations.join(', ')}`;
    const what = notificationType ?? 'nothing that can be raised';
    return `${String(id).padEnd(4)}  ${printable(name)}  ${state}  ${printable(template)}: tells ${named} of ${what}\n`;
  });
  return rows.join('');
}

/** All settings of one. */
export function renderIntegration(view: IntegrationView): string {
  const { id, name, enabled, url, method, headers, ca, verifyTls, events } = view;
  const rows: readonly (readonly [string, string])[] = [
    ['ID', id],
    ['Name', name],
    ['State', enabled ? 'enabled' : 'disabled'],
    ['URL', url],
    ['Method', method],
    ['Headers', headers.length === 0 ? 'none' : headers.map(headerText).join(', ')],
    ['CA', ca === null ? 'the public CAs' : `own, ${ca.fingerprints.join(', ')}`],
    ['Verify TLS', verifyTls ? 'yes' : 'no: it sends to anybody who answers'],
    ['Request timeout', `${view.requestTimeout / 1_000} s`],
    ['Connection timeout', `${view.connectionTimeout / 1_000} s`],
    ['Data format', view.format],
    ['Made by', view.maker === 'console' ? 'this console' : "Wallarm's API"],
    ['Events', events.length === 0 ? 'none chosen: nothing is sent' : events.join(', ')],
  ];
  return rows.map(([label, value]) => `${label.padEnd(20)}${printable(value)}\n`).join('');
}

/** One attempt, with the reason below it when it failed. */
export function renderAttempt({ delivery, attempt }: AttemptRecord, colour: boolean): string {
  const { failure, status, phases, verifyTls } = attempt;
  const columns = [
    mark(failure === null ? 'passed' : 'failed', colour),
    printable(delivery.integrationName),
    delivery.notificationTypes.join(', '),
    failure?.code ?? String(status),
    duration(phases.end),
  ];
  const reason = failure === null ? '' : `    ${printable(failure.message)}\n`;
  return `${columns.join('  ')}${verifyTls ? '' : '  (certificate not verified)'}\n${reason}`;
}

/** How the deliveries of an event of so many notifications stand, and who goes on with the rest. */
export function renderOutcome(
  deliveries: readonly ConsoleDelivery[],
  { count, retriedBy }: { readonly count: number; readonly retriedBy: string },
): string {
  const delivered = deliveries.filter(({ state }) => state === 'delivered').length;
  const givenUp = deliveries.filter(({ state }) => state === 'given-up').length;
  const dropped = deliveries.filter(({ state }) => state === 'dropped').length;
  const waiting = deliveries.length - delivered - givenUp - dropped;
  const gone = givenUp === 0 ? '' : ` ${givenUp} given up after the last retry.`;
  const lost = dropped === 0 ? '' : ` ${dropped} dropped: the integration was deleted.`;
  const rest =
    waiting === 0
      ? ''
      : ` ${waiting} not delivered yet: kept in the outbox, retried by ${retriedBy}.`;
  const all = `${counted(count, 'notification')} in ${counted(deliveries.length, 'body', 'bodies')}`;
  return `${all}, ${delivered} of ${deliveries.length} delivered.${gone}${lost}${rest}\n`;
}

function headerText({ name, value }: { readonly name: string; readonly value: string }): string {
  return `${name}: ${value}`;
}
