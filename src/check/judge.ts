/**
 * From what became of a scenario's notifications to its result.
 *
 * @module
 */
import type { Ledger } from './ledger';
import type { Findings, ScenarioResult } from './result';
import type { Refusal, Scenario } from './scenario';

/** A scenario that has run, or was skipped. */
export interface Tried {
  readonly scenario: Scenario;
  readonly skipReason: string | undefined;
  readonly problems: readonly string[];
  readonly troubles: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
}

/** Nothing is wrong with what was taken: only, not all was. */
const REFUSED: Refusal = {
  hazard:
    'What is not acknowledged is not lost yet: Wallarm sends it again, for about 51 minutes, then gives it up, and switches off an integration of which 60 % of the requests fail.',
  remedy: 'See the reason above, and in the log of what was sent to why it did not take it.',
};

/** The result as things stand now. */
export function judge(
  { scenario, skipReason, problems, troubles, duration }: Tried,
  ledger: Ledger,
): ScenarioResult {
  const { id, hazard, expects, remedy, whenRefused = REFUSED } = scenario;
  const about = { id, hazard, expects, remedy, problems: [...problems, ...troubles], duration };
  if (skipReason !== undefined) {
    return { ...about, outcome: 'skipped', reason: skipReason, findings: null };
  }
  const findings = ledger.findings(id);
  const spoiled = [...problems, ...unwantedIn(ledger.unwanted(id)), ...reasonsIn(findings)];
  const reasons = [...troubles, ...refusedIn(findings), ...spoiled];
  return {
    ...about,
    ...(reasons.length > 0 && spoiled.length === 0 && whenRefused),
    outcome: reasons.length === 0 ? 'passed' : 'failed',
    ...(reasons.length > 0 && { reason: reasons.join(' ') }),
    findings,
  };
}

function unwantedIn(count: number): readonly string[] {
  return count === 0 ? [] : ['It arrived: nothing on the way refused it or kept it out.'];
}

function refusedIn({ sent, notAcknowledged }: Findings): readonly string[] {
  return notAcknowledged > 0 ? [`${notAcknowledged} of ${sent} not acknowledged.`] : [];
}

/** Repeats with the same `Idempotency-Key` are no failure: Logstash delivers at least once. */
function reasonsIn(findings: Findings): readonly string[] {
  const { sent, lost, late, altered, duplicated, notAccepted } = findings;
  return [
    ...(lost > 0 ? [`${lost} of ${sent} lost.`] : []),
    ...(late > 0 ? [`${late} of ${sent} arrived after the timeout.`] : []),
    ...(lost + late > 0 && notAccepted > 0 ? [notAcceptedWords(notAccepted)] : []),
    ...(altered > 0 ? [`${altered} of ${sent} arrived altered.`] : []),
    ...(duplicated > 0
      ? [`${duplicated} duplicate${duplicated === 1 ? '' : 's'} without the same Idempotency-Key.`]
      : []),
  ];
}

function notAcceptedWords(count: number): string {
  const what = count === 1 ? 'a delivery' : `${count} deliveries`;
  return `The receiver behind did not accept ${what} meanwhile.`;
}
