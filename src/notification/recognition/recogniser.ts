/**
 * Recognises the ordinary body: one text of JSON, each notification in it as published, so that there is nothing to tell
 * of it. Nearly every body of Wallarm is one. It takes one pass over its bytes, where an inspection takes several, and
 * an object for each value.
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
import { mostValues } from '../reading/scan';
import { generatedSchema } from '../validation/generated';
import { type Fields, formOf } from './form';
import { Pass, UNKNOWN } from './pass';

const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;

/** Nothing that is recognised is nested deeper. */
const DEEPEST = 24;
/** Findings that are kept for further bodies that have the same. */
const MOST_KEPT = 256;

/** See the module. It learns in which order senders write their fields: keep one for all that comes. */
export class Recogniser {
  readonly #options: ResolvedInspectOptions;
  /** `null` for a type of which nothing is recognised. */
  readonly #fields = new Map<NotificationType, Fields | null>();
  /** By carrier, type and number of notifications. */
  readonly #kept = new Map<string, Findings>();
  #latest: NotificationType = 'new_hits';

  constructor(options: ResolvedInspectOptions) {
    this.#options = options;
  }

  /** What an inspection would find, as it is listed, frozen; `undefined` when that is not certain. */
  recognise(body: Buffer): Findings | undefined {
    const pass = new Pass(body);
    const start = pass.space(0);
    const isArray = body[start] === OPENING_BRACKET;
    const types: NotificationType[] = [];
    const end = isArray ? this.#array(pass, body, types) : this.#one(pass, start, types);
    if (end === UNKNOWN || !this.#isWhole(pass, body, end)) return undefined;
    if (types.length > this.#options.maxNotifications) return undefined;
    return this.#findings(isArray ? 'array' : 'object', types);
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

  /** One notification; first it is taken for one of the type of that before it. */
  #one(pass: Pass, at: number, types: NotificationType[]): number {
    let end = this.#of(this.#latest, pass, at);
    const { other } = pass;
    if (end === UNKNOWN && other !== undefined && isNotificationType(other)) {
      this.#latest = other;
      end = this.#of(other, pass, at);
    }
    types.push(this.#latest);
    return end;
  }

  #of(type: NotificationType, pass: Pass, at: number): number {
    let fields = this.#fields.get(type);
    if (fields === undefined) {
      fields = formOf(generatedSchema(type))?.fields ?? null;
      this.#fields.set(type, fields);
    }
    pass.other = undefined;
    return fields === null ? UNKNOWN : pass.object(fields, at);
  }

  #findings(carrier: 'array' | 'object', types: readonly NotificationType[]): Findings {
    const [first] = types;
    if (first === undefined || !types.every((type) => type === first)) {
      return findingsOf(carrier, types);
    }
    const key = `${carrier} ${first} ${types.length}`;
    let findings = this.#kept.get(key);
    if (findings === undefined) {
      findings = findingsOf(carrier, types);
      if (this.#kept.size < MOST_KEPT) this.#kept.set(key, findings);
    }
    return findings;
  }
}

function findingsOf(carrier: 'array' | 'object', types: readonly NotificationType[]): Findings {
  const notifications = types.map((type, index) => {
    const pointer = carrier === 'array' ? `/${index}` : '';
    return { pointer, type, carrier, era: 'current', violations: [], notices: [] } as const;
  });
  return listFindings({ carrier, notifications, violations: [] });
}
