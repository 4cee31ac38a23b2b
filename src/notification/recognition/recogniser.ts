/**
 * Recognises the ordinary body: one text of JSON, or NDJSON, each notification in it as published, so that there is nothing
 * to tell of it. Nearly every body of Wallarm is one, and so is what Logstash makes of it: an event that keeps one
 * notification apart, under a field. It takes one pass over its bytes, where an inspection takes several, and an object for
 * each value.
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
import { lineEnd } from '../reading/line-splitter';
import { FREE_VALUES, mostValues } from '../reading/scan';
import { generatedSchema } from '../validation/generated';
import { eventFormOf, type Fields, type Form, formOf } from './form';
import { Pass, UNKNOWN } from './pass';

const COMMA = 0x2c;
const OPENING_BRACE = 0x7b;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;

/** Nothing that is recognised is nested deeper. */
const DEEPEST = 24;
/** Findings that are kept for further bodies that have the same. */
const MOST_KEPT = 256;
/** What every event bears, and no notification. */
const TIMESTAMP = '"@timestamp"';

/** What a body was recognised as. */
interface Recognised {
  readonly carrier: 'array' | 'ndjson' | 'object' | 'logstash-event';
  readonly types: readonly NotificationType[];
}

/** The type of the one notification that a line is, from `start` up to its LF at `end`, or the end of all; `undefined` when that is not certain. */
export type LineRecogniser = (start: number, end: number) => NotificationType | undefined;

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
    const recognised = this.#read(body);
    return recognised && this.#findings(recognised);
  }

  /** The same with each notification of the body, however many there are. */
  recogniseEach(body: Buffer): Findings | undefined {
    const recognised = this.#read(body);
    return recognised && this.#findingsOf(recognised);
  }

  /** The same for a block of lines, each by itself. */
  ofLines(block: Buffer): LineRecogniser {
    const pass = new Pass(block);
    const isText = isUtf8(block);
    return (start, end) => {
      // The white space before one could be all that the block holds.
      if (block[start] !== OPENING_BRACE) return undefined;
      pass.values = 0;
      const behind = this.#typed(pass, start);
      // The pass knows no end of a line: white space may have led it beyond.
      const isLine =
        behind === end || (behind !== UNKNOWN && behind < end && pass.space(behind) >= end);
      if (!isLine || !this.#isBounded(pass, 0)) return undefined;
      return isText || isUtf8(block.subarray(start, end)) ? this.#latest : undefined;
    };
  }

  #read(body: Buffer): Recognised | undefined {
    const pass = new Pass(body);
    const start = pass.space(0);
    const types: NotificationType[] = [];
    const isArray = body[start] === OPENING_BRACKET;
    const end = isArray ? this.#array(pass, body, types) : this.#lines(pass, body, types);
    if (end === UNKNOWN && !isArray) return this.#readEvent(body, start);
    if (!this.#isWhole(pass, body, end)) return undefined;
    if (types.length > this.#options.maxNotifications) return undefined;
    return { carrier: isArray ? 'array' : types.length > 1 ? 'ndjson' : 'object', types };
  }

  #readEvent(body: Buffer, start: number): Recognised | undefined {
    if (!body.includes(TIMESTAMP)) return undefined;
    const pass = new Pass(body);
    const end = this.#typed(pass, start, this.#events);
    return this.#isWhole(pass, body, end)
      ? { carrier: 'logstash-event', types: [this.#latest] }
      : undefined;
  }

  #isWhole(pass: Pass, body: Buffer, end: number): boolean {
    const isAll = end !== UNKNOWN && pass.space(end) === body.length;
    return isAll && this.#isBounded(pass, body.length) && isUtf8(body);
  }

  #isBounded({ values }: Pass, length: number): boolean {
    return values <= mostValues(length) && this.#options.maxDepth >= DEEPEST;
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

  /** One notification, or several, each on a line of its own. */
  #lines(pass: Pass, body: Buffer, types: NotificationType[]): number {
    for (let at = pass.space(0); ;) {
      const { values } = pass;
      const end = this.#one(pass, at, types);
      if (end === UNKNOWN) return UNKNOWN;
      const next = pass.space(end);
      if (next === body.length && types.length === 1) return end;
      const line = lineEnd(body, at);
      if (end > line || next < line || pass.values - values > FREE_VALUES) return UNKNOWN;
      if (next === body.length) return end;
      at = next;
    }
  }

  #one(pass: Pass, at: number, types: NotificationType[]): number {
    const end = this.#typed(pass, at);
    types.push(this.#latest);
    return end;
  }

  /** One notification, or an event with it; first it is taken for one of the type of that before it. */
  #typed(pass: Pass, at: number, forms = this.#notifications): number {
    const end = forms.read(this.#latest, pass, at);
    const { other } = pass;
    if (end !== UNKNOWN || other === undefined || !isNotificationType(other)) return end;
    this.#latest = other;
    return forms.read(other, pass, at);
  }

  #findings(recognised: Recognised): Findings {
    const { carrier, types } = recognised;
    const [first] = types;
    if (first === undefined || !types.every((type) => type === first)) {
      return listFindings(this.#findingsOf(recognised));
    }
    const key = `${carrier} ${first} ${types.length}`;
    let findings = this.#kept.get(key);
    if (findings === undefined) {
      findings = listFindings(this.#findingsOf(recognised));
      if (this.#kept.size < MOST_KEPT) this.#kept.set(key, findings);
    }
    return findings;
  }

  #findingsOf({ carrier, types }: Recognised): Findings {
    const place = carrier === 'object' ? '' : childPointer('', this.#options.logstashField);
    const isOne = carrier === 'object' || carrier === 'logstash-event';
    const notifications = types.map((type, index) => {
      const pointer = isOne ? place : `/${index}`;
      return { pointer, type, carrier, era: 'current', violations: [], notices: [] } as const;
    });
    return { carrier, notifications, violations: [] };
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
