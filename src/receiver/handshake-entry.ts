/**
 * What the journal's entry of a TLS handshake has in common with others: everything of a delivery is empty.
 *
 * @module
 */
import type { EntryDraft } from '../journal/entry';

export const HANDSHAKE_ENTRY = {
  kind: 'handshake',
  method: '',
  path: '',
  headers: {},
  body: Buffer.alloc(0),
  bodySize: 0,
  findings: { carrier: null, notifications: [], violations: [] },
  verdict: 'refused',
} as const satisfies Partial<EntryDraft>;
