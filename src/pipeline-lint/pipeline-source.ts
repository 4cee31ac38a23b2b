/**
 * A pipeline as it is handed to the lint, and as its checks look at it.
 *
 * @module
 */
import type { LintFile } from './finding';
import type { ParsedFile } from './parsed-file';

/** The files that Logstash joins to one pipeline, and what its settings say of it. */
export interface PipelineSource {
  readonly files: readonly LintFile[];
  /** How plugins name their fields, unless they say it themselves. @default 'v8' */
  readonly ecsCompatibility?: string;
  /** Whether `dead_letter_queue.enable` is set. @default false */
  readonly hasDeadLetterQueue?: boolean;
  /** It is a `config.string`, to which Logstash adds an input and an output where there is none. @default false */
  readonly hasDefaults?: boolean;
  /** All of its files are here, as pipelines.yml names them. @default false */
  readonly isWhole?: boolean;
  /** Whether `config.support_escapes` is set. @default false */
  readonly hasEscapes?: boolean;
}

/** A pipeline whose files were parsed. */
export interface ParsedSource extends Omit<PipelineSource, 'files'> {
  readonly files: readonly ParsedFile[];
}
