/**
 * Files that are named after fields of what was sent.
 *
 * @module
 */
import type { Statement } from '../grammar/syntax-tree';
import { attributeOf, textOf } from '../values';
import type { EventState } from './event-state';
import type { Loss } from './losses';
import { reachedOutputs } from './run';

/** A field in a template; a time, `%{+…}` or `%{{…}}`, is none. */
const FIELD = /%\{([^+{}][^}]*)\}/g;
/** The body, and what every notification has at its root; see `event-state.ts`. */
const SENT = /^\[?(?:summary|details|description|message)\b/;

/** Checks the outputs file that an event reaches. */
export function checkPaths(event: EventState, outputs: readonly Statement[]): readonly Loss[] {
  if (event.isOpaque) return [];
  return reachedOutputs(outputs, event).flatMap(({ plugin, truth }): readonly Loss[] => {
    const path = attributeOf(plugin, 'path');
    if (plugin.name !== 'file' || truth === 'no' || path === undefined) return [];
    for (const [template, field = ''] of (textOf(path.value) ?? '').matchAll(FIELD)) {
      const why = fateOf(template, field, event);
      if (why === null) continue;
      const message = `The path of this file is made of ${template}, ${why}.`;
      const remedy = 'Name files after the time (%{+yyyy-MM-dd}), or a field that a filter sets.';
      return [{ by: plugin, at: path.at, rule: 'path-by-field', message, remedy }];
    }
    return [];
  });
}

function fateOf(template: string, field: string, event: EventState): string | null {
  const value = event.get(field);
  if (value === null) return `which no notification has: all go to a file named ${template}`;
  const isSent = value.kind === 'notification' || SENT.test(field) || isInside(field, event);
  if (!isSent) return null;
  return 'which whoever sends decides: what leads outside goes to _filepath_failures';
}

/** Whether the field lies in one that holds a notification. */
function isInside(field: string, event: EventState): boolean {
  const names = [...field.matchAll(/\[[^[\]]+\]/g)].map(([name]) => name);
  return names.some(
    (_name, index) =>
      index > 0 && event.get(names.slice(0, index).join(''))?.kind === 'notification',
  );
}
