/**
 * How an attempt ended: its status, or the code of its failure, which docs/errors.md explains. The same everywhere.
 *
 * @module
 */
import { Badge } from './badge';

/** As much of an attempt as is shown, or of many that ended alike. */
interface EndedAttempt {
  readonly status: number | null;
  readonly failure: { readonly code: string; readonly message?: string } | null;
}

/** See the module. */
export function AttemptBadge({ attempt: { failure, status } }: { readonly attempt: EndedAttempt }) {
  if (failure === null) return <Badge tone="ok">accepted {status}</Badge>;
  return (
    <Badge tone="bad" {...(failure.message !== undefined && { title: failure.message })}>
      {failure.code}
    </Badge>
  );
}
