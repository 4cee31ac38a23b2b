/**
 * From a draft to an entry, and from an entry to its summary.
 *
 * @module
 */
import type { Findings, NotificationFindings } from '../notification/inspection';
import type { EntryDraft, EntrySummary, JournalEntry } from './entry';
import { formatEntryId } from './entry-id';

/** The entry that a draft becomes. Parsed payloads that came along with the findings are left out: the body holds them. */
export function entryOf(draft: EntryDraft, sequence: number, repeat: boolean): JournalEntry {
  return {
    id: formatEntryId(sequence),
    receivedAt: Math.floor(draft.receivedAt),
    remoteAddress: draft.remoteAddress,
    tlsVersion: draft.tlsVersion,
    method: draft.method,
    path: draft.path,
    headers: draft.headers,
    ...(draft.idempotencyKey !== undefined && { idempotencyKey: draft.idempotencyKey }),
    repeat,
    body: draft.body,
    bodySize: draft.bodySize,
    findings: findingsOnly(draft.findings),
    verdict: draft.verdict,
    answer: draft.answer,
    ...(draft.fault !== undefined && { fault: draft.fault }),
    ...(draft.kind !== undefined && { kind: draft.kind }),
  };
}

/** What a list shows of an entry. */
export function summarize(entry: JournalEntry): EntrySummary {
  const { notifications, carrier } = entry.findings;
  let violations = entry.findings.violations.length;
  let notices = 0;
  for (const notification of notifications) {
    violations += notification.violations.length;
    notices += notification.notices.length;
  }
  return {
    id: entry.id,
    receivedAt: entry.receivedAt,
    method: entry.method,
    path: entry.path,
    bodySize: entry.bodySize,
    carrier,
    types: typesOf(notifications),
    notifications: notifications.length,
    violations,
    notices,
    verdict: entry.verdict,
    status: entry.answer.status,
    repeat: entry.repeat,
    ...(entry.fault !== undefined && { fault: entry.fault }),
    ...(entry.kind !== undefined && { kind: entry.kind }),
  };
}

function typesOf(notifications: readonly NotificationFindings[]): readonly (string | null)[] {
  const [only] = notifications;
  if (only !== undefined && notifications.length === 1) return [only.type];
  return [...new Set(notifications.map(({ type }) => type))];
}

function findingsOnly(findings: Findings): Findings {
  const { carrier, notifications, violations } = findings;
  return {
    carrier,
    notifications: notifications.map((found) => ({
      pointer: found.pointer,
      type: found.type,
      carrier: found.carrier,
      era: found.era,
      violations: found.violations,
      notices: found.notices,
    })),
    violations,
  };
}
