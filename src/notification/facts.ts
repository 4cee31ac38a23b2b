/**
 * What a notification says of itself at a glance: its cloud, attack, host and severity, as lists and searches show them.
 *
 * Read from the payload as it is, in every era's spelling, without judging it. Pure.
 *
 * @module
 */
import { INSPECT_DEFAULTS } from './inspect-options';
import { decodeBody } from './reading/decode-body';
import { isLogstashEvent, logstashContent } from './reading/logstash-event';
import { ndjsonLines } from './reading/ndjson';
import { mostValues, scanBytes, type TextScan } from './reading/scan';

/** Texts of a notification; what it does not have is absent. */
export interface NotificationFacts {
  /** Its `summary`. */
  readonly summary?: string;
  /** `details.cloud`. */
  readonly cloud?: string;
  /** `details.client_name`. */
  readonly client?: string;
  /** `type` of the hit, the vulnerability or the security issue. */
  readonly attack?: string;
  /** `host`, or `domain` as it was spelled until January 2026. */
  readonly host?: string;
  /** `risk`, or `threat` as it was spelled until January 2026. */
  readonly severity?: string;
  /** `block_status` of a hit: `monitored` or `blocked`. */
  readonly outcome?: string;
  /** `title` of a vulnerability or a security issue. */
  readonly title?: string;
  /** `ip` of an address that was denylisted. */
  readonly ip?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** The facts of one payload; none when it is no object. */
export function factsOf(payload: unknown): NotificationFacts {
  if (!isFields(payload)) return {};
  const details = isFields(payload['details']) ? payload['details'] : payload;
  const subjects = Object.values(details).filter(isFields);
  const around = [...subjects, details];
  return withoutUndefined({
    summary: firstText([payload], 'summary'),
    cloud: firstText([details], 'cloud'),
    client: firstText([details], 'client_name'),
    attack: firstText(subjects, 'type'),
    host: firstText(around, 'host', 'domain'),
    severity: firstText(around, 'risk', 'threat'),
    outcome: firstText(subjects, 'block_status'),
    title: firstText(subjects, 'title'),
    ip: firstText([details], 'ip'),
  });
}

/**
 * The notifications that a body holds, in order, as parsed. Lines and bodies that are no JSON hold none, nor does what an
 * inspection would not parse either: what is nested too deep, or has more values than a body of its size may hold.
 */
export function payloadsOf(body: Buffer): readonly unknown[] {
  const scan = scanBytes(body);
  if (scan.values > mostValues(body.length)) return [];
  const { text } = decodeBody(body);
  const whole = isTooDeep(scan) ? undefined : parsed(text);
  if (whole === undefined) {
    return [...ndjsonLines(text)].flatMap((line) => {
      const value = isTooDeep(scanBytes(Buffer.from(line.text))) ? undefined : parsed(line.text);
      return value === undefined ? [] : [contentOf(value)];
    });
  }
  return Array.isArray(whole) ? whole.map(contentOf) : [contentOf(whole)];
}

function isTooDeep({ depth }: TextScan): boolean {
  return depth > INSPECT_DEFAULTS.maxDepth;
}

function contentOf(value: unknown): unknown {
  if (!isFields(value) || !isLogstashEvent(value)) return value;
  return logstashContent(value, INSPECT_DEFAULTS.logstashField).payload;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The first of these fields, by name, that holds a text in any of the objects. */
function firstText(objects: readonly Fields[], ...names: readonly string[]): string | undefined {
  for (const object of objects) {
    for (const name of names) {
      const value = Object.hasOwn(object, name) ? object[name] : undefined;
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  return undefined;
}

function withoutUndefined(facts: Readonly<Record<string, string | undefined>>): NotificationFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
