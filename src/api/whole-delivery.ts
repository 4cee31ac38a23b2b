/**
 * A delivery as the API gives it: its body as text, or as base64.
 *
 * @module
 */
import { isUtf8 } from 'node:buffer';

import type { JournalEntry } from '../journal/entry';

/** See the module. */
export function wholeDelivery(entry: JournalEntry): object {
  const { body } = entry;
  const bodyEncoding = isUtf8(body) ? 'utf8' : 'base64';
  return { ...entry, body: body.toString(bodyEncoding), bodyEncoding };
}
