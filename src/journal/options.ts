/**
 * Options of both journals and their defaults, resolved once.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';

/** How much a journal holds before the oldest entries go. */
export interface JournalLimits {
  /** Entries to keep. The durable journal drops whole segments, so it holds up to a tenth more (for fewer than 1000, up to 100 more). @default 100000 durable, 10000 in memory */
  readonly keep?: number;
  /** Bytes to keep: of the segments on disk, or of the records in memory. The newest entries stay, whatever their size. @default 1 GiB durable, 64 MiB in memory */
  readonly keepBytes?: number;
}

/** Options of {@link openJournal}. */
export interface DurableJournalOptions extends JournalLimits {
  /** The journal's own directory, made when missing: `<data>/journal`. */
  readonly directory: string;
  /** Size at which a segment is closed and the next begun, in bytes. @default a sixteenth of `keepBytes`, at most 64 MiB */
  readonly segmentBytes?: number;
  /** How the lock names this process to one that finds the journal taken. @default 'another process' */
  readonly owner?: string;
  /** URL of the HTTP API through which this process lets others use the journal; asked anew each time. @default none */
  readonly api?: () => string | undefined;
  /** Told, in one sentence, what happened to the files of a running journal: a segment that somebody removed. @default nobody */
  readonly onNotice?: (message: string) => void;
}

/** {@link DurableJournalOptions} with every value there. */
export interface ResolvedDurableOptions extends Required<DurableJournalOptions> {
  /** Entries after which a segment is closed and the next begun. */
  readonly segmentEntries: number;
}

const MIB = 1024 * 1024;

/** Entries that a segment takes at least: to begin one costs some milliseconds, for which all who send wait. */
const FEWEST_ENTRIES = 100;

/** Defaults of the durable journal; the CLI help prints them from here. */
export const DURABLE_DEFAULTS = { keep: 100_000, keepBytes: 1024 * MIB } as const;

/** Defaults of the memory journal. */
export const MEMORY_DEFAULTS = { keep: 10_000, keepBytes: 64 * MIB } as const;

/** Fills in the defaults of the durable journal. @throws InvalidOptionError */
export function resolveDurableOptions(options: DurableJournalOptions): ResolvedDurableOptions {
  const { keep, keepBytes } = resolveLimits(options, DURABLE_DEFAULTS);
  const {
    directory,
    segmentBytes = Math.max(1, Math.min(64 * MIB, Math.floor(keepBytes / 16))),
    owner = 'another process',
    api = () => undefined,
    onNotice = () => undefined,
  } = options;
  requirePositive('segmentBytes', segmentBytes);
  const segmentEntries = Math.max(Math.ceil(keep / 10), FEWEST_ENTRIES);
  return { directory, keep, keepBytes, segmentBytes, segmentEntries, owner, api, onNotice };
}

/** Fills in default limits. @throws InvalidOptionError */
export function resolveLimits(
  { keep, keepBytes }: JournalLimits,
  defaults: Required<JournalLimits>,
): Required<JournalLimits> {
  const limits = { keep: keep ?? defaults.keep, keepBytes: keepBytes ?? defaults.keepBytes };
  requirePositive('keep', limits.keep);
  requirePositive('keepBytes', limits.keepBytes);
  return limits;
}

function requirePositive(option: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new InvalidOptionError(option, value, 'a whole number from 1');
  }
}
