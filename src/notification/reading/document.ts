/**
 * One JSON text of a body: the whole body, or one line of NDJSON.
 *
 * Everything found is kept as a draft first and gets its place at the end, in one walk over the text.
 *
 * @module
 */
import { DraftLimiter } from './draft-limiter';
import { inspectElement } from './element';
import { findHazards } from './hazards';
import type { ResolvedInspectOptions } from '../inspect-options';
import type { Carrier } from '../inspection';
import { placeDrafts } from './place-drafts';
import type { DocumentInspection, DocumentPlace, Draft, DraftedNotification } from './place-drafts';
import { isPlain } from './scan';
import type { TextScan } from './scan';

/** A text that `JSON.parse` accepts and whose nesting is within the limit. */
export interface JsonDocument extends DocumentPlace {
  readonly value: unknown;
  readonly scan: TextScan;
  readonly carrier: Carrier;
}

/** Inspects each notification of a document; the documents of one body share a limiter. */
export function inspectDocument(
  document: JsonDocument,
  options: ResolvedInspectOptions,
  limiter = new DraftLimiter(),
): DocumentInspection {
  const { value, scan, text } = document;
  const bodyDrafts: Draft[] = [];
  const drafted = draftElements(document, options, { bodyDrafts, limiter });
  const hazards = scan.odd || !isPlain(value, scan.members) ? findHazards(text) : [];
  for (const hazard of hazards) {
    const holder = holderOf(hazard.pointer, drafted, document.carrier === 'array');
    (holder?.drafts ?? bodyDrafts).push(hazard);
  }
  const repeats = hazards.some(({ keyword }) => keyword === 'duplicate-key');
  return placeDrafts(document, { notifications: drafted, body: bodyDrafts, repeats });
}

function draftElements(
  { value, carrier }: JsonDocument,
  options: ResolvedInspectOptions,
  { bodyDrafts, limiter }: { bodyDrafts: Draft[]; limiter: DraftLimiter },
): DraftedNotification[] {
  // A line of NDJSON holds one notification, so an array there is one wrong element.
  const isArray = carrier === 'array';
  const elements = isArray ? (value as unknown[]) : [value];
  const count = Math.min(elements.length, options.maxNotifications);
  const drafted: DraftedNotification[] = [];
  const foreign = new Map<string, { readonly pointer: string; count: number }>();
  let index = 0;
  for (; index < count && !limiter.isExhausted; index += 1) {
    const pointer = isArray ? `/${index}` : '';
    const element = inspectElement(elements[index], { carrier, pointer }, options);
    if ('foreign' in element) {
      const known = foreign.get(element.foreign);
      if (known === undefined) foreign.set(element.foreign, { pointer, count: 1 });
      else known.count += 1;
      continue;
    }
    const drafts = limiter.limit(element.drafts);
    drafted.push(drafts === element.drafts ? element : { ...element, drafts });
  }
  for (const [message, first] of foreign) bodyDrafts.push(foreignDraft(message, first));
  if (index < elements.length) bodyDrafts.push(tooMany(elements.length, index));
  return drafted;
}

function foreignDraft(
  message: string,
  { pointer, count }: { pointer: string; count: number },
): Draft {
  const others = count > 1 ? ` (This is the first of ${count} such elements.)` : '';
  return {
    kind: 'violation',
    pointer,
    keyword: 'foreign-format',
    message: message + others,
    expected: 'a notification',
  };
}

function tooMany(count: number, inspected: number): Draft {
  const message = `Only the first ${inspected} of ${count} elements were inspected: a body may hold no more of them, nor of violations.`;
  return {
    kind: 'violation',
    pointer: `/${inspected}`,
    keyword: 'size',
    message,
    expected: `at most ${inspected} elements`,
  };
}

/** The notification in which a pointer lies. */
function holderOf(
  pointer: string,
  drafted: readonly DraftedNotification[],
  isArray: boolean,
): DraftedNotification | undefined {
  if (!isArray) return drafted[0];
  const index = /^\/\d+/.exec(pointer)?.[0];
  // Elements that are no notification are not in the list, so it may be shorter, never longer.
  return drafted.find((one) => one.pointer === index || one.pointer.startsWith(`${index ?? ''}/`));
}
