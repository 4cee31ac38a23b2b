/**
 * The filter prune, which removes fields at the root by their names (`filters/prune.rb` 3.0.4): the tags with them, and
 * all of the notification where nobody thought of it.
 *
 * @module
 */
import type { Plugin } from '../grammar/syntax-tree';
import { attributeOf, pairsOf, textOf, textsOf } from '../values';
import { type Body, kindOfText } from './bodies';
import { matchesPattern, not, or } from './evaluate';
import type { EventState, FieldValue, Truth } from './event-state';
import type { Loss } from './losses';

/** What every event has that an http input makes, whatever was sent. */
const OF_INPUT = new Set(
  '@timestamp @version host http url user_agent event headers type tags'.split(' '),
);
const AT_ROOT = new Set(['summary', 'details']);

/** Removes them; tells when nothing is left of what was sent. */
export function prune(filter: Plugin, event: EventState, body: Body): readonly Loss[] {
  if (!isKnown(filter)) {
    event.isOpaque = true;
    return [];
  }
  const { names } = event;
  const hadContent = names.some((name) => isSent(name, event.get(name)));
  for (const name of names) {
    const stays = staysWith(name, filter);
    if (stays === 'no') event.remove(name);
    if (stays === 'perhaps') event.set(name, { kind: 'unknown' });
  }
  const tagsStay = staysWith('tags', filter);
  if (tagsStay === 'no') event.remove('tags');
  if (tagsStay === 'perhaps') event.doubtTags();
  for (const option of ['whitelist_values', 'blacklist_values']) {
    for (const [name] of pairsOf(attributeOf(filter, option))) event.set(name, { kind: 'unknown' });
  }
  const isLost =
    hadContent && !event.hasOtherFields && event.names.every((one) => OF_INPUT.has(one));
  return isLost && !event.isPerhaps && body.kind !== 'malformed' ? [nothingLeft(filter, body)] : [];
}

/** Its patterns stand there as they are, without fields or variables in them. */
function isKnown(filter: Plugin): boolean {
  const patterns = ['whitelist_names', 'blacklist_names'].map((name) => attributeOf(filter, name));
  return (
    textOf(attributeOf(filter, 'interpolate')?.value) !== 'true' &&
    patterns.every((one) => one === undefined || textsOf(one.value).length === countOf(one.value))
  );
}

function countOf(value: Plugin['attributes'][number]['value']): number {
  return value.kind === 'array' ? value.items.length : 1;
}

function staysWith(name: string, filter: Plugin): Truth {
  const listed = (option: string): readonly Truth[] =>
    textsOf(attributeOf(filter, option)?.value).map((pattern) => matchesPattern(pattern, name));
  const [wanted, unwanted] = [listed('whitelist_names'), listed('blacklist_names')];
  const isWanted = wanted.length === 0 ? 'yes' : wanted.reduce(or);
  return not(or(not(isWanted), unwanted.reduce(or, 'no')));
}

function isSent(name: string, value: FieldValue | null): boolean {
  if (value?.kind === 'text') return kindOfText(value.text) !== null;
  if (value?.kind === 'some') return AT_ROOT.has(name);
  return value?.kind === 'notification' || value?.kind === 'list';
}

function nothingLeft(by: Plugin, { words }: Body): Loss {
  const at = (attributeOf(by, 'whitelist_names') ?? attributeOf(by, 'blacklist_names') ?? by).at;
  const message = `prune removes all that was sent, as it looks at names at the root alone: ${words} is answered 200 and arrives empty.`;
  const remedy =
    'Add the field that holds the notification to whitelist_names, such as "^wallarm$".';
  return { by, at, rule: 'pruned', message, remedy };
}
