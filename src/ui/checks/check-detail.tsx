/**
 * One check: its scenarios at a glance, and for each what it guards and what went wrong.
 *
 * @module
 */
import type { Check } from '../../api/client-types';
import { addressOf } from '../location';
import { Badge } from '../parts/badge';
import { Failure } from '../parts/failure';
import { counted } from '../parts/numbers';
import { useData } from '../parts/use-data';
import { CheckLength } from './check-length';
import { ScenarioDetail } from './scenario-detail';
import { standingOf } from './standing';
import { Timeline } from './timeline';

/** See the module. */
export function CheckDetail({ run }: { readonly run: string }) {
  const { data, failure } = useData<Check>(`/api/checks/${encodeURIComponent(run)}`, 'checks');
  return (
    <div class="page checks">
      <div class="page-head">
        <h1>Check</h1>
        <a href={addressOf(['check'])}>All checks</a>
      </div>
      <Failure message={failure} />
      {data !== undefined && <Report check={data} />}
    </div>
  );
}

function Report({ check }: { readonly check: Check }) {
  const { through, counts, scenarios, toCome, unexpected } = check;
  const { word, tone } = standingOf(check);
  return (
    <>
      <p class="about">
        <Badge tone={tone}>{word}</Badge> through {through}, <CheckLength check={check} />:{' '}
        {counts.passed} passed, {counts.failed} failed, {counts.skipped} skipped.
        {unexpected.count > 0 &&
          ` ${counted(unexpected.count, 'arrival bears', 'arrivals bear')} no mark of this check.`}
      </p>
      {check.state === 'vanished' && (
        <p class="muted">
          It was killed, or lost its way to this console: this is what it had told until then.
        </p>
      )}
      <Timeline check={check} />
      <div class="scenario-scroll panel" tabIndex={0} role="region" aria-label="Scenarios">
        <table class="scenarios">
          <thead>
            <tr>
              <th scope="col">Scenario</th>
              <th scope="col">Outcome</th>
              {COLUMNS.map((name) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {scenarios.map((scenario) => (
              <ScenarioDetail key={scenario.id} scenario={scenario} columns={COLUMNS.length} />
            ))}
            {check.state !== 'finished' &&
              toCome.map((id, index) => (
                <ToCome
                  key={id}
                  id={id}
                  word={
                    check.state !== 'running'
                      ? 'did not run'
                      : index === 0
                        ? 'under way'
                        : 'to come'
                  }
                />
              ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const COLUMNS = ['Sent', 'Arrived', 'Lost', 'Duplicated', 'Altered', 'Late', 'p99'] as const;

function ToCome({ id, word }: { readonly id: string; readonly word: string }) {
  return (
    <tr class="muted">
      <th scope="row">{id}</th>
      <td colSpan={COLUMNS.length + 1}>{word}</td>
    </tr>
  );
}
