/**
 * The errors of the journal. Each keeps its data in fields; `cause` is the error of the system call, where there is one.
 *
 * @module
 */
import { isNoRoom, systemCodeOf, whyRefused } from '../disk/why-refused';
import { messageOf, WallstashError } from '../errors';
import type { JournalEntry } from './entry';

/** The directory of a journal cannot be used: missing, not a directory, not writable, full. */
export class JournalDirectoryError extends WallstashError {
  override readonly name = 'JournalDirectoryError';
  readonly directory: string;

  constructor(directory: string, why: string, options?: ErrorOptions) {
    super('WST_FILE', `Cannot open the journal in ${directory}: ${why}`, options);
    this.directory = directory;
  }
}

/** Why the system refused the directory, and what to do; `undefined` when it has said nothing of the directory itself. */
export function refusedBecause(error: unknown): string | undefined {
  const code = systemCodeOf(error);
  // Which file a directory stands in the place of is said in the error's own message.
  if (code === 'EISDIR') return undefined;
  const why = whyRefused(code, 'another data directory');
  return why === undefined ? undefined : `${why}.`;
}

/** Another process writes to this journal. Reading it is still possible. */
export class JournalLockedError extends WallstashError {
  override readonly name = 'JournalLockedError';
  readonly directory: string;
  /** Who holds it, in its own words. */
  readonly owner: string;
  /** URL of the HTTP API through which it lets others use the journal. */
  readonly api: string | undefined;

  constructor(
    directory: string,
    { owner, api }: { readonly owner: string; readonly api?: string | undefined },
  ) {
    super(
      'WST_JOURNAL_LOCKED',
      `Cannot write to the journal in ${directory}: ${owner} is writing to it. ` +
        'Stop that one, or use another data directory.',
    );
    this.directory = directory;
    this.owner = owner;
    this.api = api;
  }
}

/** Entries could not be made durable. None of them is in the journal; the next append tries again. */
export class JournalWriteError extends WallstashError {
  override readonly name = 'JournalWriteError';
  /** The segment that could not be written. */
  readonly path: string;
  /** How many entries were turned away together. */
  readonly entries: number;

  constructor(path: string, cause: unknown, entries = 1) {
    const what = entries === 1 ? '1 entry' : `${entries} entries`;
    super(
      'WST_JOURNAL_WRITE',
      `Cannot keep ${what} in ${path}: ${messageOf(cause)}. Nothing of it was kept. ` +
        'Make room or mend the disk: the next delivery is tried again, without a restart.',
      { cause },
    );
    this.path = path;
    this.entries = entries;
  }
}

/** Entries could not be cleared; those that were cleared before it stay so. */
export class JournalClearError extends WallstashError {
  override readonly name = 'JournalClearError';
  /** The segment that could not be renewed. */
  readonly path: string;
  /** How many entries were cleared by then. */
  readonly cleared: number;

  constructor(path: string, cause: unknown, cleared: number) {
    super(
      'WST_JOURNAL_WRITE',
      `Cannot clear entries in ${path}: ${messageOf(cause)}. ${cleared} were cleared before; the others are all there. ` +
        (isNoRoom(cause)
          ? 'Make room and clear again; or clear all that is older than a time, which needs none.'
          : 'Mend the disk, and clear again.'),
      { cause },
    );
    this.path = path;
    this.cleared = cleared;
  }
}

/** A record that was written can no longer be read: its checksum or its form is wrong. */
export class JournalCorruptError extends WallstashError {
  override readonly name = 'JournalCorruptError';
  readonly id: string;
  readonly path: string;

  constructor(id: string, path: string) {
    super(
      'WST_JOURNAL_CORRUPT',
      `Cannot read entry ${id}: its record in ${path} is damaged or missing. ` +
        'Run "wallstash journal verify" to see what else is.',
    );
    this.id = id;
    this.path = path;
  }
}

/** That entries could not be looked at, in sentences. */
export function damagedWords(damaged: number): string {
  const what =
    damaged === 1
      ? '1 entry is not among them: its record is'
      : `${damaged} entries are not among them: their records are`;
  return `${what} damaged. Run "wallstash journal verify" to see which.`;
}

/** The journal was closed before or while this was asked of it. */
export class JournalClosedError extends WallstashError {
  override readonly name = 'JournalClosedError';

  constructor(what: string) {
    super(
      'WST_JOURNAL_CLOSED',
      `Cannot ${what}: the journal is closed. Open it again, or close it later.`,
    );
  }
}

/** What a wait came to when its time was up. */
export interface WaitOutcome {
  readonly wanted: number;
  /** The matches that did come, in order. */
  readonly entries: readonly JournalEntry[];
  /** Entries looked at, matching or not. */
  readonly seen: number;
  /** Entries in the range of the wait that retention had dropped: they could not be looked at. */
  readonly dropped: number;
  /** Entries in that range that were cleared. */
  readonly cleared: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** There were enough, but they did not stop coming for `quietFor` milliseconds. */
  readonly restless: boolean;
}

/** The entries waited for did not come in time, or did not stop coming. */
export class WaitTimeoutError extends WallstashError implements WaitOutcome {
  override readonly name = 'WaitTimeoutError';
  readonly wanted: number;
  readonly entries: readonly JournalEntry[];
  readonly seen: number;
  readonly dropped: number;
  readonly cleared: number;
  readonly timeout: number;
  readonly restless: boolean;

  constructor(outcome: WaitOutcome) {
    super('WST_WAIT_TIMEOUT', waitMessage(outcome));
    this.wanted = outcome.wanted;
    this.entries = outcome.entries;
    this.seen = outcome.seen;
    this.dropped = outcome.dropped;
    this.cleared = outcome.cleared;
    this.timeout = outcome.timeout;
    this.restless = outcome.restless;
  }
}

function waitMessage(outcome: WaitOutcome): string {
  const { wanted, entries, seen, timeout, restless } = outcome;
  const came = `${entries.length} of the ${seen} looked at`;
  const lost = goneWords(outcome);
  return restless
    ? `Cannot settle on ${wanted} matching entries: after ${timeout} ms more kept coming, ${came} match.${lost} ` +
        'Look at the entries of this error, or raise the timeout.'
    : `Cannot find ${wanted} matching entries within ${timeout} ms: ${came} match.${lost} ` +
        'Look at what came with the entries of this error, or raise the timeout.';
}

/** What could not be looked at: whole sentences, each behind a space. */
function goneWords({ dropped, cleared }: WaitOutcome): string {
  const lost =
    dropped === 0 ? '' : ` Retention had dropped ${dropped} that could not be looked at.`;
  return cleared === 0 ? lost : `${lost} ${clearedWords(cleared)}`;
}

/** That entries were cleared, in a sentence. */
export function clearedWords(cleared: number): string {
  return cleared === 1
    ? '1 delivery was cleared meanwhile.'
    : `${cleared} deliveries were cleared meanwhile.`;
}
