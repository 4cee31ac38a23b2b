/**
 * What Logstash's own check of the configuration passes, and a plugin refuses when the pipeline starts.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Attribute, Plugin } from '../grammar/syntax-tree';
import type { CodecName } from '../parsed-file';
import { attributeOf } from '../values';

/** A problem at this place of the text. */
export function failsAtStart(at: number, message: string, remedy: string): Problem {
  return { at, rule: 'fails-at-start', message, remedy };
}

/** Problems of a codec that is named without braces: one in `additional_codecs` is made when the input starts. */
export function whenItIsMade(
  { isLookedUpLate }: CodecName,
  problems: readonly Problem[],
): readonly Problem[] {
  return isLookedUpLate ? problems.map((one) => ({ ...one, rule: 'fails-at-start' })) : problems;
}

/** An option of the plugin `title`, such as `output http`, that is refused without another. */
export function needsOption(title: string, { name, value }: Attribute, other: string): Problem {
  const message = `${title}: ${name} needs ${other}: without it the pipeline ends when it starts.`;
  return failsAtStart(value.at, message, `Add ${other}.`);
}

/** More than one file of authorities, where the client of the plugin `title` takes one. */
export function severalAuthorities(title: string, plugin: Plugin): readonly Problem[] {
  const value = attributeOf(plugin, 'ssl_certificate_authorities')?.value;
  if (value?.kind !== 'array' || value.items.length < 2) return [];
  const message = `${title} takes one file of certificate authorities: with more the pipeline ends when it starts.`;
  return [failsAtStart(value.at, message, 'Join the files to one.')];
}
