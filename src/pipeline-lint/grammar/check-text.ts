/**
 * Whether Logstash can read the file's text at all.
 *
 * @module
 */
import type { LintOptions, Problem } from '../finding';
import { hasSince } from '../logstash-version';
import type { ParsedFile } from '../parsed-file';

/** Its encoding, its grammar, and what of it older versions do not read. */
export function checkText(file: ParsedFile, { version }: LintOptions): readonly Problem[] {
  if (file.isUtf8 === false) {
    const message = 'The file is not encoded in UTF-8: Logstash does not read it.';
    const at = Math.max(file.text.indexOf('\uFFFD'), 0);
    return [
      { at, rule: 'syntax', message, remedy: 'Save it in UTF-8, without a byte order mark.' },
    ];
  }
  const newer = file.requirements.flatMap(({ since, message, at }): readonly Problem[] => {
    const has = hasSince(version, since);
    if (has === 'yes') return [];
    const rule = has === 'no' ? 'syntax' : 'newer-syntax';
    return [{ at, rule, message, remedy: 'Put a line end or white space there.' }];
  });
  if (file.syntaxError === null) return newer;
  const { at, message } = file.syntaxError;
  const remedy = 'Correct it; nothing behind it was checked.';
  return [...newer, { at, rule: 'syntax', message, remedy }];
}
