import fc from 'fast-check';

import {
  indexRecord,
  readRecord,
  recordRoom,
  RecordTexts,
  type RecordText,
  writeRecord,
} from '../../src/journal/segments/record';
import { entryOf, summarize } from '../../src/journal/summary';
import { draft } from '../helpers/journal';

const entries = fc
  .record({
    body: fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((json) => Buffer.from(`[${json}]`)),
      fc.json().map((json) => Buffer.from(`[${json},\n{",\\"bodyJson":":",}"}]`)),
    ),
    path: fc.string({ unit: 'binary' }),
    headers: fc.dictionary(
      fc.constantFrom('body', 'bodyBase64', 'crc', 'x'),
      fc.string({ unit: 'binary' }),
    ),
    idempotencyKey: fc.string({ unit: 'binary' }),
    answer: fc.record({ status: fc.nat(599), reason: fc.string({ unit: 'binary' }) }),
    sequence: fc.integer({ min: 1, max: 9_999_999_999 }),
    repeat: fc.boolean(),
  })
  .map(({ sequence, repeat, body, ...over }) => {
    // A dictionary has no prototype, what JSON gives back has one.
    const headers = { ...over.headers };
    return entryOf(draft(body, { ...over, headers }), sequence, repeat);
  });

function lineOf(text: RecordText): Buffer {
  const bytes = Buffer.alloc(recordRoom(text));
  return bytes.subarray(0, writeRecord(text, bytes, 0));
}

describe('a record', () => {
  test('is one line that holds the entry exactly, and the index reads the same from it', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const line = lineOf(new RecordTexts().of(entry));
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(() => JSON.parse(line.toString()) as unknown).not.toThrow();
        expect(readRecord(line)).toEqual(entry);
        expect(indexRecord(line.subarray(0, -1))).toEqual({
          sequence: Number(entry.id),
          summary: summarize(entry),
          idempotencyKey: entry.idempotencyKey,
          cleared: 0,
        });
      }),
    );
  });

  test('reads well for a person and other tools', () => {
    const entry = entryOf(draft('{"ä": 1.0}'), 42, false);
    const line = lineOf(new RecordTexts().of(entry)).toString();
    expect(line).toContain('"bodyJson":{"ä": 1.0},');
    expect(JSON.parse(line)).toMatchObject({
      id: '0000000042',
      time: '2026-11-24T00:00:00.000Z',
      bodyJson: { ä: 1 },
      verdict: 'accepted',
      crc: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
    });
  });

  test.each([
    ['is no JSON', 'hello, world', { body: 'hello, world' }],
    ['has several lines', '[\n{}]', { body: '[\n{}]' }],
    ['is a scalar', '"a text of some length"', { body: '"a text of some length"' }],
    ['is no UTF-8', Buffer.from('[{"a":"\xff"}]', 'latin1'), { bodyBase64: 'W3siYSI6Iv8ifV0=' }],
  ])('holds a body that %s as text or base64', (_what, body, field) => {
    const entry = entryOf(draft(body), 42, false);
    const line = lineOf(new RecordTexts().of(entry));
    expect(JSON.parse(line.toString())).toMatchObject(field);
    expect(readRecord(line)).toEqual(entry);
  });

  test('of an older build, with JSON as text, is read as it was', () => {
    const older =
      '{"id":"0000000007","time":"2026-11-24T00:00:00.000Z","remoteAddress":"127.0.0.1","tlsVersion":"TLSv1.3",' +
      '"method":"POST","path":"/","repeat":false,"size":2,"verdict":"accepted","answer":{"status":200},' +
      '"findings":{"carrier":"array","notifications":[],"violations":[]},"body":"[]","headers":{}}';
    const entry = entryOf(draft('[]', { headers: {} }), 7, false);
    expect(readRecord(lineOf(older))).toEqual(entry);
    expect(indexRecord(lineOf(older).subarray(0, -1))?.summary).toEqual(summarize(entry));
  });
});
