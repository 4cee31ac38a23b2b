/**
 * Bodies of one size and many shapes: what is wide, deep, repeated, broken, or all of one character. None is more than a
 * receiver must be able to read.
 *
 * @module
 */
import { build } from '../../src/notification/build';

/** Makes a body of about `size` bytes. */
type Shape = (size: number) => Buffer;

/** A unit again and again. */
function repeated(unit: string, open = '[', close = ']', separator = ','): Shape {
  return (size) => {
    const count = Math.floor(
      (size - open.length - close.length) / (unit.length + separator.length),
    );
    return Buffer.from(open + Array<string>(count).fill(unit).join(separator) + close);
  };
}

/** A unit that differs each time. */
function numbered(unit: (index: number) => string, open: string, close: string): Shape {
  return (size) => {
    const units: string[] = [];
    let length = open.length + close.length;
    for (let index = 0; length < size; index += 1) {
      const next = unit(index);
      units.push(next);
      length += next.length + 1;
    }
    return Buffer.from(open + units.join(',') + close);
  };
}

const HIT = JSON.stringify(build('new_hits', { form: 'short' }));
const DETAILS = '{"summary":"s","details":{"notification_type":"new_hits"';

/** Name → body. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  'valid hits, array': repeated(HIT),
  'valid hits, NDJSON': repeated(HIT, '', '\n', '\n'),
  'broken hits': repeated(`${DETAILS}}}`),
  'empty objects': repeated('{}'),
  'empty strings': repeated('""'),
  numbers: repeated('1'),
  'nested arrays': repeated(`${'['.repeat(60)}${']'.repeat(60)}`),
  'keys of one object': numbered((index) => `"k${index}":1`, `[${DETAILS},`, '}}]'),
  'one key again and again': repeated('"k":1', `[${DETAILS},`, '}}]'),
  'a key twice in each object': repeated('{"a":1,"a":2}'),
  'a key twice in each line': repeated('{"a":1,"a":2}', '', '\n', '\n'),
  'unknown fields': numbered((index) => `"f${index}":{"g":[1,2]}`, `[${DETAILS},`, '}}]'),
  'Logstash events': repeated('{"@timestamp":"x","@version":"1","wallarm":{}}'),
  'one long string': (size) => Buffer.from(`["${'a'.repeat(size - 4)}"]`),
  escapes: repeated('\\u0041', '["', '"]', ''),
  'broken lines': repeated('{', '{}\n', '', '\n'),
  newlines: (size) => Buffer.alloc(size, '\n'),
  quotes: (size) => Buffer.alloc(size, '"'),
  'opening braces': (size) => Buffer.alloc(size, '{'),
  'zero bytes': (size) => Buffer.alloc(size),
  'bytes that are not UTF-8': (size) => Buffer.alloc(size, 0xff),
};
