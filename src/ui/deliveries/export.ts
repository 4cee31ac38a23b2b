/**
 * Taking deliveries out of the journal, as files.
 *
 * @module
 */
import { withQuery } from '../client';
import type { MenuItem } from '../parts/menu';
import type { ApiQuery } from './filter';

const EXPORTS = [
  { format: 'ndjson', label: 'NDJSON', hint: 'whole entries, to import again' },
  { format: 'bodies', label: 'Bodies', hint: 'a line each' },
  { format: 'har', label: 'HAR', hint: 'for browsers and proxies' },
  { format: 'curl', label: 'curl', hint: 'a script that sends them again' },
] as const;

/** The choice of files; `undefined`: there is nothing to export. */
export function exportItems(query: ApiQuery | undefined): readonly MenuItem[] {
  return EXPORTS.map(({ format, label, hint }) => ({
    ...{ label, hint, disabled: query === undefined },
    href: withQuery('/api/deliveries/export', { ...query, format }),
  }));
}
