/**
 * What arrived behind Logstash: the notifications in a body, wherever the pipeline put them. Pure.
 *
 * A notification may come bare, at the root of a Logstash event, or under a field of it. At the root only Wallarm's
 * own fields are taken: what Logstash and ECS add beside them is no alteration.
 *
 * @module
 */
import { parseJson } from './parse-json';

/** One element of a body. */
export interface Arrived {
  /** The notification, or what stands in its place. */
  readonly notification: unknown;
  /** The whole element as text, in which a mark may stand anywhere: as it came, if it was alone in its body, or its JSON. */
  readonly text: string;
}

/** The fields of a notification's envelope. */
const ENVELOPE = ['summary', 'description', 'details'] as const;

/** Reads a body. `field` is a dotted path under which events carry the notification. */
export function arrivedIn(body: Buffer | string, field: string): readonly Arrived[] {
  const text = body.toString();
  const elements = elementsOf(text);
  return elements.map((element) => ({
    notification: notificationOf(element, field),
    text: elements.length === 1 ? text : JSON.stringify(element),
  }));
}

/** An array's elements, one value, or one for each line; text that is not JSON stays text. */
function elementsOf(text: string): readonly unknown[] {
  const whole = parseJson(text);
  if (whole !== undefined) return Array.isArray(whole) ? (whole as unknown[]) : [whole];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => parseJson(line) ?? line);
}

function notificationOf(element: unknown, field: string): unknown {
  const under = field.split('.').reduce<unknown>(fieldOf, element);
  if (typeof under === 'object' && under !== null) return under;
  if (typeof element !== 'object' || element === null) return element;
  const present = ENVELOPE.filter((key) => Object.hasOwn(element, key));
  return Object.fromEntries(present.map((key) => [key, fieldOf(element, key)]));
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
