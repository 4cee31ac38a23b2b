/**
 * `wallstash doctor`: tries each of Wallarm's requirements on a receiver and names the remedy for what fails.
 *
 * @module
 */
import type { ReportCase } from '../../report/report';
import { type ResolvedDeliverySettings, resolveDeliverySettings } from '../../sender/settings';
import { command, type CommandDependencies, EXIT, ExitError, option } from '../command';
import {
  addDeliveryFlags,
  ndjsonTypeOption,
  readDeliveryFlags,
  shownUrl,
  waitOption,
} from '../delivery-flags';
import { finishOnSignal } from '../interruption';
import { awaitAnswer } from '../../sender/await-answer';
import { type Check, CHECKS } from './doctor-check';
import { examine } from './doctor-run';
import { reportOption, writeReports } from '../report-flags';
import { mark, printable } from '../terminal';

const AFTER_HELP = `
Sends up to six small bodies, each marked "[Test message]".
Exit code: 0 nothing failed (warnings are no failures), 1 a check failed, 2 wrong usage, 3 a file could not be read.`;

/** `doctor`: exit code 1 when a check failed. */
export function doctorCommand(dependencies: CommandDependencies) {
  return addDeliveryFlags(
    command('doctor', 'Try what Wallarm requires of a receiver, and say how to mend what fails'),
  )
    .argument('<url>', 'the receiver, for example https://logstash.example:5044/')
    .addOption(ndjsonTypeOption())
    .addOption(waitOption())
    .addOption(option('--json', 'print one JSON document'))
    .addOption(reportOption())
    .addHelpText('after', AFTER_HELP)
    .action(async (url, { json = false, report, wait, ...flags }) => {
      const startedAt = Date.now();
      const { cwd, out, columns = Number.POSITIVE_INFINITY } = dependencies;
      const given = await readDeliveryFlags(flags, cwd);
      const settings = resolveDeliverySettings({ url, ...given });
      if (wait !== undefined) {
        await awaitAnswer({ url, ...given }, { wait, signal: dependencies.signal });
      }
      const signal = finishOnSignal('doctor', dependencies);
      if (!json) await out(headingFor(settings));
      const onCheck = (check: Check): void => {
        if (!json) void out(rowOf(check, dependencies));
      };
      const checks = await examine(settings, { onCheck, signal });
      const passed = checks.every(({ outcome }) => outcome !== 'failed') && !signal.aborted;
      await out(
        json
          ? asJson(settings, checks, passed)
          : `\n${wrap(verdictOn(checks), columns).join('\n')}\n`,
      );
      const cases = checks.map(caseOf);
      await writeReports(report, { command: 'wallstash doctor', startedAt, cases }, dependencies);
      if (!passed) throw new ExitError(EXIT.failed);
    });
}

/** A warning is no failure, so a report counts it as passed and keeps its words. */
function caseOf({ id, outcome, message, code }: Check): ReportCase {
  const reason = printable(code === undefined ? message : `${code}: ${message}`);
  return {
    name: CHECKS[id],
    group: 'doctor',
    outcome: outcome === 'warning' ? 'passed' : outcome,
    ...(outcome !== 'passed' && { reason }),
  };
}

function headingFor(settings: ResolvedDeliverySettings): string {
  const unverified = settings.verifyTls ? '' : ' (certificate not verified)';
  return `What Wallarm requires, tried on ${shownUrl(settings)}${unverified}:\n\n`;
}

const TITLE_WIDTH = Math.max(...Object.values(CHECKS).map(({ length }) => length));
/** Columns of the text where the terminal does not say how many it has. */
const TEXT_WIDTH = 76;
/** Narrower ones are wrapped by the terminal. */
const NARROWEST = 24;

/** One check: mark, title and the text beside it. */
function rowOf(
  { id, outcome, message, code }: Check,
  { colour, columns }: Pick<CommandDependencies, 'colour' | 'columns'>,
): string {
  const text = printable(code === undefined ? message : `${code}: ${message}`);
  const indent = ' '.repeat(TITLE_WIDTH + 4);
  const room = columns === undefined ? TEXT_WIDTH : columns - indent.length;
  const [first = '', ...rest] = wrap(text, Math.max(NARROWEST, room));
  const lines = [
    `${mark(outcome, colour)} ${CHECKS[id].padEnd(TITLE_WIDTH)}  ${first}`,
    ...rest.map((line) => indent + line),
  ];
  return `${lines.join('\n')}\n`;
}

/** Breaks text at spaces; a longer word stays whole, so that it can be copied. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function verdictOn(checks: readonly Check[]): string {
  const count = (wanted: Check['outcome']): number =>
    checks.filter(({ outcome }) => outcome === wanted).length;
  const counts = [
    `${count('passed')} passed`,
    `${count('warning')} to know`,
    `${count('failed')} failed`,
    ...(count('skipped') > 0 ? [`${count('skipped')} not tried`] : []),
  ].join(', ');
  return count('failed') === 0
    ? `${counts}.`
    : `${counts}. Mend the first failure, then run it again.`;
}

function asJson(
  { authority, verifyTls }: ResolvedDeliverySettings,
  checks: readonly Check[],
  passed: boolean,
): string {
  const titled = checks.map((check) => ({ title: CHECKS[check.id], ...check }));
  return `${JSON.stringify({ authority, verifyTls, passed, checks: titled }, null, 2)}\n`;
}
