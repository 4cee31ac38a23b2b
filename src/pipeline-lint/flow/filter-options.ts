/**
 * Options that several filters share, and what they do with an event.
 *
 * @module
 */
import type { Plugin, Value } from '../grammar/syntax-tree';
import { attributeOf, textOf, textsOf } from '../values';
import type { EventState } from './event-state';
import { setFields } from './http-input';

/** What a filter adds when it succeeds, which it does perhaps. */
export function touched(filter: Plugin, event: EventState): void {
  event.hasOtherFields = true;
  const tags = [...event.tags, ...event.maybeTags];
  for (const name of textsOf(attributeOf(filter, 'remove_field')?.value))
    event.set(name, { kind: 'unknown' });
  // Those that went with the field tags may be there still.
  for (const tag of tags) if (!event.tags.has(tag)) event.maybeTags.add(tag);
  for (const tag of textsOf(attributeOf(filter, 'add_tag')?.value)) event.maybeTags.add(tag);
  for (const tag of textsOf(attributeOf(filter, 'remove_tag')?.value)) {
    if (event.tags.delete(tag)) event.maybeTags.add(tag);
  }
}

/** What a filter adds when it certainly succeeds. */
export function succeeded(filter: Plugin, event: EventState): void {
  setFields(event, attributeOf(filter, 'add_field'));
  for (const name of textsOf(attributeOf(filter, 'remove_field')?.value)) event.remove(name);
  for (const tag of textsOf(attributeOf(filter, 'add_tag')?.value)) event.tag(tag);
  for (const tag of textsOf(attributeOf(filter, 'remove_tag')?.value)) event.untag(tag);
}

/** A text that parts others, as an option has it: `config.support_escapes` makes a line end of `\n`. */
export function separatorOf(value: Value, hasEscapes: boolean): string | null {
  const text = textOf(value);
  return hasEscapes && text === '\\n' ? '\n' : text;
}
