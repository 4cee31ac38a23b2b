/**
 * The checks that this API was told of: the newest twenty, each of a bounded size, on disk when there is a directory.
 *
 * Each is kept as text: what a small text stands for, such as a million empty lists, can take many times its memory.
 * A check that says it runs and has not told of itself for a while has vanished: it was killed, or cut off.
 *
 * @module
 */
import { CheckFiles, type KeptCheck, LARGEST_CHECK, summaryOf } from './check-files';
import { ApiError } from './errors';
import type { Check, CheckReport, CheckSummary } from './schemas/check';

const KEPT = 20;
/** Milliseconds without news after which a running check counts as vanished. It tells of itself every five seconds. */
const SILENCE_MS = 45_000;
/** Timers fire a little early. */
const MARGIN_MS = 50;

/** How they are kept. */
export interface ChecksOptions {
  /** Made when the first check is told of. @default none: in memory */
  readonly directory?: string | undefined;
  /** Called when a check has told of itself, or has vanished. */
  readonly onChange?: (() => void) | undefined;
  /** Told of what could not be read or written, in a sentence. */
  readonly onTrouble?: ((sentence: string) => void) | undefined;
  /** Milliseconds without news after which a running check has vanished. @default 45000 */
  readonly silence?: number | undefined;
}

/** See the module. Made by {@link openChecks}. */
export class Checks {
  /** In the order in which they were first told of. */
  readonly #checks = new Map<string, KeptCheck>();
  readonly #files: CheckFiles | undefined;
  readonly #onChange: () => void;
  readonly #silence: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    known: readonly KeptCheck[],
    files: CheckFiles | undefined,
    { onChange = () => undefined, silence = SILENCE_MS }: ChecksOptions,
  ) {
    for (const one of known) this.#checks.set(one.check.run, one);
    this.#files = files;
    this.#onChange = onChange;
    this.#silence = silence;
    this.#dropOldest();
    this.#awaitSilence();
  }

  /**
   * Takes what a check says of itself; resolves, when it is on disk, with whether it is one that was not known. A disk
   * that fails is told of, and the check stays in memory.
   *
   * @throws ApiError when it is too large
   */
  async keep(report: CheckReport, now: number): Promise<boolean> {
    const check = { ...report, updatedAt: now };
    const text = JSON.stringify(check);
    if (text.length > LARGEST_CHECK) {
      const detail = `Cannot keep the check ${report.run}: it is over ${LARGEST_CHECK} characters.`;
      throw new ApiError('WST_REQUEST', 400, detail);
    }
    const before = this.#checks.get(report.run);
    const kept = { check: summaryOf(check), text, firstAt: before?.firstAt ?? now };
    this.#checks.set(report.run, kept);
    this.#dropOldest();
    this.#awaitSilence();
    await this.#files?.write(kept);
    this.#onChange();
    return before === undefined;
  }

  /** One with its scenarios. */
  get(run: string): Check | undefined {
    const kept = this.#checks.get(run);
    return kept && { ...(JSON.parse(kept.text) as Check), ...this.#standingOf(kept) };
  }

  /** The newest first. */
  list(): readonly CheckSummary[] {
    return [...this.#checks.values()]
      .map((kept) => ({ ...kept.check, ...this.#standingOf(kept) }))
      .reverse();
  }

  /** Resolves when what was told is on disk. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#files?.settled();
  }

  /** What time has made of it: one that was broken off has not passed, however well it went. */
  #standingOf(kept: KeptCheck): Pick<Check, 'state' | 'passed'> {
    const state = this.#stateOf(kept);
    return { state, passed: kept.check.passed && state !== 'vanished' };
  }

  #stateOf({ check: { state, updatedAt } }: KeptCheck): Check['state'] {
    return state === 'running' && Date.now() - updatedAt > this.#silence ? 'vanished' : state;
  }

  #dropOldest(): void {
    for (const run of [...this.#checks.keys()].slice(0, -KEPT)) {
      this.#checks.delete(run);
      void this.#files?.remove(run);
    }
  }

  /** Tells of the next one that vanishes, if it does. */
  #awaitSilence(): void {
    clearTimeout(this.#timer);
    const ends = [...this.#checks.values()]
      .filter((kept) => this.#stateOf(kept) === 'running')
      .map(({ check }) => check.updatedAt + this.#silence);
    if (ends.length === 0) return;
    const wait = Math.max(Math.min(...ends) - Date.now(), 0) + MARGIN_MS;
    this.#timer = setTimeout(() => {
      this.#onChange();
      this.#awaitSilence();
    }, wait).unref();
  }
}

/** Reads those that are on disk; one that cannot be read is told of and left where it is. */
export async function openChecks(options: ChecksOptions = {}): Promise<Checks> {
  const { directory, onTrouble = () => undefined } = options;
  const files = directory === undefined ? undefined : new CheckFiles(directory, onTrouble);
  return new Checks((await files?.read()) ?? [], files, options);
}
