/**
 * Reading all segments of a journal: which files are its segments, what is in them, and what is missing.
 *
 * A file is a segment when its name has ten digits and its records fit there. Any other of such a name (a copy, an empty
 * file, a directory, a link) is reported and left, and bounds no other segment.
 *
 * @module
 */
import { Catalogue } from './catalogue';
import type { KeyMemory } from '../key-memory';
import { readMark, type JournalMark } from './mark';
import { removedProblem, strayProblem, type JournalProblem } from '../problem';
import { readIndexFile } from './index-file';
import type { RecordIdentity } from './record';
import { endOf } from './repair';
import { scanSegment, type SegmentScan } from './scan-segment';
import { listSegments, readHead, segmentAt, type Segment, type SegmentHead } from './segment';

/** What was found in the files of a journal. */
export interface LoadedJournal {
  readonly catalogue: Catalogue;
  readonly problems: readonly JournalProblem[];
  /** Nothing may be written behind the newest segment: it is gone, or something stands there that must stay. */
  readonly sealed: boolean;
}

/** What to do on the way. */
export interface LoadOptions {
  /** Cut off what a crash left; without it, it is only reported. Needs the lock. */
  readonly repair?: boolean;
  /** Where the idempotency keys of entries are remembered. @default nowhere */
  readonly keys?: KeyMemory;
  /** Read every record, also where an index file says what is there. @default false */
  readonly thorough?: boolean;
}

/** A file that may be a segment, and its first record. */
interface Candidate {
  readonly segment: Segment;
  readonly head: SegmentHead | undefined;
}

/** What a scan says of a segment that is sound throughout. */
const NOTHING_ELSE: SegmentScan = { problems: [], passed: [] };
const RENAMED = 'its records have other numbers: it is a copy, or was renamed';

/** Reads the segments of a directory; one that retention removes meanwhile is passed over. */
export async function loadJournal(
  directory: string,
  options: LoadOptions = {},
): Promise<LoadedJournal> {
  const loading = new Loading(options, await readMark(directory));
  await loading.readAll(directory);
  // Only now: retention moves the mark before it removes a segment.
  loading.lookForRemoved(directory, await readMark(directory));
  const { catalogue, problems, sealed } = loading;
  return { catalogue, problems, sealed };
}

class Loading {
  readonly catalogue = new Catalogue();
  readonly problems: JournalProblem[] = [];
  sealed = false;
  readonly #options: LoadOptions;
  readonly #mark: JournalMark | undefined;

  constructor(options: LoadOptions, mark: JournalMark | undefined) {
    this.#options = options;
    this.#mark = mark;
  }

