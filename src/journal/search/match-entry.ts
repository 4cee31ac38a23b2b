/**
 * The fields of a search that only a whole entry decides: its body, or its headers.
 *
 * @module
 */
import { factsOf, payloadsOf, type NotificationFacts } from '../../notification/facts';
import { fingerprint } from '../../notification/fingerprint';
import type { JournalEntry } from '../entry';
import { PAYLOAD_PREFIX } from './search-fields';
import type { SearchTerm, SearchValue } from './parse-search';

/** Bodies over it are not parsed for a field: that would hold everything else up. */
const LARGEST_PARSED = 1024 * 1024;

/** Decides on an entry. */
export type EntryTest = (view: EntryView) => boolean;

/** An entry, with what terms need of it made when the first one asks. */
export class EntryView {
  readonly entry: JournalEntry;
  #text: string | undefined;
  #payloads: readonly unknown[] | undefined;
  #facts: readonly NotificationFacts[] | undefined;

  constructor(entry: JournalEntry) {
    this.entry = entry;
  }

  /** The body is too large to be parsed here. */
  get large(): boolean {
    return this.entry.body.length > LARGEST_PARSED;
  }

  /** The body in lower case. */
  get text(): string {
    return (this.#text ??= this.entry.body.toString().toLowerCase());
  }

  get payloads(): readonly unknown[] {
    return (this.#payloads ??= payloadsOf(this.entry.body));
  }

  get facts(): readonly NotificationFacts[] {
    return (this.#facts ??= this.payloads.map(factsOf));
  }

  /** Values of headers with this name, or of all. */
  headerValues(name?: string): readonly string[] {
    const { headers } = this.entry;
    if (name === undefined) return Object.values(headers).flat();
    return Object.hasOwn(headers, name) ? [headers[name] ?? []].flat() : [];
  }
}

/** What a term that no summary decides asks of an entry. */
export function entryTest({ field, values, negated }: SearchTerm): EntryTest {
  const tests = values.map((value) => testOf(field, value));
  return (view) => tests.some((test) => test(view)) !== negated;
}

function testOf(field: SearchTerm['field'], { text }: SearchValue): EntryTest {
  const wanted = text.toLowerCase();
  if (field === 'text') return (view) => holdsText(view, wanted);
  if (field === 'header') return headerTest(wanted);
  if (field === 'fingerprint') {
    return ({ payloads }) => payloads.some((one) => fingerprint(one) === wanted);
  }
  const fact = FACTS.find((name) => name === field);
  return fact === undefined ? payloadTest(field.split('.'), wanted) : factTest(fact, wanted);
}

/** Fields of the search that are facts of a notification. */
const FACTS = ['cloud', 'client', 'attack', 'host', 'severity'] as const;

function factTest(name: (typeof FACTS)[number], wanted: string): EntryTest {
  return (view) =>
    view.large
      ? spells(view, wanted)
      : view.facts.some((facts) => facts[name]?.toLowerCase() === wanted);
}

function holdsText(view: EntryView, wanted: string): boolean {
  return (
    view.entry.path.toLowerCase().includes(wanted) ||
    view.headerValues().some((value) => value.toLowerCase().includes(wanted)) ||
    view.text.includes(wanted)
  );
}

/** Of `name=text` the value holds the text; `name` alone has any value. */
function headerTest(wanted: string): EntryTest {
  const [name = '', ...rest] = wanted.split('=');
  const part = rest.join('=');
  return (view) => view.headerValues(name).some((value) => value.toLowerCase().includes(part));
}

/** Fields by name; in an array any element will do. A number, `true` or `null` is told by its JSON. */
function payloadTest(names: readonly string[], wanted: string): EntryTest {
  const leaf = names.at(-1) ?? PAYLOAD_PREFIX;
  return (view) =>
    view.large
      ? spells(view, leaf.toLowerCase()) && spells(view, wanted)
      : view.payloads.some((payload) => holdsAt(payload, names, wanted));
}

function holdsAt(value: unknown, names: readonly string[], wanted: string): boolean {
  if (Array.isArray(value)) return value.some((one) => holdsAt(one, names, wanted));
  const [name, ...rest] = names;
  if (typeof value !== 'object' || value === null) {
    return name === undefined && String(value).toLowerCase() === wanted;
  }
  return (
    name !== undefined &&
    Object.hasOwn(value, name) &&
    holdsAt((value as Readonly<Record<string, unknown>>)[name], rest, wanted)
  );
}

/** Of a large body: the text stands in it as JSON has it. */
function spells({ text }: EntryView, wanted: string): boolean {
  return text.includes(JSON.stringify(wanted).slice(1, -1));
}
