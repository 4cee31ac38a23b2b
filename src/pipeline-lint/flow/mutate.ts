/**
 * What the filter mutate does with an event (`filters/mutate.rb` 3.6.0).
 *
 * @module
 */
import type { Plugin } from '../grammar/syntax-tree';
import { attributeOf, pairsOf, textOf, textsOf } from '../values';
import type { EventState, FieldValue } from './event-state';
import { separatorOf, succeeded } from './filter-options';
import { setFields } from './http-input';

/** Its parts run in this order, whatever order they are written in. */
export function mutate(filter: Plugin, event: EventState, hasEscapes: boolean): void {
  for (const [from, to] of pairsOf(attributeOf(filter, 'rename')))
    move(event, from, textOf(to), true);
  for (const name of ['update', 'replace']) setFields(event, attributeOf(filter, name));
  for (const name of ['coerce', 'convert', 'gsub']) {
    for (const field of changedBy(filter, name)) changed(event, field);
  }
  for (const name of ['uppercase', 'lowercase', 'capitalize', 'strip']) {
    for (const field of textsOf(attributeOf(filter, name)?.value)) changed(event, field);
  }
  for (const [field, separator] of pairsOf(attributeOf(filter, 'split')))
    divided(event, field, separatorOf(separator, hasEscapes));
  for (const name of ['join', 'merge']) {
    for (const field of changedBy(filter, name)) changed(event, field);
  }
  for (const [from, to] of pairsOf(attributeOf(filter, 'copy')))
    move(event, from, textOf(to), false);
  succeeded(filter, event);
}

function changedBy(filter: Plugin, name: string): readonly string[] {
  const attribute = attributeOf(filter, name);
  // gsub lists field, pattern and text, three by three.
  if (name === 'gsub') return textsOf(attribute?.value).filter((_text, index) => index % 3 === 0);
  return pairsOf(attribute).map(([field]) => field);
}

/** Split of mutate makes a list of a text, also of one that has no separator in it. */
function divided(event: EventState, field: string, separator: string | null): void {
  const value = event.get(field);
  if (value?.kind !== 'text' || separator === null) {
    changed(event, field);
    return;
  }
  const items = value.text.split(separator).map((text): FieldValue => ({ kind: 'text', text }));
  event.set(field, { kind: 'list', items });
}

function changed(event: EventState, field: string): void {
  const value = event.get(field);
  if (value !== null) event.set(field, value.kind === 'unknown' ? value : { kind: 'some' });
  if (field === 'tags' || field === '[tags]') event.isOpaque = true;
}

function move(event: EventState, from: string, to: string | null, isRenamed: boolean): void {
  const value = event.get(from);
  if (to === null) {
    event.hasOtherFields = true;
    return;
  }
  if (isRenamed) event.remove(from);
  if (value !== null) event.set(to, value);
}
