/**
 * Findings as people read them: equal sentences once, each with all its places. Pure.
 *
 * @module
 */
import type { Delivery, Finding } from '../../api/client-types';
import type { Mark } from './code-lines';
import type { PrettyBody } from './pretty';

/** Findings of one kind that say the same. */
export interface FindingGroup {
  readonly kind: Mark['kind'];
  readonly message: string;
  /** In the order of the body; at least one. */
  readonly marks: readonly [Mark, ...Mark[]];
}

/** Groups, in the order of their first findings. */
export function groupsOf(marks: readonly Mark[]): readonly FindingGroup[] {
  const groups = new Map<string, [Mark, ...Mark[]]>();
  for (const mark of marks) {
    const key = `${mark.kind} ${mark.finding.message}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [mark]);
    else group.push(mark);
  }
  return [...groups.values()].map((of) => ({
    ...{ kind: of[0].kind, message: of[0].finding.message },
    marks: of,
  }));
}

/** Where findings stand in the view of the body that is shown; `undefined` when it has no lines of theirs. */
export type Places = ((finding: Finding) => string) | undefined;

/** `line 12` where the body is laid out, `line 1, column 189` where it is as it came. */
export function placesIn(
  { body, bodyEncoding }: Delivery,
  pretty: PrettyBody | undefined,
  isRaw: boolean,
): Places {
  if (body === '' || bodyEncoding !== 'utf8') return undefined;
  if (pretty !== undefined && !isRaw) return ({ pointer }) => `line ${pretty.lineOf(pointer) + 1}`;
  return ({ line, column }) => `line ${line}, column ${column}`;
}
