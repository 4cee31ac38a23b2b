/**
 * How an integration, and an attempt at a delivery, stands.
 *
 * @module
 */
import type { Attempt } from '../../api/client-types';
import { Badge } from '../parts/badge';

/** Whether it is sent anything. */
export function EnabledBadge({ enabled }: { readonly enabled: boolean }) {
  return enabled ? <Badge tone="ok">enabled</Badge> : <Badge tone="quiet">disabled</Badge>;
}

/** How an attempt ended. */
export function AttemptBadge({ attempt: { failure, status } }: { readonly attempt: Attempt }) {
  if (failure === null) return <Badge tone="ok">{status} accepted</Badge>;
  return <Badge tone="bad">{status === null ? 'no answer' : `${status} failed`}</Badge>;
}
