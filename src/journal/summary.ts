/**
 * From a draft to an entry, and from an entry to its summary.
 *
 * @module
 */
import type { Findings } from '../notification/inspection';
import { countFindings, listFindings } from '../notification/list-findings';
import type { EntryDraft, EntrySummary, JournalEntry, Writable } from './entry';
import { formatEntryId } from './entry-id';

/** The entry that a draft becomes. Of its findings what is kept, without parsed payloads: the body holds them. */
export function entryOf(draft: EntryDraft, sequence: number, repeat: boolean): JournalEntry {
  const { idempotencyKey, fault, kind, origin } = draft;
  const entry: Writable<JournalEntry> = {
    id: formatEntryId(sequence),
    receivedAt: Math.floor(draft.receivedAt),
    remoteAddress: draft.remoteAddress,
    tlsVersion: draft.tlsVersion,
    method: draft.method,
    path: draft.path,
    headers: draft.headers,
    repeat,
    body: draft.body,
    bodySize: draft.bodySize,
    findings: listFindings(draft.findings),
    verdict: draft.verdict,
    answer: draft.answer,
  };
  // Not spread: V8 is slow at that.
  if (idempotencyKey !== undefined) entry.idempotencyKey = idempotencyKey;
  if (fault !== undefined) entry.fault = fault;
  if (kind !== undefined) entry.kind = kind;
  if (origin !== undefined) entry.origin = origin;
  return entry;
}

/** What a list shows of an entry. */
export function summarize(entry: JournalEntry): EntrySummary {
  const { findings } = entry;
  const { notifications, violations, notices } = countFindings(findings);
  return {
    id: entry.id,
    receivedAt: entry.receivedAt,
    remoteAddress: entry.remoteAddress,
    method: entry.method,
    path: entry.path,
    bodySize: entry.bodySize,
    carrier: findings.carrier,
    types: typesOf(findings),
    notifications,
    violations,
    notices,
    verdict: entry.verdict,
    status: entry.answer.status,
    repeat: entry.repeat,
    ...(entry.fault !== undefined && { fault: entry.fault }),
    ...(entry.kind !== undefined && { kind: entry.kind }),
    ...(entry.origin !== undefined && { imported: true }),
  };
}

function typesOf({ notifications, unlisted }: Findings): readonly (string | null)[] {
  const [only] = notifications;
  if (only !== undefined && notifications.length === 1 && unlisted === undefined) {
    return [only.type];
  }
  const rest = (unlisted ?? []).filter((one) => one.notifications > 0);
  return [...new Set([...notifications, ...rest].map(({ type }) => type))];
}
