/**
 * Ids of entries: the sequence number, padded with zeros so that text order is order of arrival.
 *
 * Sequence numbers start at 1 and have no gaps in a sound journal, across restarts too: that is how the journal
 * knows what it dropped and what is missing.
 *
 * @module
 */
const DIGITS = 10;

/** The id of a sequence number, such as `0000000042`. */
export function formatEntryId(sequence: number): string {
  return String(sequence).padStart(DIGITS, '0');
}

/** The sequence number of an id, with or without its zeros; `undefined` when it is none. */
export function parseEntryId(id: string): number | undefined {
  if (!/^\d{1,10}$/.test(id)) return undefined;
  const sequence = Number(id);
  return sequence > 0 ? sequence : undefined;
}
