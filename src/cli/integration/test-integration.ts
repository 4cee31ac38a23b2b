/**
 * `wallstash test`: the Console's *Test integration* against a URL, a row for each notification as it is answered.
 *
 * @module
 */
import {
  type Remedy,
  runTest,
  type TestResult,
  type TestRun,
  type TestRunOptions,
} from '../../console/test-run';
import type { Attempt } from '../../sender/attempt-record';
import { awaitAnswer } from '../../sender/await-answer';
import { type DeliverySettings, resolveDeliverySettings } from '../../sender/settings';
import { command, type CommandDependencies, EXIT, ExitError, option } from '../command';
import {
  addDeliveryFlags,
  readDeliveryFlags,
  shownUrl,
  urlOption,
  waitOption,
} from '../delivery-flags';
import { finishOnSignal } from '../interruption';
import { duration, fitted, mark, printable } from '../terminal';

const AFTER_HELP = `
Each test message is a request of its own, an array of one, marked "[Test message]", as Wallarm sends them.
Exit code: 0 all were accepted, 1 one was not, 2 wrong usage, 3 a file could not be read.`;

/** `test`: exit code 1 unless every test notification was answered with a 2xx. */
export function testCommand(dependencies: CommandDependencies) {
  return addDeliveryFlags(
    command('test', 'Send the messages of "Test integration" and say what came of each'),
  )
    .addOption(urlOption().makeOptionMandatory())
    .addOption(
      option('--era <era>', 'which messages: the five of 2023, or the four seen in 2026')
        .choices(['classic', 'current'] as const)
        .default('classic' as const),
    )
    .addOption(waitOption())
    .addOption(option('--json', 'print one JSON document'))
    .addHelpText('after', AFTER_HELP)
    .action(async ({ url, era, wait, json = false, ...flags }) => {
      const settings = { url, ...(await readDeliveryFlags(flags, dependencies.cwd)) };
      if (wait !== undefined) {
        await awaitAnswer(settings, { wait, signal: dependencies.signal });
      }
      finishOnSignal('test', dependencies);
      const run = await (json ? printTestAsJson : printTestAsText)(
        settings,
        (options) => runTest(settings, { era, ...options }),
        dependencies,
      );
      if (!run.passed) throw new ExitError(EXIT.failed);
    });
}

/** Runs the test; what is in the options goes to `runTest`. */
type Run = (options: Pick<TestRunOptions, 'signal' | 'onResult'>) => Promise<TestRun>;

/** Runs the test and prints all of it as JSON at its end. */
export async function printTestAsJson(
  _settings: DeliverySettings,
  run: Run,
  { out, signal }: CommandDependencies,
): Promise<TestRun> {
  const result = await run({ signal });
  await out(`${JSON.stringify(result, null, 2)}\n`);
  return result;
}

/** Runs the test and prints a row for each notification as it is answered. */
export async function printTestAsText(
  settings: DeliverySettings,
  run: Run,
  { out, signal, colour, columns }: CommandDependencies,
): Promise<TestRun> {
  const resolved = resolveDeliverySettings(settings);
  const { method, format } = resolved;
  await out(`Test integration: ${method} to ${shownUrl(resolved)}\n\n`);
  const explained = new Set<string>();
  const onResult = (result: TestResult): void => {
    void out(`${fitted(rowOf(result, colour), columns)}\n`);
    const message = result.attempt.failure?.message;
    if (message === undefined || explained.has(message)) return;
    explained.add(message);
    void out(`    ${printable(message)}\n`);
  };
  const result = await run({ signal, onResult });
  await out(`\n${verdictOf(result)}\n`);
  if (format === 'ndjson' && result.passed) {
    await out(
      'Test messages are arrays whatever the data format: try NDJSON with wallstash send or doctor.\n',
    );
  }
  return result;
}

function rowOf({ notificationType, summary, attempt }: TestResult, colour: boolean): string {
  const { failure, phases } = attempt;
  const columns = [
    mark(failure === null ? 'passed' : 'failed', colour),
    notificationType.padEnd(20),
    (failure?.code ?? String(attempt.status)).padEnd(failure === null ? 3 : 20),
    duration(phases.end).padStart(8),
    `${unverified(attempt)}${summary}`,
  ];
  return columns.join('  ');
}

function unverified({ verifyTls }: Attempt): string {
  return verifyTls ? '' : '(certificate not verified)  ';
}

/** The sentence of each failure stands below its first row: here it is only counted. */
function verdictOf({ results, passed, remedies, verdict }: TestRun): string {
  const [only, ...others] = remedies;
  if (passed || only === undefined) return verdict;
  const failed = remedies.reduce((sum, { notificationTypes }) => sum + notificationTypes.length, 0);
  const count = `${failed} of ${results.length} test notifications failed`;
  if (others.length === 0) {
    return `${count}, all for the reason above (${only.code}). Mend it, then test again.`;
  }
  return `${count}, for ${remedies.length} reasons. Mend them, then test again:\n${remedies.map(remedyLine).join('')}`.trimEnd();
}

function remedyLine({ code, notificationTypes }: Remedy): string {
  return `  ${code.padEnd(20)}  ${notificationTypes.join(', ')}\n`;
}
