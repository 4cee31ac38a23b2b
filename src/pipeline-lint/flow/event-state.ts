/**
 * A Logstash event as far as it is known while a body is followed through a pipeline.
 *
 * What is not known is said to be so: a condition on it then holds perhaps.
 *
 * @module
 */

/** `perhaps` when it hangs on what is not known. */
export type Truth = 'yes' | 'no' | 'perhaps';

/** What is known of a field's value; a field that is certainly absent has none. */
export type FieldValue =
  /** A string that is known: a body or a part of one, or what a filter wrote. */
  | { readonly kind: 'text'; readonly text: string }
  /** A notification that was read: its fields are known by name alone. */
  | { readonly kind: 'notification' }
  | { readonly kind: 'list'; readonly items: readonly FieldValue[] }
  /** It is there, with some value. */
  | { readonly kind: 'some' }
  /** Neither its value nor whether it is there is known. */
  | { readonly kind: 'unknown' };

/** Fields of a notification that every one has, or may have. */
const OF_NOTIFICATION: ReadonlyMap<string, FieldValue> = new Map<string, FieldValue>([
  ['summary', { kind: 'some' }],
  ['details', { kind: 'some' }],
  ['description', { kind: 'unknown' }],
]);

/** One event. Changed in place by the filters; copied where ways part. */
export class EventState {
  readonly tags: Set<string>;
  /** Tags that it may have. */
  readonly maybeTags: Set<string>;
  /** Filters have set fields that are not known here. */
  hasOtherFields = false;
  /** A filter may have done anything with it: nothing is said of it any more. */
  isOpaque = false;
  /** It is there only if a condition holds that could not be judged. */
  isPerhaps = false;
  /** Where reading it as JSON failed. */
  failedAt: FailurePlace | null = null;
  /** It was read as JSON. */
  isParsed = false;

  /** Shared with the event that this one was copied from, until one of them changes. */
  #fields: Map<string, FieldValue>;
  #isShared = false;

  constructor(from?: EventState) {
    this.#fields = from === undefined ? new Map<string, FieldValue>() : from.#share();
    this.#isShared = from !== undefined;
    this.tags = new Set(from?.tags);
    this.maybeTags = new Set(from?.maybeTags);
    if (from === undefined) return;
    this.hasOtherFields = from.hasOtherFields;
    this.isOpaque = from.isOpaque;
    this.isPerhaps = from.isPerhaps;
    this.failedAt = from.failedAt;
    this.isParsed = from.isParsed;
  }

  /** The value of a field, `null` when it is certainly absent. */
  get(reference: string): FieldValue | null {
    if (this.isOpaque) return { kind: 'unknown' };
    const key = keyOf(reference);
    for (let end = key.length; end > 0; end = key.lastIndexOf('[', end - 1)) {
      const found = this.#fields.get(key.slice(0, end));
      if (found !== undefined) return inside(found, namesIn(key.slice(end)));
    }
    for (const name of this.#fields.keys()) if (name.startsWith(key)) return { kind: 'some' };
    return this.hasOtherFields ? { kind: 'unknown' } : null;
  }

  /** The names at the root, but for `@metadata` and the tags; others may be there that are not known. */
  get names(): readonly string[] {
    const names = [...this.#fields.keys()].map((key) => key.slice(1, key.indexOf(']')));
    return [...new Set(names)].filter((name) => name !== '@metadata' && name !== 'tags');
  }

  /** Sets a field, and forgets what was known inside of it. */
  set(reference: string, value: FieldValue): void {
    this.remove(reference);
    this.#own().set(keyOf(reference), value);
  }

  /** Sets a field inside of another, whose other fields stay as they are. */
  setInside(outer: string, name: string, value: FieldValue): void {
    this.#own().set(`${keyOf(outer)}[${name}]`, value);
  }

  /** What is not the same in another event is unknown from here on. */
  mergeFields(event: EventState): void {
    if (this.#fields === event.#fields) return;
    const mine = this.#own();
    for (const [name, value] of event.#fields) {
      const other = mine.get(name);
      if (other === value || JSON.stringify(other) === JSON.stringify(value)) continue;
      mine.set(name, { kind: 'unknown' });
    }
    for (const name of mine.keys()) {
      if (!event.#fields.has(name)) mine.set(name, { kind: 'unknown' });
    }
  }

  remove(reference: string): void {
    const key = keyOf(reference);
    if (key === '[tags]') {
      this.tags.clear();
      this.maybeTags.clear();
    }
    for (const name of this.#fields.keys()) {
      if (name.startsWith(key)) this.#own().delete(name);
    }
  }

  #share(): Map<string, FieldValue> {
    this.#isShared = true;
    return this.#fields;
  }

  #own(): Map<string, FieldValue> {
    if (this.#isShared) this.#fields = new Map(this.#fields);
    this.#isShared = false;
    return this.#fields;
  }

  /** Puts the fields of a notification at the root. */
  spread(): void {
    for (const [name, value] of OF_NOTIFICATION) this.set(name, value);
  }

  tag(tag: string): void {
    this.tags.add(tag);
  }

  untag(tag: string): void {
    this.tags.delete(tag);
    this.maybeTags.delete(tag);
  }

  /** Every tag may be gone. */
  doubtTags(): void {
    for (const tag of this.tags) this.maybeTags.add(tag);
    this.tags.clear();
  }

  hasTag(tag: string): Truth {
    if (this.tags.has(tag)) return 'yes';
    return this.isOpaque || this.maybeTags.has(tag) ? 'perhaps' : 'no';
  }
}

/** What failed to read a body, and how it can be known. */
export interface FailurePlace {
  /** The input or filter. */
  readonly plugin: object;
  readonly tags: readonly string[];
}

/** `a` as `[a]`. */
function keyOf(reference: string): string {
  return reference.startsWith('[') ? reference : `[${reference}]`;
}

function namesIn(key: string): readonly string[] {
  return key === '' ? [] : key.slice(1, -1).split('][');
}

function inside(value: FieldValue, [name, ...rest]: readonly string[]): FieldValue | null {
  if (name === undefined) return value;
  if (value.kind === 'text') return null;
  if (value.kind === 'list') {
    const item = /^-?\d+$/.test(name) ? value.items.at(Number(name)) : undefined;
    return item === undefined ? null : inside(item, rest);
  }
  if (value.kind !== 'notification') return { kind: 'unknown' };
  const field = OF_NOTIFICATION.get(name);
  return field === undefined ? null : inside(field, rest);
}
