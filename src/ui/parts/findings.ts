/**
 * What a body was found to be wrong in, as one list in the order of the body. Pure.
 *
 * @module
 */
import type { Finding, Validation } from '../../api/client-types';

type Findings = Validation['findings'];

/** Those of the body itself and of each notification. */
export function violationsOf({ violations, notifications }: Findings): readonly Finding[] {
  return [...violations, ...notifications.flatMap((one) => one.violations)].sort(byPlace);
}

/** Those of each notification. */
export function noticesOf({ notifications }: Findings): readonly Finding[] {
  return notifications.flatMap((one) => one.notices).sort(byPlace);
}

function byPlace(one: Finding, other: Finding): number {
  return one.line - other.line || one.column - other.column;
}
