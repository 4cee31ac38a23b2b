/**
 * The screen Check: what was sent beside what arrived, for whole checks and for a test run of an integration.
 *
 * @module
 */

import type { CheckList as Checks } from '../../api/client-types';
import { place } from '../location';
import { Failure } from '../parts/failure';
import { isSettled, useData } from '../parts/use-data';
import { CheckCommand, useWhereabouts, type Whereabouts } from './check-command';
import { CheckDetail } from './check-detail';
import { CheckList } from './check-list';
import { TestComparison } from './test-comparison';

/** See the module; `#/check/<run>` is one check. */
export function ChecksScreen() {
  const [run] = place.value.rest;
  return run === undefined ? <Overview /> : <CheckDetail run={run} />;
}

function Overview() {
  const checks = useData<Checks>('/api/checks', 'checks');
  const { data, failure } = checks;
  const whereabouts = useWhereabouts();
  return (
    <div class="page checks">
      <div class="page-head">
        <h1>Check</h1>
      </div>
      <Failure message={failure} />
      {data !== undefined && data.checks.length > 0 && (
        <section aria-labelledby="newest-checks">
          <h2 id="newest-checks">Newest runs</h2>
          <CheckList checks={data.checks} />
        </section>
      )}
      {isSettled(checks) && whereabouts !== undefined && (
        <>
          <RunCheck {...whereabouts} />
          <CompareTest />
        </>
      )}
    </div>
  );
}

/** Both below the checks, whose height is not known before they are there; nor is that of the command. */
function RunCheck(whereabouts: Whereabouts) {
  return (
    <section aria-labelledby="run-a-check">
      <h2 id="run-a-check">Send everything through your Logstash</h2>
      <p class="muted">
        A check sends every kind of notification through your Logstash, under the faults that
        production has, and compares what arrives here. It reports to this page as it runs; the
        newest twenty are kept.
      </p>
      <CheckCommand {...whereabouts} />
    </section>
  );
}

function CompareTest() {
  return (
    <section aria-labelledby="compare-a-test">
      <h2 id="compare-a-test">Compare a test run</h2>
      <p class="muted">
        Sends the five test notifications of an integration, and shows each beside what arrives
        here: straight, or through the Logstash in front.
      </p>
      <TestComparison />
    </section>
  );
}
