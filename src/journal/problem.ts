/**
 * What can be wrong with the files of a journal, as data.
 *
 * @module
 */
import { formatEntryId } from './entry-id';

/** Something wrong with a segment, found while it was read. */
export interface JournalProblem {
  /**
   * - `torn-tail`: the last segment ends in a record that was not written to its end; it was never acknowledged,
   *   unless the disk lost what it had confirmed;
   * - `leftover`: records behind the end of an older segment that were turned away when a write failed;
   * - `damaged`: bytes between records that are no sound record;
   * - `missing`: sequence numbers without a record;
   * - `stray`: something that bears a segment's name and is none of this journal; it is left alone.
   */
  readonly kind: 'torn-tail' | 'leftover' | 'damaged' | 'missing' | 'stray';
  /** File name of the segment; empty when it is not known which one is missing. */
  readonly segment: string;
  /** Where it begins, in bytes from the start of the segment. */
  readonly offset: number;
  /** How long it is; 0 for `missing` and `stray`. */
  readonly bytes: number;
  /** First and last id that cannot be read because of it, where there are any. */
  readonly ids?: readonly [string, string];
  /** The file that now holds what was cut off. */
  readonly savedAs?: string;
  /** One sentence for a person. */
  readonly message: string;
}

/** A stretch of a segment. */
export interface Stretch {
  readonly segment: string;
  readonly offset: number;
  readonly bytes: number;
}

/** The end of a segment that holds no sound record of it. */
export function tailProblem(
  kind: 'torn-tail' | 'leftover',
  { segment, offset, bytes }: Stretch,
  savedAs?: string,
): JournalProblem {
  const what =
    kind === 'torn-tail'
      ? `${segment} ends in ${bytes} bytes, from byte ${offset}, that are no whole record: a write was cut short`
      : `${segment} has ${bytes} bytes, from byte ${offset}, of entries that were turned away when a write failed`;
  const done = savedAs === undefined ? '.' : `; they were cut off and kept in ${savedAs}.`;
  return {
    kind,
    segment,
    offset,
    bytes,
    ...(savedAs !== undefined && { savedAs }),
    message: `${what}${done}`,
  };
}

/** What is known of damaged bytes. */
export interface Damage {
  /** First and last sequence number that they stand for. */
  readonly missing?: readonly [number, number] | undefined;
  /** There are sound records among them, of numbers that have no place there. */
  readonly displaced?: boolean;
}

/** Bytes between records that are no sound record, or not in its place. */
export function damageProblem(
  { segment, offset, bytes }: Stretch,
  { missing, displaced = false }: Damage,
): JournalProblem {
  const lost = missing === undefined ? 'no entry is missing' : `${range(missing)} cannot be read`;
  const what = displaced
    ? 'hold records that have no place there (copied or moved by hand) and were left'
    : 'are no sound record';
  return {
    kind: 'damaged',
    segment,
    offset,
    bytes,
    ...(missing !== undefined && { ids: ids(missing) }),
    message: `${segment} is damaged: ${bytes} bytes from byte ${offset} ${what}; ${lost}.`,
  };
}

/** Sequence numbers that no record bears. */
export function missingProblem(
  segment: string,
  offset: number,
  missing: readonly [number, number],
): JournalProblem {
  return {
    kind: 'missing',
    segment,
    offset,
    bytes: 0,
    ids: ids(missing),
    message: `${range(missing)} should stand at byte ${offset} of ${segment} and is not there: something removed it.`,
  };
}

/** Entries that the journal's mark vouches for, and that no segment holds. */
export function removedProblem(missing: readonly [number, number]): JournalProblem {
  return {
    kind: 'missing',
    segment: '',
    offset: 0,
    bytes: 0,
    ids: ids(missing),
    message: `The segment that held ${range(missing)} is gone: something removed it.`,
  };
}

/** Something else under a segment's name. */
export function strayProblem(name: string, why: string): JournalProblem {
  return {
    kind: 'stray',
    segment: name,
    offset: 0,
    bytes: 0,
    message: `${name} is no segment of this journal (${why}); it was left alone. Move it away.`,
  };
}

function ids([from, to]: readonly [number, number]): readonly [string, string] {
  return [formatEntryId(from), formatEntryId(to)];
}

function range([from, to]: readonly [number, number]): string {
  return from === to
    ? `entry ${formatEntryId(from)}`
    : `the range of entries ${formatEntryId(from)} to ${formatEntryId(to)}`;
}