  async readAll(directory: string): Promise<void> {
    const { segments, others } = await listSegments(directory);
    for (const name of others) this.#leave(name, 'it is no file');
    const candidates: Candidate[] = [];
    for (const segment of segments) {
      const head = await readHead(segment);
      if (head !== undefined && head.sequence < segment.index.first) {
        this.#leave(segment.name, RENAMED);
      } else candidates.push({ segment, head });
    }
    const own = candidates.filter((one, place) => !this.#isCopyOfNext(one, candidates[place + 1]));
    for (let next = own.shift(); next !== undefined; next = own.shift()) {
      await this.#read(next, own);
    }
  }

  /** What the mark vouches for and no segment holds: its rows are there, and cannot be read. */
  lookForRemoved(directory: string, now: JournalMark | undefined): void {
    const { catalogue } = this;
    const next = this.#mark?.next ?? 1;
    const oldest = now?.oldest ?? catalogue.first;
    catalogue.clearedBefore = Math.min(now?.cleared ?? 0, catalogue.first - 1);
    const [first] = catalogue.segments;
    const end = first?.index.first ?? next;
    if (oldest < end) {
      const removed = segmentAt(directory, oldest);
      fill(removed, end);
      catalogue.addOldest(removed);
      this.problems.unshift(removedProblem([oldest, end - 1]));
      if (first === undefined) this.sealed = true;
    }
    const newest = catalogue.segments.at(-1);
    if (newest === undefined || first === undefined || this.#mark === undefined) return;
    if (newest.index.first < this.#mark.newest) {
      // The number that it began with is all that is known of it after a crash.
      const last = Math.max(next - 1, this.#mark.newest);
      // Retention has let go of them since: a writer goes on beside a reader.
      if (oldest > last) return;
      this.problems.push(removedProblem([newest.index.end, last]));
    }
    // What is missing is to be told at each start.
    if (newest.index.end < next) newest.needsIndexFile = false;
    fill(newest, next);
  }

  async #read({ segment }: Candidate, rest: Candidate[]): Promise<void> {
    let scan = await this.#scan(segment, rest);
    if (scan === undefined) return;
    this.catalogue.add(segment);
    for (let why = this.#whyForeign(rest[0], scan); why !== undefined;) {
      this.#leave(rest.shift()?.segment.name ?? '', why);
      scan = (await this.#scan(segment, rest)) ?? scan;
      why = this.#whyForeign(rest[0], scan);
    }
    const before = rest[0]?.segment.index.first;
    // Of the newest segment begun the mark knows how far it went, if not more came before a crash.
    const acknowledged = segment.index.first === this.#mark?.newest ? this.#mark.next : 1;
    const { repair = false } = this.#options;
    const end = await endOf(segment, scan, { before, acknowledged, repair });
    this.problems.push(...end.problems);
    this.sealed = end.sealed;
  }

  async #scan(segment: Segment, rest: readonly Candidate[]): Promise<SegmentScan | undefined> {
    const before = rest[0]?.segment.index.first;
    const { keys } = this.#options;
    try {
      if (await this.#takeKnown(segment, before)) return NOTHING_ELSE;
      const scan = await scanSegment(segment, {
        ...(before !== undefined && { before }),
        onRecord: ({ idempotencyKey, sequence }) => {
          if (keys !== undefined && idempotencyKey !== undefined) {
            segment.keys.push([sequence, keys.remember(idempotencyKey, sequence)]);
          }
        },
      });
      for (const problem of scan.problems) this.problems.push(problem);
      // What is wrong with it is to be told at each start.
      if (scan.problems.length > 0) segment.needsIndexFile = false;
      return scan;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Takes the index of a segment from its file, unless it has been read, or records must be looked at. */
  async #takeKnown(segment: Segment, before: number | undefined): Promise<boolean> {
    const { thorough = false, keys } = this.#options;
    const isNewest = before === undefined;
    if (thorough || segment.end > 0) return false;
    const known = await readIndexFile(segment);
    if (known === undefined || (!isNewest && known.index.end > before)) return false;
    segment.index = known.index;
    segment.end = known.end;
    // More is added to the newest one, and its file is made anew.
    segment.needsIndexFile = isNewest;
    if (isNewest) segment.keys = [...known.keys];
    for (const [sequence, key] of known.keys) keys?.remember(key, sequence);
    return true;
  }

  /** Whether all that it holds belongs to the segment behind it. */
  #isCopyOfNext({ segment, head }: Candidate, next: Candidate | undefined): boolean {
    const first = next?.segment.index.first ?? Infinity;
    if (head === undefined || next?.head?.sequence !== first || head.sequence < first) return false;
    this.#leave(segment.name, RENAMED);
    return true;
  }

  /** Why the next candidate does not follow what has been read; `undefined` when it does. */
  #whyForeign(next: Candidate | undefined, { passed }: SegmentScan): string | undefined {
    if (next === undefined) return undefined;
    const { first } = next.segment.index;
    const { end, segments } = this.catalogue;
    // A name within the numbers of a segment bounds it only when it holds other records under them.
    if (isAmong(passed, next) && !hasOwn(next, passed)) {
      return `${segments.at(-1)?.name ?? ''} holds the entries from that number on`;
    }
    return this.#mark !== undefined && first > Math.max(end, this.#mark.newest)
      ? 'the journal has not come so far'
      : undefined;
  }

  #leave(name: string, why: string): void {
    this.problems.push(strayProblem(name, why));
  }
}

/** Whether a name stands for a record of another segment. */
function isAmong(passed: readonly RecordIdentity[], { segment }: Candidate): boolean {
  return passed.some(({ sequence }) => sequence === segment.index.first);
}

/** Whether it holds a record of its own where the other segment has one too. */
function hasOwn({ head }: Candidate, passed: readonly RecordIdentity[]): boolean {
  if (head === undefined) return false;
  return passed.find(({ sequence }) => sequence === head.sequence)?.crc !== head.crc;
}

function fill({ index, end }: Segment, before: number): void {
  while (index.end < before) index.addUnreadable(end);
}
