/**
 * The version of Logstash that is to run a pipeline.
 *
 * @module
 */

/** `9`, `8`, or one of their minor versions such as `8.15`; `8` means any from 8.11 on. */
export type LogstashVersion = `${8 | 9}` | `${8 | 9}.${number}`;

const VERSION = /^([89])(?:\.(\d{1,2}))?$/;
/** What comes before it is not known here. */
const OLDEST_MINOR_OF_8 = 11;

/** Reads a version; `null` for one that is not known here. */
export function readVersion(text: string): LogstashVersion | null {
  const [, major, minor] = VERSION.exec(text) ?? [];
  if (major === undefined) return null;
  if (major === '8' && minor !== undefined && Number(minor) < OLDEST_MINOR_OF_8) return null;
  return text as LogstashVersion;
}

/** Whether it has what came with a version of 8: `perhaps` when it may be older as well as newer. */
export function hasSince(version: LogstashVersion, since: string): 'yes' | 'no' | 'perhaps' {
  if (isNine(version)) return 'yes';
  const minor = version.split('.')[1];
  if (minor === undefined) return 'perhaps';
  return Number(minor) >= Number(since.split('.')[1]) ? 'yes' : 'no';
}

/** Whether it is a Logstash 9. */
export function isNine(version: LogstashVersion): boolean {
  return version.startsWith('9');
}
