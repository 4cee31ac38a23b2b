/**
 * `wallstash check`: sends through a Logstash, receives behind it, and says what was lost, doubled or altered.
 *
 * @module
 */
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import { checkReport } from '../check/check-report';
import type { CheckOptions } from '../check/options';
import { runCheck } from '../check/run-check';
import { memoryJournal } from '../journal/memory-journal';
import { listen } from '../receiver/receiver';
import { resolveDeliverySettings } from '../sender/settings';
import { openCertificates } from '../tls/certificate-store';
import { abilitiesOf, basicCredentials, checkFlags } from './check-flags';
import { renderCheck } from './check-output';
import { type CommandDependencies, EXIT, ExitError } from './command';
import { readDeliveryFlags } from './delivery-flags';
import { writeReports } from './report-flags';

/** Entries that the receiver keeps: the check reads each as it comes. */
const KEPT = 100;
const MAX_BODY = 64 * 1024 * 1024;

/** `check`: exit code 1 when a scenario failed or none could run. */
export function checkCommand(dependencies: CommandDependencies) {
  return checkFlags().action(async (flags) => {
    const { cwd, signal, out, err, colour } = dependencies;
    const { user, password, json = false, report } = flags;
    const given = await readDeliveryFlags(flags, cwd);
    const headers = [...(given.headers ?? []), ...basicCredentials(user, password)];
    const through = { ...given, url: flags.through, headers };
    resolveDeliverySettings(through);
    const { caFile, cert, key } = await openCertificates({
      directory: resolve(cwd, flags.certsDirectory),
      hostNames: flags.hostName,
      machineName: hostname(),
    });
    await using journal = memoryJournal({ keep: KEPT });
    await using receiver = await listen(
      { certificate: { cert, key }, journal },
      { port: flags.listen, host: flags.listenHost, onViolation: 'accept', maxBody: MAX_BODY },
    );
    err(
      `Receives on https://localhost:${receiver.port}; Logstash must post there and trust ${caFile}.\n`,
    );
    const progress = checkProgress(dependencies);
    const result = await runCheck({
      ...{ through, arrivals: journal, signal, ...progress },
      abilities: { ...abilitiesOf(flags, cwd), faults: receiver.faults },
      notificationAt: flags.notificationAt,
      ...{ only: flags.only, skip: flags.skip, seed: flags.seed, rate: flags.rate },
      ...{ timeout: flags.timeout, burst: flags.burst },
    });
    await out(json ? `${JSON.stringify(result, null, 2)}\n` : renderCheck(result, colour));
    await writeReports(report, checkReport(result), dependencies);
    if (!result.passed) throw new ExitError(EXIT.failed);
  });
}

const WIPE = '\r\u001b[K';

/** A line for each scenario as it ends; on a terminal also how far the running one is. */
function checkProgress({
  err,
  interactive,
}: CommandDependencies): Pick<CheckOptions, 'onProgress' | 'onScenario'> {
  return {
    onScenario: ({ id, outcome }) => {
      err(`${interactive ? WIPE : ''}${id} ${outcome}\n`);
    },
    ...(interactive && {
      onProgress: ({ scenario, sent, arrived }) => {
        err(`${WIPE}${scenario}: ${arrived} of ${sent} arrived`);
      },
    }),
  };
}
