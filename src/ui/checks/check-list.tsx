/**
 * The checks that this Wallstash was told of, the newest first.
 *
 * @module
 */
import type { CheckSummary } from '../../api/client-types';
import { addressOf } from '../location';
import { Badge } from '../parts/badge';
import { CheckLength } from './check-length';
import { standingOf } from './standing';

/** See the module. */
export function CheckList({ checks }: { readonly checks: readonly CheckSummary[] }) {
  return (
    <ul class="check-list panel">
      {checks.map((check) => (
        <li key={check.run}>
          <a href={addressOf(['check', check.run])}>
            <Badge tone={standingOf(check).tone}>{standingOf(check).word}</Badge>
            <span class="through">through {check.through}</span>
            <span class="muted small number">
              {check.counts.passed} passed, {check.counts.failed} failed, {check.counts.skipped}{' '}
              skipped
            </span>
            <span class="muted small number">
              <CheckLength check={check} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
