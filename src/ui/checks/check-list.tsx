/**
 * The checks that this Wallstash was told of, the newest first.
 *
 * @module
 */
import type { CheckSummary } from '../../api/client-types';
import { addressOf } from '../location';
import { Badge } from '../parts/badge';
import { CommandLine } from '../parts/empty-state';
import { duration } from '../parts/numbers';
import { When } from '../parts/when';
import { standingOf } from './standing';

/** See the module. */
export function CheckList({ checks }: { readonly checks: readonly CheckSummary[] }) {
  if (checks.length === 0) return <NoCheck />;
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
              <When at={check.startedAt} />, took {duration(check.duration)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function NoCheck() {
  return (
    <div class="no-check">
      <p>
        A check sends every kind of notification through your Logstash, under the faults that
        production has, and compares what arrives here. This one reports to this page as it runs:
      </p>
      <CommandLine
        command={`npx wallstash check --through https://YOUR-LOGSTASH:PORT/ --ca certs/ca.crt --arrives-at ${location.origin}`}
      />
      <p class="muted">
        Give the address of the Logstash that posts to this receiver, never that of the receiver
        itself. In the compose stack of the checkout everything is set:
      </p>
      <CommandLine command="docker compose run --rm check" />
    </div>
  );
}
