/**
 * The verdict on an inspected body.
 *
 * @module
 */
import type { Findings } from './inspection';

/** How strictly to judge. */
export interface ValidityOptions {
  /** Notices count as violations. @default false */
  readonly strict?: boolean;
}

/**
 * Whether a body, and each notification in it, is without violations.
 *
 * @example
 * import { build, inspectBody, isValid } from 'wallstash';
 *
 * isValid(inspectBody(Buffer.from(JSON.stringify([build('vuln')])))); // true
 */
export function isValid(
  findings: Pick<Findings, 'notifications' | 'violations' | 'unlisted'>,
  options: ValidityOptions = {},
): boolean {
  const { strict = false } = options;
  const { violations, unlisted } = findings;
  if (violations.length > 0 || unlisted?.some((rest) => rest.violations > 0) === true) return false;
  if (strict && unlisted?.some((rest) => rest.notices > 0) === true) return false;
  return findings.notifications.every(
    ({ violations, notices }) => violations.length === 0 && !(strict && notices.length > 0),
  );
}
