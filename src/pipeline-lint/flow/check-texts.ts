/**
 * Outputs that send an event as a text, and not as the JSON that it is.
 *
 * @module
 */
import type { Plugin, Statement, Value } from '../grammar/syntax-tree';
import { attributeOf, fieldsIn, textOf } from '../values';
import type { EventState } from './event-state';
import type { Loss } from './losses';
import { reachedOutputs } from './run';

/** Codecs of text, and the outputs that have one unless they are told otherwise; all others write JSON then. */
const BY_DEFAULT: ReadonlyMap<string, string> = new Map([
  ['kafka', 'plain'],
  ['syslog', 'plain'],
  ['s3', 'line'],
  ['webhdfs', 'line'],
]);
/** Without a format these codecs write the time, the host and the message of an event (`toString` of `Event.java`). */
const MESSAGE: Value = { kind: 'string', text: '%{message}', at: 0 };

/** Checks the outputs that an event reaches. */
export function checkTexts(event: EventState, outputs: readonly Statement[]): readonly Loss[] {
  if (event.isOpaque) return [];
  return reachedOutputs(outputs, event).flatMap(({ plugin, truth }): readonly Loss[] => {
    if (truth === 'no' || plugin.name === 'stdout') return [];
    const fields = fieldsIn(templateOf(plugin));
    const isEmpty = fields.length > 0 && fields.every(({ field }) => event.get(field) === null);
    const [first] = fields;
    return isEmpty && first !== undefined ? [saysNothing(plugin, first.template)] : [];
  });
}

/** What the text is made of; `undefined` when the output writes something else. */
function templateOf(plugin: Plugin): Value | undefined {
  const message = attributeOf(plugin, 'message')?.value;
  if (plugin.name === 'http') {
    return textOf(attributeOf(plugin, 'format')?.value) === 'message' ? message : undefined;
  }
  const codec = attributeOf(plugin, 'codec')?.value;
  const name = codec === undefined ? BY_DEFAULT.get(plugin.name) : textOf(codec);
  if (name !== 'plain' && name !== 'line') return undefined;
  const format = codec?.kind === 'plugin' ? attributeOf(codec, 'format')?.value : undefined;
  // With the codec plain the output syslog has an option of its own for it.
  const own = plugin.name === 'syslog' && name === 'plain' ? message : undefined;
  return format ?? own ?? MESSAGE;
}

function saysNothing(by: Plugin, template: string): Loss {
  const message = `The output ${by.name} sends a text made of ${template}, which no notification has: it goes out as it is written, and of one notification, answered 200, nothing arrives.`;
  const remedy = by.name === 'http' ? 'Set format => "json".' : 'Set codec => json.';
  const at = (attributeOf(by, 'codec') ?? attributeOf(by, 'message') ?? by).at;
  return { by, at, rule: 'text-without-field', message, remedy };
}
