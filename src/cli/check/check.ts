/**
 * `wallstash check`: sends through a Logstash, or another collector, receives behind it, and says what was lost, doubled
 * or altered.
 *
 * @module
 */
import { checkReport } from '../../check/check-report';
import { type CheckOptions, chosenScenarios } from '../../check/options';
import type { CheckResult } from '../../check/result';
import { runCheck } from '../../check/run-check';
import { resolveDeliverySettings } from '../../sender/settings';
import { abilitiesOf } from './check-abilities';
import { receiverBehind } from './check-behind';
import { basicCredentials, checkFlags } from './check-flags';
import { renderCheck } from './check-output';
import { type CommandDependencies, EXIT, ExitError } from '../command';
import { readDeliveryFlags } from '../delivery-flags';
import { finishOnSignal } from '../interruption';
import { writeReports } from '../report-flags';

/** `check`: exit code 1 when a scenario failed or none could run. */
export function checkCommand(dependencies: CommandDependencies) {
  return checkFlags().action(async (flags) => {
    const { cwd, out, err, colour } = dependencies;
    const { user, password, json = false, report } = flags;
    const given = await readDeliveryFlags(flags, cwd);
    const headers = [...(given.headers ?? []), ...basicCredentials(user, password)];
    const through = { ...given, url: flags.through, headers };
    resolveDeliverySettings(through);
    chosenScenarios(flags);
    await using behind = await receiverBehind(flags, dependencies);
    err(`${behind.notice}\n`);
    const signal = finishOnSignal('check', dependencies);
    const progress = checkProgress(dependencies);
    const { onProgress, onScenario } = progress;
    const result = await runCheck({
      ...{ through, arrivals: behind.arrivals, signal, onProgress, onScenario },
      onInterim: (soFar, toCome) => behind.tell('running', soFar, toCome),
      abilities: { ...abilitiesOf(flags, cwd), faults: behind.faults },
      notificationAt: flags.notificationAt,
      ...{ only: flags.only, skip: flags.skip, seed: flags.seed, rate: flags.rate },
      ...{ timeout: flags.timeout, burst: flags.burst },
      ...{ wait: flags.wait, restartWait: flags.restartWait },
    });
    progress.settle(result);
    behind.tell(signal.aborted ? 'stopped' : 'finished', result, []);
    await out(json ? `${JSON.stringify(result, null, 2)}\n` : renderCheck(result, colour));
    await writeReports(report, checkReport(result), dependencies);
    if (!result.passed) throw new ExitError(EXIT.failed);
  });
}

const WIPE = '\r\u001b[K';

interface CheckProgress extends Pick<CheckOptions, 'onProgress' | 'onScenario'> {
  /** Says of which scenarios the end of the run has changed the outcome. */
  settle(result: CheckResult): void;
}

/** A line for each scenario as it ends; on a terminal also how far the running one is. */
function checkProgress({ err, interactive }: CommandDependencies): CheckProgress {
  const told = new Map<string, string>();
  return {
    onScenario: ({ id, outcome }) => {
      told.set(id, outcome);
      err(`${interactive ? WIPE : ''}${id} ${outcome}\n`);
    },
    onProgress: interactive
      ? ({ scenario, sent, arrived }) => {
          err(`${WIPE}${scenario}: ${arrived} of ${sent} arrived`);
        }
      : undefined,
    settle({ scenarios }) {
      for (const { id, outcome } of scenarios) {
        if (told.get(id) !== outcome) err(`${id} ${outcome} after all, by what came later\n`);
      }
    },
  };
}
