/**
 * Deciding whether an entry is wanted: first by its summary, then, only when asked for, by its body.
 *
 * @module
 */
import { fingerprint } from '../../notification/fingerprint';
import { inspectBody } from '../../notification/inspect-body';
import type { EntrySummary, JournalEntry } from '../entry';
import type { EntryFilter } from '../journal';
import { summarize } from '../summary';

/** Whether a filter cannot be decided by summaries alone. */
export function needsBody(filter: EntryFilter): boolean {
  return filter.text !== undefined || filter.fingerprint !== undefined;
}

/** The conditions of a filter that a summary decides. */
export function matchesSummary(filter: EntryFilter, summary: EntrySummary): boolean {
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

/** The conditions of a filter that only the body decides. */
export function matchesBody(filter: EntryFilter, { body }: JournalEntry): boolean {
  const { text, fingerprint: wanted } = filter;
  if (text !== undefined && !body.toString().toLowerCase().includes(text.toLowerCase())) {
    return false;
  }
  return (
    wanted === undefined ||
    inspectBody(body).notifications.some(({ payload }) => fingerprint(payload) === wanted)
  );
}

/** All conditions of a filter. */
export function matchesEntry(filter: EntryFilter, entry: JournalEntry): boolean {
  return matchesSummary(filter, summarize(entry)) && matchesBody(filter, entry);
}
