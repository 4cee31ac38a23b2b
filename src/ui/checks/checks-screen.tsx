/**
 * The screen Check: what was sent beside what arrived, for whole checks and for a test run of an integration.
 *
 * @module
 */
import './checks.css';

import type { CheckList as Checks } from '../../api/client-types';
import { place } from '../location';
import { Failure } from '../parts/failure';
import { isSettled, useData } from '../parts/use-data';
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
  return (
    <div class="page checks">
      <div class="page-head">
        <h1>Check</h1>
      </div>
      <section aria-labelledby="checks-of-logstash">
        <h2 id="checks-of-logstash">Checks of a Logstash</h2>
        <Failure message={failure} />
        {data !== undefined && <CheckList checks={data.checks} />}
      </section>
      {isSettled(checks) && <CompareTest />}
    </div>
  );
}

/** Below the checks, whose height is not known before they are there. */
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
