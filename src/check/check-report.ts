/**
 * The result of a check as a report, for JUnit and the like.
 *
 * @module
 */
import type { Report, ReportCase } from '../report/report';
import type { CheckResult, ScenarioResult } from './result';

/** One case for each scenario. */
export function checkReport({ startedAt, scenarios }: CheckResult): Report {
  return { command: 'wallstash check', startedAt, cases: scenarios.map(caseOf) };
}

function caseOf(result: ScenarioResult): ReportCase {
  const { id, outcome, reason, duration } = result;
  return {
    name: id,
    group: 'check',
    outcome,
    ...(reason !== undefined && { reason }),
    ...(outcome === 'failed' && { details: detailsOf(result).join('\n') }),
    duration,
  };
}

/** All there is to say about a scenario that failed, a line each. */
export function detailsOf({ hazard, remedy, findings }: ScenarioResult): readonly string[] {
  const { notAcknowledged, lost, late, duplicated, altered, notAccepted } =
    findings?.examples ?? NOTHING;
  return [
    `Hazard: ${hazard}`,
    `Remedy: ${remedy}`,
    ...notAccepted.map((reason) => `Not accepted: ${reason}`),
    ...listed('Not acknowledged', notAcknowledged),
    ...listed('Lost', lost),
    ...listed('Late', late),
    ...listed('Duplicated', duplicated),
    ...altered.flatMap(({ mark, differences }) => [
      `Altered: ${mark}`,
      ...differences.map(
        ({ path, sent, arrived }) => `  ${path}: sent ${sent}, arrived ${arrived}`,
      ),
    ]),
  ];
}

const NOTHING = {
  notAcknowledged: [],
  lost: [],
  late: [],
  duplicated: [],
  altered: [],
  notAccepted: [],
};

function listed(what: string, marks: readonly string[]): readonly string[] {
  return marks.length === 0 ? [] : [`${what}, for example: ${marks.join(', ')}`];
}
