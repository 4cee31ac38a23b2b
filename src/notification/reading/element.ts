/**
 * One element of a body: what it is, and the notification in it.
 *
 * @module
 */
import { foreignFormat } from './foreign-format';
import type { ResolvedInspectOptions } from '../inspect-options';
import type { Carrier } from '../inspection';
import { isLogstashEvent, isParseFailure, logstashContent } from './logstash-event';
import type { Draft, DraftedNotification } from './place-drafts';
import { childPointer } from '../pointer';
import { validateNotification } from '../validate';

/** Where an element stands. */
export interface ElementPlace {
  readonly carrier: Carrier;
  /** From the root of its document. */
  readonly pointer: string;
}

/** An element that is known to be something else; says what. */
export interface ForeignElement {
  readonly foreign: string;
}

const PARSE_FAILURE =
  'This Logstash event holds no notification but a body that Logstash could not parse (tag _jsonparsefailure); the body’s text is in its message.';

/** Inspects one element of a body. */
export function inspectElement(
  value: unknown,
  place: ElementPlace,
  { logstashField }: ResolvedInspectOptions,
): DraftedNotification | ForeignElement {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return noObject(value, place);
  }
  if (isLogstashEvent(value)) {
    if (isParseFailure(value)) return { foreign: PARSE_FAILURE };
    const { payload, field } = logstashContent(value, logstashField);
    const pointer = field === undefined ? place.pointer : childPointer(place.pointer, field);
    return notification(payload, { carrier: 'logstash-event', pointer });
  }
  const foreign = foreignFormat(value);
  return foreign === null ? notification(value, place) : { foreign };
}

function notification(payload: unknown, { carrier, pointer }: ElementPlace): DraftedNotification {
  const { type, era, breaches } = validateNotification(payload);
  const drafts = breaches.map((breach) => ({
    kind: breach.kind,
    pointer: pointer + breach.pointer,
    keyword: breach.keyword,
    message: breach.message,
    expected: breach.expected,
  }));
  return { pointer, type, carrier, era, payload, drafts };
}

/** Logstash's json codec drops a whole array for one such element; an NDJSON line may hold none either. */
function noObject(payload: unknown, { carrier, pointer }: ElementPlace): DraftedNotification {
  const message =
    carrier === 'array'
      ? 'A notification must be an object; for this element Logstash’s json codec would turn the whole array into one failed event.'
      : 'Each line must hold one notification, which is an object.';
  const draft: Draft = {
    kind: 'violation',
    pointer,
    keyword: 'type',
    message,
    expected: 'an object',
  };
  return { pointer, type: null, carrier, era: null, payload, drafts: [draft] };
}
