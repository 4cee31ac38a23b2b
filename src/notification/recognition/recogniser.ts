/**
 * Recognises the ordinary body: one text of JSON, each notification in it as published, so that there is nothing to tell
 * of it. Nearly every body of Wallarm is one, and so is what Logstash makes of it: an event that keeps one notification
 * apart, under a field. It takes one pass over its bytes, where an inspection takes several, and an object for each value.
 *
 * What is not recognised is inspected. What is recognised has the findings that an inspection would have made.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';

import type { ResolvedInspectOptions } from '../inspect-options';
import type { Findings } from '../inspection';
import { listFindings } from '../list-findings';
import { isNotificationType, type NotificationType } from '../notification-type';
import { childPointer } from '../pointer';
import { mostValues } from '../reading/scan';
import { generatedSchema } from '../validation/generated';
import { eventFormOf, type Fields, type Form, formOf } from './form';
import { Pass, UNKNOWN } from './pass';

const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;

/** Nothing that is recognised is nested deeper. */
const DEEPEST = 24;
/** Findings that are kept for further bodies that have the same. */
const MOST_KEPT = 256;

/** What is recognised. */
type Carrier = 'array' | 'object' | 'logstash-event';

/** See the module. It learns in which order senders write their fields: keep one for all that comes. */
export class Recogniser {
  readonly #options: ResolvedInspectOptions;
  readonly #notifications = new Forms(formOf);
  readonly #events: Forms;
  /** By carrier, type and number of notifications. */
  readonly #kept = new Map<string, Findings>();
  #latest: NotificationType = 'new_hits';

  constructor(options: ResolvedInspectOptions) {
    this.#options = options;
    this.#events = new Forms((schema) => eventFormOf(options.logstashField, schema));
  }

  /** What an inspection would find, as it is listed, frozen; `undefined` when that is not certain. */
  recognise(body: Buffer): Findings | undefined {
    const pass = new Pass(body);
    const start = pass.space(0);
    const isArray = body[start] === OPENING_BRACKET;
    const types: NotificationType[] = [];
    const end = isArray ? this.#array(pass, body, types) : this.#one(pass, start, types);
    if (end === UNKNOWN) return isArray ? undefined : this.#event(body, start);
    if (!this.#isWhole(pass, body, end)) return undefined;
    if (types.length > this.#options.maxNotifications) return undefined;
    return this.#findings(isArray ? 'array' : 'object', types);
  }

  #event(body: Buffer, start: number): Findings | undefined {
    const pass = new Pass(body);
    const types: NotificationType[] = [];
    const end = this.#one(pass, start, types, this.#events);
    if (end === UNKNOWN || !this.#isWhole(pass, body, end)) return undefined;
    return this.#findings('logstash-event', types);
  }

  /** The type of a text's only notification, when it is recognised. */
  recogniseOne(text: Buffer): NotificationType | undefined {
    const pass = new Pass(text);
    const types: NotificationType[] = [];
    const end = this.#one(pass, pass.space(0), types);
    return end !== UNKNOWN && this.#isWhole(pass, text, end) ? types[0] : undefined;
  }

  #isWhole(pass: Pass, text: Buffer, end: number): boolean {
    return (
      pass.space(end) === text.length &&
      pass.values <= mostValues(text.length) &&
      this.#options.maxDepth >= DEEPEST &&
      isUtf8(text)
    );
  }

  #array(pass: Pass, body: Buffer, types: NotificationType[]): number {
    let at = pass.space(0);
    do {
      pass.values += 1;
      at = this.#one(pass, pass.space(at + 1), types);
      if (at === UNKNOWN) return UNKNOWN;
      at = pass.space(at);
    } while (body[at] === COMMA);
    return body[at] === CLOSING_BRACKET ? at + 1 : UNKNOWN;
  }

  /** One notification, or an event with it; first it is taken for one of the type of that before it. */
  #one(pass: Pass, at: number, types: NotificationType[], forms = this.#notifications): number {
    let end = forms.read(this.#latest, pass, at);
    const { other } = pass;
    if (end === UNKNOWN && other !== undefined && isNotificationType(other)) {
      this.#latest = other;
      end = forms.read(other, pass, at);
    }
    types.push(this.#latest);
    return end;
  }

  #findings(carrier: Carrier, types: readonly NotificationType[]): Findings {
    const [first] = types;
    if (first === undefined || !types.every((type) => type === first)) {
      return this.#findingsOf(carrier, types);
    }
    const key = `${carrier} ${first} ${types.length}`;
    let findings = this.#kept.get(key);
    if (findings === undefined) {
      findings = this.#findingsOf(carrier, types);
      if (this.#kept.size < MOST_KEPT) this.#kept.set(key, findings);
    }
    return findings;
  }

  #findingsOf(carrier: Carrier, types: readonly NotificationType[]): Findings {
    const field = childPointer('', this.#options.logstashField);
    const notifications = types.map((type, index) => {
      const pointer = { array: `/${index}`, 'logstash-event': field, object: '' }[carrier];
      return { pointer, type, carrier, era: 'current', violations: [], notices: [] } as const;
    });
    return listFindings({ carrier, notifications, violations: [] });
  }
}

/** The forms of all types, each made when it is first needed. */
class Forms {
  readonly #formOf: (schema: object) => Form | undefined;
  /** `null` for a type of which nothing is recognised. */
  readonly #fields = new Map<NotificationType, Fields | null>();

  constructor(form: (schema: object) => Form | undefined) {
    this.#formOf = form;
  }

  /** Reads what begins at `at` beside the form of a type. */
  read(type: NotificationType, pass: Pass, at: number): number {
    let fields = this.#fields.get(type);
    if (fields === undefined) {
      fields = this.#formOf(generatedSchema(type))?.fields ?? null;
      this.#fields.set(type, fields);
    }
    pass.other = undefined;
    return fields === null ? UNKNOWN : pass.object(fields, at);
  }
}
