/** How large a record can become: a hostile body must not displace more of the journal than its own size. */
import fc from 'fast-check';

import { bodyField, encodeBodyField } from '../../src/journal/segments/body-field';
import {
  readRecord,
  RecordTexts,
  recordRoom,
  recordText,
  writeRecord,
} from '../../src/journal/segments/record';
import type { RecordText } from '../../src/journal/segments/record';
import { entryOf } from '../../src/journal/summary';
import { inspectBody } from '../../src/notification/inspect-body';
import { countFindings, LISTED_BYTES, listFindings } from '../../src/notification/list-findings';
import { draft } from '../helpers/journal';

/** Bytes beside the body: see `list-findings.ts`, and 64 KiB of headers and the rest. */
const CONSTANT = LISTED_BYTES + 64 * 1024;

function lineOf(text: RecordText): Buffer {
  const bytes = Buffer.alloc(recordRoom(text));
  return bytes.subarray(0, writeRecord(text, bytes, 0));
}

const units = fc.constantFrom(
  '{"a":1,"a":1}\n',
  '{"summary":1,"details":{"notification_type":"new_hits"}},',
  '"\\u0001\\u0001\\u0001",',
  '\0',
  '"',
  '\\',
  'é',
  `{"summary":"s","details":{"notification_type":"${'\\u0002'.repeat(50)}"}},`,
  `{"${'k'.repeat(600)}":{"b":1,"b":2}},`,
);
const bodies = fc
  .record({
    open: fc.constantFrom('', '[', '[{"summary":"s","details":{"x":['),
    unit: units,
    count: fc.integer({ min: 0, max: 2_000 }),
    close: fc.constantFrom('', '1]', ']}}]'),
    cut: fc.nat(3),
  })
  .map(({ open, unit, count, close, cut }) =>
    Buffer.from(open + unit.repeat(count) + close).subarray(cut),
  );

test('a record takes at most 4/3 of its body and a constant, and holds the body as it came', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const entry = entryOf(draft(body, { findings: inspectBody(body) }), 1, false);

      const record = lineOf(recordText(entry));

      expect(record.length).toBeLessThanOrEqual((body.length * 4) / 3 + CONSTANT);
      expect(JSON.stringify(entry.findings).length).toBeLessThan(LISTED_BYTES);
      expect(readRecord(record)?.body.equals(body)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a body is written the same way wherever it is encoded', () => {
  const any = fc.oneof(
    bodies,
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(any, (body) => {
      const entry = entryOf(draft(body), 1, false);
      const field = encodeBodyField(body);

      expect(field.toString()).toBe(bodyField(body));
      expect(lineOf(new RecordTexts().of(entry, field)).equals(lineOf(recordText(entry)))).toBe(
        true,
      );
    }),
    { numRuns: 50 },
  );
});

test('NUL bytes are kept as base64, which is shorter than as text', () => {
  expect(bodyField(Buffer.alloc(300))).toBe(`"bodyBase64":"${'A'.repeat(400)}"`);
});

describe('findings that are listed', () => {
  const many = inspectBody(
    Buffer.from(
      `[${'{"summary":"s","details":{"client_name":null,"cloud":"EU"}},'.repeat(1_500)}{"summary":1}]`,
    ),
  );

  test('are bounded, and the rest is counted', () => {
    const listed = listFindings(many);

    expect(listed.notifications.length).toBeLessThanOrEqual(1_000);
    expect(countFindings(listed)).toEqual(countFindings(many));
    expect(listed.unlisted).toMatchObject([{ type: null }]);
  });

  test('are those of notifications with violations before others', () => {
    const finding = many.notifications[0]?.violations[0];
    if (finding === undefined) throw new Error('it has a violation');
    const notifications = Array.from({ length: 1_200 }, (_, index) => ({
      pointer: `/${index}`,
      ...({ type: 'vuln', carrier: 'array', era: 'current', notices: [] } as const),
      violations: index === 1_199 ? [finding] : [],
    }));

    const listed = listFindings({ carrier: 'array', notifications, violations: [] });

    expect(listed.notifications).toHaveLength(1_000);
    expect(listed.notifications.at(-1)?.pointer).toBe('/1199');
    expect(listed.unlisted).toEqual([
      { type: 'vuln', notifications: 200, violations: 0, notices: 0 },
    ]);
  });

  test('of an ordinary body are all, and listing them again changes nothing', () => {
    const ordinary = inspectBody(Buffer.from('[{"summary":7,"details":{}}]'));

    expect(listFindings(ordinary).unlisted).toBeUndefined();
    expect(listFindings(listFindings(many))).toEqual(listFindings(many));
  });
});
