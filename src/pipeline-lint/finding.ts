/**
 * What the lint finds, as plain data, and what it is asked.
 *
 * @module
 */

import type { LogstashVersion } from './logstash-version';
import type { LintRule } from './rules';

/** One finding. */
export interface LintFinding {
  /** The file's name as it was given. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters (UTF-16 code units). */
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly rule: LintRule;
  /** What is wrong and what comes of it, in one or two sentences. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
}

/** Findings of which some are only counted: a file can hold more of them than anybody reads. */
export interface FindingList {
  readonly findings: readonly LintFinding[];
  /** How many more there are, by file and severity. */
  readonly omitted: readonly OmittedFindings[];
}

/** Findings that were counted and not kept; those kept of the same rule say what they are. */
export interface OmittedFindings extends Pick<LintFinding, 'file' | 'severity'> {
  readonly count: number;
}

/** A finding before its place is looked up. */
export interface Problem extends Pick<LintFinding, 'rule' | 'message' | 'remedy'> {
  /** Offset in the text. */
  readonly at: number;
}

/** A file to lint. */
export interface LintFile {
  readonly name: string;
  readonly text: string;
  /** `false` when its bytes were not UTF-8, so that the text is only what could be made of them. @default true */
  readonly isUtf8?: boolean;
  /** The file of the same name in which this one stands, as a string: for each offset, the one there. */
  readonly within?: { readonly text: string; readonly offsets: readonly number[] };
}

/** What to hold pipelines against. */
export interface LintOptions {
  readonly version: LogstashVersion;
  /** Environment variables that are documented; `null`: any may be used. */
  readonly documentedVariables: ReadonlySet<string> | null;
}
