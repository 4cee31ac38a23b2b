/**
 * Cuts lists of findings, saying by how much: a body of millions of faults must stay cheap to inspect and to keep.
 *
 * The validator lists a hundred of a kind for each notification; this bounds their sum over a body, without
 * ever making a bad notification look good.
 *
 * @module
 */
import type { Draft } from './place-drafts';

/** Above this sum, one finding of a kind is listed for each further notification. */
const LISTED_PER_BODY = 10_000;

/** With so many violations found a body is not worth looking at any further: it is refused anyway. */
const MOST_VIOLATIONS = 100_000;

/** Cuts the lists of one body's notifications, given one after the other. */
export class DraftLimiter {
  #listed = 0;
  #violations = 0;

  /** So much is wrong that the rest of the body need not be inspected. */
  get isExhausted(): boolean {
    return this.#violations >= MOST_VIOLATIONS;
  }

  /** The drafts to keep of one notification. */
  limit(drafts: Draft[]): Draft[] {
    this.#listed += drafts.length;
    for (const { kind } of drafts) if (kind === 'violation') this.#violations += 1;
    if (this.#listed <= LISTED_PER_BODY || drafts.length < 2) return drafts;
    return [...firstOf(drafts, 'violation'), ...firstOf(drafts, 'notice')];
  }
}

function firstOf(drafts: readonly Draft[], kind: Draft['kind']): Draft[] {
  const all = drafts.filter((draft) => draft.kind === kind);
  const [first, second] = all;
  if (first === undefined || second === undefined) return all;
  const message = `${all.length - 1} more ${kind}s are not listed: the body has too many.`;
  return [first, { ...second, keyword: 'size', message, expected: 'fewer' }];
}
