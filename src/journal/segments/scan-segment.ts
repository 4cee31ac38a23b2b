/**
 * Reading a segment into its index, and saying what in it is no sound record.
 *
 * Nothing is skipped in silence: each byte of a segment is a record, a problem, or its tail.
 *
 * @module
 */
import { open } from 'node:fs/promises';

import { damageProblem, missingProblem, type JournalProblem, type Stretch } from '../problem';
import { checksumOf, indexRecord, type IndexedRecord, type RecordIdentity } from './record';
import { readLines, type Segment } from './segment';

/** What a scan may be told. */
export interface ScanOptions {
  /** First sequence number of the next segment: records from there on were turned away and do not count. */
  readonly before?: number;
  /** Called for each record that counts. */
  readonly onRecord?: (record: IndexedRecord) => void;
}

/** What a scan found besides records. */
export interface SegmentScan {
  readonly problems: readonly JournalProblem[];
  /** What stands behind the last record that counts, if anything does. */
  readonly tail?: Stretch;
  /** The sound records in the tail: their numbers have no place there. */
  readonly passed: readonly RecordIdentity[];
}

/** Rows that a gap may stand for; a record of a number still further away is none of this journal. */
const WIDEST_GAP = 1_000_000;

/** Adds the records behind `segment.end` to the index of the segment, and moves its end. */
export async function scanSegment(
  segment: Segment,
  options: ScanOptions = {},
): Promise<SegmentScan> {
  const file = await open(segment.path, 'r');
  try {
    const scan = new Scan(segment, options);
    const { size } = await readLines(file, segment.end, (line, offset) => {
      scan.line(line, offset);
      return undefined;
    });
    const { problems, passed } = scan;
    const { name, end } = segment;
    return size === end
      ? { problems, passed }
      : { problems, passed, tail: { segment: name, offset: end, bytes: size - end } };
  } finally {
    await file.close();
  }
}

class Scan {
  readonly problems: JournalProblem[] = [];
  /** Sound records since the last one that counts. */
  passed: RecordIdentity[] = [];
  readonly #segment: Segment;
  readonly #before: number;
  readonly #onRecord: ScanOptions['onRecord'];

  constructor(segment: Segment, { before = Infinity, onRecord }: ScanOptions) {
    this.#segment = segment;
    this.#before = before;
    this.#onRecord = onRecord;
  }

  line(line: Buffer, offset: number): void {
    const { index, end } = this.#segment;
    const record = indexRecord(line);
    // What is passed over here lies between the end so far and the next sound record, or stays as the tail.
    if (record === undefined) return;
    const { sequence, cleared, summary } = record;
    const limit = Math.min(this.#before, index.end + WIDEST_GAP);
    if (sequence < index.end || sequence + Math.max(1, cleared) > limit) {
      this.passed.push({ sequence, crc: checksumOf(line) });
      return;
    }
    this.#explain({ segment: this.#segment.name, offset: end, bytes: offset - end }, record);
    while (index.end < record.sequence) index.addUnreadable(end);
    if (summary !== undefined) index.add(summary, offset);
    else for (let row = 0; row < cleared; row += 1) index.addCleared(offset);
    this.passed = [];
    this.#segment.end = offset + line.length + 1;
    this.#onRecord?.(record);
  }

  #explain(between: Stretch, { sequence }: IndexedRecord): void {
    const { index } = this.#segment;
    const missing = sequence > index.end ? ([index.end, sequence - 1] as const) : undefined;
    const displaced = this.passed.length > 0;
    if (between.bytes > 0) this.problems.push(damageProblem(between, { missing, displaced }));
    else if (missing !== undefined) {
      this.problems.push(missingProblem(between.segment, between.offset, missing));
    }
  }
}
