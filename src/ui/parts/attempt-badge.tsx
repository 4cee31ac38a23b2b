/**
 * How an attempt ended: its status, or the code of its failure, which docs/errors.md explains. The same everywhere.
 *
 * @module
 */
import type { Attempt } from '../../api/client-types';
import { Badge } from './badge';

/** See the module. */
export function AttemptBadge({ attempt: { failure, status } }: { readonly attempt: Attempt }) {
  if (failure === null) return <Badge tone="ok">{status} accepted</Badge>;
  return (
    <Badge tone="bad" title={failure.message}>
      {failure.code}
    </Badge>
  );
}
