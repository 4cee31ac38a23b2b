/**
 * What comes line by line must be judged as a body of these lines is, however it is cut: `FUZZ_RUNS` and `FUZZ_SEED` as in
 * fuzz.test.ts.
 */
import * as fc from 'fast-check';

import { build } from '../../src/notification/build';
import { inspectBody } from '../../src/notification/inspect-body';
import type { BodyInspection, Finding } from '../../src/notification/inspection';
import { type JudgedNotification, NdjsonInspector } from '../../src/notification/ndjson-inspector';
import { BlockSplitter } from '../../src/notification/reading/line-splitter';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1_000);
const SEED = process.env['FUZZ_SEED'];
const PARAMETERS = { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) };

type Judged = Pick<BodyInspection, 'violations'> & {
  readonly notifications: readonly JudgedNotification[];
};

/** By the lines of chunks of some bytes each, all of which lie in one buffer, one after the other. */
function byLines(body: Buffer, size: number): Judged & { readonly parts: number } {
  const splitter = new BlockSplitter(1_000_000);
  const inspector = new NdjsonInspector();
  const buffer = Buffer.alloc(size);
  const notifications: JudgedNotification[] = [];
  const violations: Finding[] = [];
  let parts = 0;
  const take = (blocks: Iterable<Buffer | null>): void => {
    for (const block of blocks) {
      for (const part of inspector.inspect(block ?? Buffer.alloc(0))) {
        for (let nth = 0; nth < part.lines; nth += 1) notifications.push(...part.notifications);
        violations.push(...part.violations);
        parts += 1;
      }
    }
  };
  for (let at = 0; at < body.length; at += size) {
    take(splitter.push(buffer.subarray(0, body.copy(buffer, 0, at))));
  }
  take(splitter.end());
  return { notifications: notifications.map(judged), violations, parts };
}

function atOnce(body: Buffer): Judged {
  const { carrier, notifications, violations } = inspectBody(body);
  expect(carrier).toBe('ndjson');
  return { notifications: notifications.map(judged), violations };
}

function judged({ type, era, violations, notices }: JudgedNotification): JudgedNotification {
  return { type, era, violations, notices };
}

const hit = (seed: number): string => JSON.stringify(build('new_hits', { seed }));

test('lines in a row that are as published and of one type are told of together', () => {
  const other = JSON.stringify(build('ip_blocked', { seed: 1 }));
  const body = Buffer.from([hit(1), hit(2), hit(3), other, hit(4), ''].join('\n'));

  const { parts, notifications } = byLines(body, body.length);
  expect(parts).toBe(3);
  expect(notifications).toEqual(atOnce(body).notifications);
});

test.each([
  ['lies in two lines', hit(1).replace('"details"', '\n"details"')],
  ['has another behind it', hit(1) + hit(2)],
  ['has letters behind it', `${hit(1)} x`],
  ['has white space before it', ` ${hit(1)}`],
  ['has white space behind it', `${hit(1)} \t`],
  ['ends in CRLF', `${hit(1)}\r`],
  ['has a byte order mark before it', `\uFEFF${hit(1)}`],
  ['has a line of a byte order mark before it', `\uFEFF\n${hit(1)}`],
  ['has blank lines before it', `\n \n\r\n${hit(1)}`],
  ['has an end of its own', `${hit(1)}\n}`],
])('a notification that %s is judged as in a body', (_, line) => {
  for (const end of ['', '\n', '\n\n']) {
    const body = Buffer.from(`${hit(7)}\n${line}\n${hit(8)}${end}`);
    const { notifications, violations } = byLines(body, body.length);
    expect({ notifications, violations }).toEqual(atOnce(body));
  }
});

test('a line whose bytes are no UTF-8 does not keep those around it from being recognised', () => {
  const bytes = Buffer.from([hit(1), hit(2), hit(3), hit(4), ''].join('\n'));
  bytes[bytes.indexOf('"summary":"', hit(1).length) + 11] = 0xff;

  const { notifications, violations, parts } = byLines(bytes, bytes.length);
  expect(notifications).toEqual(atOnce(bytes).notifications);
  expect(violations).toMatchObject([{ keyword: 'encoding', line: 2, pointer: '/1' }]);
  expect(parts).toBe(3);
});

const line = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: 50 }).map(hit) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('vuln', 'security_issue', 'ip_blocked'), fc.nat({ max: 50 }))
      .map(([type, seed]) => JSON.stringify(build(type as 'vuln', { seed }))),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.nat({ max: 50 }).map(hit),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom('', ' ', '\n', '\r', '{', '}', ',', '"', '0', '\\', 'é', '\uFEFF'),
      )
      .map(([text, place, length, insert]) => {
        const at = place % text.length;
        return text.slice(0, at) + insert + text.slice(at + length);
      }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('', ' ', '{', '{}', '}', '[]', '1', '"', '{"a":', 'x', '\uFEFF'),
  },
);

test('lines are judged as in a body, wherever they are cut', () => {
  const lines = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\r\n', ' \n', '\n ')), {
    maxLength: 12,
  });
  const sizes = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 20_000 })).map((size) => size + 1);
  fc.assert(
    fc.property(lines, fc.boolean(), fc.boolean(), sizes, (some, isMarked, isEnded, size) => {
      const text = `${isMarked ? '\uFEFF' : ''}${hit(1)}\n{}\n${some.flat().join('')}`;
      const body = Buffer.from(isEnded ? text : text.trimEnd());
      const { notifications, violations } = byLines(body, size);
      expect({ notifications, violations }).toEqual(atOnce(body));
    }),
    PARAMETERS,
  );
});
