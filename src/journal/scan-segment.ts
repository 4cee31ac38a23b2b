/**
 * Reading a segment into its index, and saying what in it is no sound record.
 *
 * Nothing is skipped in silence: each byte of a segment is a record, a problem, or its tail.
 *
 * @module
 */
import { open } from 'node:fs/promises';

import { damageProblem, missingProblem, type JournalProblem, type Stretch } from './problem';
import { indexRecord, type IndexedRecord } from './record';
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
}

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
    });
    const { problems } = scan;
    const { name, end } = segment;
    return size === end
      ? { problems }
      : { problems, tail: { segment: name, offset: end, bytes: size - end } };
  } finally {
    await file.close();
  }
}

class Scan {
  readonly problems: JournalProblem[] = [];
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
    if (record === undefined || record.sequence < index.end || record.sequence >= this.#before) {
      return;
    }
    this.#explain({ segment: this.#segment.name, offset: end, bytes: offset - end }, record);
    while (index.end < record.sequence) index.addUnreadable(end);
    index.add(record.summary, offset);
    this.#segment.end = offset + line.length + 1;
    this.#onRecord?.(record);
  }

  #explain(between: Stretch, { sequence }: IndexedRecord): void {
    const { index } = this.#segment;
    const lost = sequence > index.end ? ([index.end, sequence - 1] as const) : undefined;
    if (between.bytes > 0) this.problems.push(damageProblem(between, lost));
    else if (lost !== undefined) {
      this.problems.push(missingProblem(between.segment, between.offset, lost));
    }
  }
}
