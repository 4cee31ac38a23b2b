/**
 * How an integration stands.
 *
 * @module
 */
import { Badge } from '../parts/badge';

/** Whether it is sent anything. */
export function EnabledBadge({ enabled }: { readonly enabled: boolean }) {
  return enabled ? <Badge tone="ok">enabled</Badge> : <Badge tone="quiet">disabled</Badge>;
}
