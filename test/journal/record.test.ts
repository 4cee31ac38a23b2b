import fc from 'fast-check';

import {
  indexRecord,
  readRecord,
  recordRoom,
  recordText,
  writeRecord,
} from '../../src/journal/segments/record';
import { entryOf, summarize } from '../../src/journal/summary';
import { draft } from '../helpers/journal';

const entries = fc
  .record({
    body: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
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

function lineOf(text: string): Buffer {
  const bytes = Buffer.alloc(recordRoom(text));
  return bytes.subarray(0, writeRecord(text, bytes, 0));
}

describe('a record', () => {
  test('is one line that holds the entry exactly, and the index reads the same from it', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const line = lineOf(recordText(entry));
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(() => JSON.parse(line.toString()) as unknown).not.toThrow();
        expect(readRecord(line)).toEqual(entry);
        expect(indexRecord(line.subarray(0, -1))).toEqual({
          sequence: Number(entry.id),
          summary: summarize(entry),
          idempotencyKey: entry.idempotencyKey,
        });
      }),
    );
  });

  test('reads well for a person and other tools', () => {
    const entry = entryOf(draft('{"ä":1}'), 42, false);
    expect(JSON.parse(lineOf(recordText(entry)).toString())).toMatchObject({
      id: '0000000042',
      time: '2026-11-24T00:00:00.000Z',
      body: '{"ä":1}',
      verdict: 'accepted',
      crc: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
    });
  });
});
