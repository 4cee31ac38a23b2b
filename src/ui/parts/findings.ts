/**
 * What a body was found to be wrong in, as one list in the order of the body. Pure.
 *
 * @module
 */
import type { Finding, Validation } from '../../api/client-types';
import { counted } from './numbers';

type Findings = Validation['findings'];

/** Those of the body itself and of each notification. */
export function violationsOf({ violations, notifications }: Findings): readonly Finding[] {
  return [...violations, ...notifications.flatMap((one) => one.violations)].sort(byPlace);
}

/** Those of each notification. */
export function noticesOf({ notifications }: Findings): readonly Finding[] {
  return notifications.flatMap((one) => one.notices).sort(byPlace);
}

/** What is counted and not listed, in words; `undefined` when all is listed. */
export function unlistedOf({ unlisted = [] }: Findings): string | undefined {
  const total = { notification: 0, violation: 0, notice: 0 };
  for (const one of unlisted) {
    total.notification += one.notifications;
    total.violation += one.violations;
    total.notice += one.notices;
  }
  const words = Object.entries(total)
    .filter(([, count]) => count > 0)
    .map(([noun, count]) => counted(count, `more ${noun}`));
  return words.length === 0 ? undefined : `Not listed, only counted: ${words.join(', ')}.`;
}

/** How many notifications a body holds, listed or not. */
export function notificationsIn({ notifications, unlisted = [] }: Findings): number {
  return unlisted.reduce((sum, one) => sum + one.notifications, notifications.length);
}

function byPlace(one: Finding, other: Finding): number {
  return one.line - other.line || one.column - other.column;
}
