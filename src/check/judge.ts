/**
 * From what became of a scenario's notifications to its result.
 *
 * @module
 */
import type { Ledger } from './ledger';
import type { Findings, ScenarioResult } from './result';
import type { Scenario } from './scenario';

/** A scenario that has run, or was skipped. */
export interface Tried {
  readonly scenario: Scenario;
  readonly skipReason: string | undefined;
  readonly problems: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
}

/** The result as things stand now. */
export function judge(
  { scenario, skipReason, problems, duration }: Tried,
  ledger: Ledger,
): ScenarioResult {
  const { id, hazard, expects, remedy } = scenario;
  const about = { id, hazard, expects, remedy, problems, duration };
  if (skipReason !== undefined) {
    return { ...about, outcome: 'skipped', reason: skipReason, findings: null };
  }
  const findings = ledger.findings(id);
  const reasons = [...problems, ...reasonsIn(findings)];
  return {
    ...about,
    outcome: reasons.length === 0 ? 'passed' : 'failed',
    ...(reasons.length > 0 && { reason: reasons.join(' ') }),
    findings,
  };
}

/** Repeats with the same `Idempotency-Key` are no failure: Logstash delivers at least once. */
function reasonsIn({ sent, lost, late, altered, duplicated }: Findings): readonly string[] {
  return [
    ...(lost > 0 ? [`${lost} of ${sent} lost.`] : []),
    ...(late > 0 ? [`${late} of ${sent} arrived after the timeout.`] : []),
    ...(altered > 0 ? [`${altered} of ${sent} arrived altered.`] : []),
    ...(duplicated > 0 ? [`${duplicated} duplicates without the same Idempotency-Key.`] : []),
  ];
}
