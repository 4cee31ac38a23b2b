/**
 * A report as data: what was tried, what came of it. Every renderer reads this and nothing else.
 *
 * @module
 */

/** One thing that was tried. */
export interface ReportCase {
  /** Unique within its group: a file, a check's id, a scenario's id. */
  readonly name: string;
  /** The group it belongs to: `validate`, `doctor`, `check`. JUnit's classname. */
  readonly group: string;
  /** The file that it stands in, as the user wrote it. JUnit: the end of the classname, since neither schema has a file. */
  readonly file?: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** It failed because it could not be tried: JUnit's error, where other failures are failures. */
  readonly untried?: true;
  /** Why it failed or was skipped, in one sentence; also the heading of an annotation. */
  readonly reason?: string;
  /** All there is to say about a failure, over several lines. */
  readonly details?: string;
  /** Where it went wrong, when it was in a file. */
  readonly places?: readonly ReportPlace[];
  /** Milliseconds it took. */
  readonly duration?: number;
}

/** A place in a file that a viewer can jump to. */
export interface ReportPlace {
  /** As the user wrote it, relative to the working directory. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** All cases of one run of a command. */
export interface Report {
  /** `wallstash validate`, as typed without arguments. */
  readonly command: string;
  /** When the run began, Unix milliseconds. */
  readonly startedAt: number;
  readonly cases: readonly ReportCase[];
}
