/**
 * Files and addresses that are made of fields of what was sent.
 *
 * @module
 */
import type { Plugin, Statement } from '../grammar/syntax-tree';
import { attributeOf, fieldsIn, textOf } from '../values';
import type { EventState } from './event-state';
import type { Loss } from './losses';
import { reachedOutputs } from './run';

/** The body, and what every notification has at its root; see `event-state.ts`. */
const SENT = /^\[?(?:summary|details|description|message)\b/;

/** Checks the outputs file and http that an event reaches. */
export function checkPaths(event: EventState, outputs: readonly Statement[]): readonly Loss[] {
  if (event.isOpaque) return [];
  return reachedOutputs(outputs, event).flatMap(({ plugin, truth }): readonly Loss[] => {
    if (truth === 'no') return [];
    if (plugin.name === 'http') return noAddress(plugin, event);
    const path = attributeOf(plugin, 'path');
    if (plugin.name !== 'file' || path === undefined) return [];
    const [fate] = fieldsIn(path.value).flatMap((one) => fateOf(one, event) ?? []);
    if (fate === undefined) return [];
    const message = `The path of this file is made of ${fate}.`;
    const remedy = 'Name files after the time (%{+yyyy-MM-dd}), or a field that a filter sets.';
    return [{ by: plugin, at: path.at, rule: 'path-by-field', message, remedy }];
  });
}

/** A field that is not there stays in the URL as `%{…}`, which is no URL; of a batch `check-outputs.ts` tells it. */
function noAddress(plugin: Plugin, event: EventState): readonly Loss[] {
  const url = attributeOf(plugin, 'url');
  if (url === undefined || textOf(attributeOf(plugin, 'format')?.value) === 'json_batch') return [];
  const missing = fieldsIn(url.value).find(({ field }) => event.get(field) === null);
  if (missing === undefined) return [];
  const message = `This URL is made of ${missing.template}, which no notification has: it stays there as it is written, and every notification is dropped for an address that is none.`;
  const remedy = 'Set the field in a filter, or write the address out.';
  return [{ by: plugin, at: url.at, rule: 'url-without-field', message, remedy }];
}

function fateOf(
  { template, field }: { readonly template: string; readonly field: string },
  event: EventState,
): string | null {
  const value = event.get(field);
  if (value === null)
    return `${template}, which no notification has: all go to a file named ${template}`;
  const isSent = value.kind === 'notification' || SENT.test(field) || isInside(field, event);
  if (!isSent) return null;
  return `${template}, which whoever sends decides: what leads outside goes to _filepath_failures`;
}

/** Whether the field lies in one that holds a notification. */
function isInside(field: string, event: EventState): boolean {
  const names = [...field.matchAll(/\[[^[\]]+\]/g)].map(([name]) => name);
  return names.some(
    (_name, index) =>
      index > 0 && event.get(names.slice(0, index).join(''))?.kind === 'notification',
  );
}
