/**
 * Deciding whether an entry is wanted: first by its summary, then, only when asked for, by its body.
 *
 * @module
 */
import { fingerprint } from '../../notification/fingerprint';
import { inspectBody } from '../../notification/inspect-body';
import type { EntrySummary, JournalEntry } from '../entry';
import type { EntryFilter, EntryMatcher } from '../journal';
import { compileSearch } from '../search/compile-search';
import { summarize } from '../summary';

/** What is looked for: cheap conditions first, the whole entry only for what they leave. */
export interface Criteria {
  readonly bySummary: (summary: EntrySummary) => boolean;
  /** `undefined` when the summary decides alone. */
  readonly byEntry: EntryMatcher | undefined;
  /** Both at once, for an entry at hand. */
  readonly whole: EntryMatcher;
}

/** The criteria of a filter or a matcher. @throws InvalidOptionError for a search that cannot be read */
export function criteriaOf(match: EntryFilter | EntryMatcher): Criteria {
  if (typeof match === 'function') {
    return { bySummary: () => true, byEntry: match, whole: match };
  }
  const { text, fingerprint: print, search } = match;
  const searched = search === undefined ? undefined : compileSearch(search);
  const bySummary = (summary: EntrySummary): boolean =>
    matchesSummary(match, summary) && (searched?.bySummary(summary) ?? true);
  const alone = text === undefined && print === undefined && searched?.byEntry === undefined;
  const byEntry = (entry: JournalEntry): boolean =>
    matchesBody(match, entry) && (searched?.byEntry?.(entry) ?? true);
  return {
    bySummary,
    byEntry: alone ? undefined : byEntry,
    whole: (entry) => bySummary(summarize(entry)) && byEntry(entry),
  };
}

/** The fields of a filter that a summary decides. */
function matchesSummary(filter: EntryFilter, summary: EntrySummary): boolean {
  const { type, verdict, valid, method, path, carrier, since, until } = filter;
  return (
    (type === undefined || summary.types.includes(type)) &&
    (verdict === undefined || summary.verdict === verdict) &&
    (valid === undefined || valid === (summary.violations === 0)) &&
    (method === undefined || summary.method === method) &&
    (path === undefined || summary.path.startsWith(path)) &&
    (carrier === undefined || summary.carrier === carrier) &&
    (since === undefined || summary.receivedAt >= since) &&
    (until === undefined || summary.receivedAt < until)
  );
}

/** The fields of a filter that only the body decides. */
function matchesBody(filter: EntryFilter, { body }: JournalEntry): boolean {
  const { text, fingerprint: wanted } = filter;
  if (text !== undefined && !body.toString().toLowerCase().includes(text.toLowerCase())) {
    return false;
  }
  return (
    wanted === undefined ||
    inspectBody(body).notifications.some(({ payload }) => fingerprint(payload) === wanted)
  );
}
