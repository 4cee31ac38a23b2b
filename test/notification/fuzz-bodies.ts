/**
 * Bodies to throw at `inspectBody`: random bytes, spoiled samples, almost JSON, deep nesting, mixtures of lines.
 *
 * @module
 */
import * as fc from 'fast-check';

import { published } from './published';

const NUMBERS = [
  '01',
  '03',
  '04',
  '06',
  '07',
  '10',
  '14',
  '20',
  '23',
  '26',
  '27',
  '30',
  '31',
  '34',
  '60',
];
const SAMPLES = NUMBERS.flatMap((number) => {
  const notifications = published(number);
  return [
    ...notifications.map((one) => JSON.stringify(one)),
    JSON.stringify(notifications, null, 2),
  ];
});

const sample = fc.constantFrom(...SAMPLES);
const fragments = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '\\u',
    '\\ud800',
    '\\udc00',
    '\0',
    '\n',
    '\r\n',
    ' ',
    '\t',
  ],
  ...[
    'null',
    'true',
    'NaN',
    '1e400',
    '1e-400',
    '-',
    '0',
    '01',
    '1.',
    '9'.repeat(23),
    '9'.repeat(400),
  ],
  ...[
    '"__proto__":',
    '"constructor":',
    '"summary":',
    '"details":',
    '"a":1,',
    '//',
    '/*',
    "'",
    '\uFEFF',
    '\u2028',
    '😀',
  ],
  ...['"@timestamp":"x","@version":"1",', '"wallarm":', '\ufffd', '\u00a0'],
);
const jsonish = fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(''));
const json = fc.json({ maxDepth: 4 });

/** A text with pieces taken out, put in, or said twice. */
const mutated = fc
  .tuple(
    fc.oneof(sample, json, jsonish),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 20 }), fc.oneof(fragments, fc.constant(''))), {
      maxLength: 4,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce((current, [at, length, insert]) => {
      const start = at % (current.length + 1);
      return current.slice(0, start) + insert + current.slice(start + length);
    }, text),
  );

const deep = fc
  .tuple(
    fc.integer({ min: 25, max: 75 }),
    fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[{"b":', '}]']),
    fc.boolean(),
  )
  .map(([levels, [open, close], closed]) => {
    return open.repeat(levels) + (closed ? `1${close.repeat(levels)}` : '');
  });

const texts = fc.oneof(sample, mutated, json, jsonish, deep, fc.string());
const lines = fc
  .tuple(
    fc.array(fc.oneof(texts, sample, fc.constant('')), { maxLength: 5 }),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([parts, end]) => parts.join(end));

/** Any body, most of them close to what Wallarm sends. */
export const bodies: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 5, arbitrary: texts.map((text) => Buffer.from(text)) },
  { weight: 3, arbitrary: lines.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 1,
    arbitrary: fc.tuple(texts, fc.nat(), fc.nat({ max: 255 })).map(([text, at, byte]) => {
      const bytes = Buffer.from(`${text} `);
      bytes[at % bytes.length] = byte;
      return bytes;
    }),
  },
);
