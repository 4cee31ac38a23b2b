/**
 * The settings of `logstash.yml`, or of the entries of `pipelines.yml`, as Logstash takes them from the YAML.
 *
 * @module
 */
import { isMap, isScalar } from 'yaml';
import type { Node } from 'yaml';

import { entriesOf, placeOf } from './yaml-file';

/** A setting and where it stands. */
export interface Setting {
  readonly name: string;
  /** What YAML makes of it; `undefined` for a list or a map. */
  readonly value: string | number | boolean | null | undefined;
  /** Where its name stands. */
  readonly at: number;
  /** The value's node, for what is inside of it. */
  readonly node: Node | null;
}

/** The settings of one entry, by name; the last of one name counts. */
export interface Settings {
  readonly at: number;
  readonly byName: ReadonlyMap<string, Setting>;
}

/** Reads a map as Logstash reads an entry of `pipelines.yml`: names as they are. */
export function readEntry(node: Node | null): Settings | null {
  if (!isMap(node)) return null;
  const settings = entriesOf(node).map(({ name, at, value }) => settingOf(name, at, value));
  return { at: placeOf(node), byName: new Map(settings.map((one) => [one.name, one])) };
}

/** Reads a map as Logstash reads `logstash.yml`: a map inside stands for names with a dot. */
export function readFlat(node: Node | null): Settings | null {
  if (!isMap(node)) return null;
  const byName = new Map<string, Setting>();
  collect(node, '', byName, 0);
  return { at: placeOf(node), byName };
}

function collect(node: Node, prefix: string, into: Map<string, Setting>, depth: number): void {
  if (!isMap(node) || depth > 10) return;
  for (const { name, at, value } of entriesOf(node)) {
    const whole = `${prefix}${name}`;
    if (isMap(value)) collect(value, `${whole}.`, into, depth + 1);
    else into.set(whole, settingOf(whole, at, value));
  }
}

function settingOf(name: string, at: number, node: Node | null): Setting {
  if (node === null) return { name, value: null, at, node };
  const value = isScalar(node) ? node.value : undefined;
  const isPlain = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  return { name, value: isPlain ? (value as Setting['value']) : undefined, at, node };
}

/** A setting as text, when it is one. */
export function settingText(setting: Setting | undefined): string | null {
  return typeof setting?.value === 'string' ? setting.value : null;
}
