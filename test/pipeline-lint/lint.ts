/**
 * Lints one text with the options that most tests want.
 *
 * @module
 */
import type { LintFinding, LintOptions } from '../../src/pipeline-lint/finding';
import { lintPipeline } from '../../src/pipeline-lint/lint-pipeline';

/** An http input that is sound, for what stands around a fault. */
export const INPUT = `input {
  http { port => 5044 codec => plain additional_codecs => {} }
}
`;

/** Findings of a text as `line:column rule`. */
export function lint(text: string, options: Partial<LintOptions> = {}): readonly string[] {
  return findingsIn(text, options).map(({ line, column, rule }) => `${line}:${column} ${rule}`);
}

/** Findings of a text. */
export function findingsIn(
  text: string,
  options: Partial<LintOptions> = {},
): readonly LintFinding[] {
  const all = { version: '9', documentedVariables: null, ...options } as const;
  return lintPipeline([{ name: 'a.conf', text }], all).findings;
}
