/**
 * Whether a value is of the kind that its option takes, by the rules of Logstash's `config/mixin.rb`.
 *
 * Logstash is lenient: a lone value stands for an array of one, a number for a string. A value that depends on an
 * environment variable without a default cannot be judged, and passes.
 *
 * @module
 */
import type { OptionFacts } from './plugin-options';
import type { Value } from './syntax-tree';
import { withDefaults } from './values';

/** What the option takes in place of this value; `null` when the value will do. */
export function expectedInstead(facts: OptionFacts, value: Value): string | null {
  const { type, values } = facts;
  if (type === 'any') return null;
  if (type === 'codec') return value.kind === 'array' || value.kind === 'hash' ? 'a codec' : null;
  if (value.kind === 'plugin') return kindInWords(facts);
  if (type === 'array') return null;
  if (type === 'hash') return isHash(value) ? null : 'a hash: { "key" => "value" }';
  if (type === 'numbers') return isEvery(value, isNumber) ? null : 'numbers: [429, 503]';
  if (value.kind === 'array' && value.items.length !== 1) return `one value: ${kindInWords(facts)}`;
  const accepts =
    values !== undefined
      ? (text: string) => values.includes(text)
      : type === 'number'
        ? isNumber
        : type === 'boolean'
          ? (text: string) => text === 'true' || text === 'false'
          : () => true;
  return isEvery(value, accepts) ? null : kindInWords(facts);
}

function kindInWords({ type, values }: OptionFacts): string {
  if (values !== undefined) return `one of ${values.join(', ')}`;
  if (type === 'boolean') return 'true or false';
  if (type === 'path') return 'the path of a file';
  return `a ${type}`;
}

function isHash(value: Value): boolean {
  return value.kind === 'hash' || (value.kind === 'array' && value.items.length % 2 === 0);
}

function isEvery(value: Value, accepts: (text: string) => boolean): boolean {
  if (value.kind === 'hash' || value.kind === 'plugin') return false;
  if (value.kind === 'array') return value.items.every((item) => isEvery(item, accepts));
  const text = withDefaults(value.text);
  return text === null || accepts(text);
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text);
}
