/**
 * Whether a setting takes a value, by the rules of the classes in `org.logstash.settings` (9.5.2).
 *
 * @module
 */
import { hasVariable, withDefaults } from '../values';
import type { SettingKind } from './known-settings';
import type { Setting } from './settings-file';

/** What the setting takes in place of this value; `null` when the value will do, or hangs on a variable. */
export function settingInstead(kind: SettingKind, { value }: Setting): string | null {
  if (kind === 'any') return null;
  if (value === undefined) return `${inWords(kind)}, not a list or a map`;
  if (typeof value !== 'string') return acceptsValue(kind, value) ? null : inWords(kind);
  const text = withDefaults(value);
  if (text === null) return null;
  // What a variable gives is text, also where YAML would make a number of it.
  if (hasVariable(value) && text === '') return null;
  return acceptsText(kind, text) ? null : inWords(kind);
}

function acceptsValue(kind: SettingKind, value: number | boolean | null): boolean {
  if (kind === 'string') return value === null;
  if (kind === 'boolean') return typeof value === 'boolean';
  if (kind === 'number') return typeof value === 'number';
  if (kind === 'positive') return Number.isInteger(value) && Number(value) > 0;
  if (kind === 'ports') return arePorts(String(value));
  if (kind === 'bytes') return typeof value === 'number' && value >= 0;
  if (kind === 'time') return typeof value === 'number' && Number.isInteger(value);
  return typeof kind === 'string' || (value !== null && kind.includes(String(value)));
}

function acceptsText(kind: SettingKind, text: string): boolean {
  if (kind === 'string' || kind === 'any') return true;
  if (kind === 'boolean') return text === 'true' || text === 'false';
  if (kind === 'number')
    return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/.test(text.trim());
  if (kind === 'positive') return /^\+?0*[1-9]\d*$/.test(text.trim());
  if (kind === 'ports') return arePorts(text.trim());
  if (kind === 'bytes') return isBytes(text);
  if (kind === 'time')
    return /^-?\d+\s*(?:nanos|micros|ms|s|m|h|d)$/i.test(text.trim()) || /^-0*1$/.test(text);
  return kind.includes(text);
}

/** One port, or a first and a last: `PortRangeSetting.java`. */
function arePorts(text: string): boolean {
  return /^\d+(?:-\d+)?$/.test(text) && text.split('-').every(isPort);
}

function isPort(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 65_535;
}

/** `ByteValue.java` keeps digits, dots and signs of the text, and looks at how it ends. */
function isBytes(text: string): boolean {
  const digits = text.replaceAll(/[^\d.-]/g, '');
  return /^(?:\d+\.?\d*|\.\d+)$/.test(digits) && /[kmgtpb]$/i.test(text);
}

function inWords(kind: SettingKind): string {
  if (typeof kind !== 'string') return `one of ${kind.join(', ')}`;
  return WORDS[kind];
}

const WORDS = {
  any: 'anything',
  boolean: 'true or false',
  bytes: 'a size, such as 1024mb',
  number: 'a number',
  ports: 'a port or a range of them, such as 9600-9700',
  positive: 'a whole number above 0',
  string: 'a string',
  time: 'a time, such as 3s',
} as const;
