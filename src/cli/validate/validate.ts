/**
 * `wallstash validate`: holds files of notifications against the contract.
 *
 * @module
 */
import { inspectBody } from '../../notification/inspect-body';
import { INSPECT_DEFAULTS, resolveInspectOptions } from '../../notification/inspect-options';
import type { ResolvedInspectOptions } from '../../notification/inspect-options';
import type { Carrier } from '../../notification/inspection';
import { isValid } from '../../notification/is-valid';
import { NdjsonInspector } from '../../notification/ndjson-inspector';
import type { LineBlock } from '../../notification/reading/line-splitter';
import { Recogniser } from '../../notification/recognition/recogniser';
import { command, EXIT, ExitError, option } from '../command';
import type { CommandDependencies } from '../command';
import { reasonFor } from '../files/input-file-error';
import { findInputFiles, InputFileError } from '../input-files';
import type { InputFile } from '../input-files';
import { readFile, readInput } from '../read-input';
import { reportOption, writeReports } from '../report-flags';
import { sourceLines } from './source-lines';
import { tooLarge, tooLong } from './too-large';
import { ValidateCases } from './validate-cases';
import { both, jsonReport, textReport } from './validate-report';
import type { InputOutcome, InputPart, ValidateReport } from './validate-report';

const AFTER_HELP = `
Reads arrays, NDJSON, single notifications and Logstash events. A directory stands for the *.json, *.ndjson and
*.jsonl files below it; patterns may hold *, ? and **.
Exit code: 0 all valid, 1 a file is not, 2 wrong usage, 3 a file could not be read (the others
are judged all the same).`;

/** `validate`: exit code 1 when a file has a violation, or with `--strict` a notice. */
export function validateCommand(dependencies: CommandDependencies) {
  return command('validate', 'Check files of notifications against the schemas')
    .argument('<files...>', 'files, directories, patterns, or - for standard input')
    .addOption(option('--strict', 'notices count as violations'))
    .addOption(option('--json', 'print one JSON document'))
    .addOption(reportOption())
    .addOption(
      option(
        '--logstash-field <name>',
        'field of Logstash events that holds the notification',
      ).default(INSPECT_DEFAULTS.logstashField),
    )
    .addHelpText('after', AFTER_HELP)
    .action(async (args, { strict = false, json = false, report: targets, logstashField }) => {
      const startedAt = Date.now();
      const files = await findInputFiles(args, dependencies.cwd);
      const printed = json ? jsonReport() : textReport({ strict, colour: dependencies.colour });
      const collected = new ValidateCases({ strict });
      const report = targets === undefined ? printed : both(printed, collected);
      const run = new ValidateRun(dependencies, report, { strict, logstashField });
      const { valid, unreadable } = await run.validate(files);
      const { cases } = collected;
      await writeReports(
        targets,
        { command: 'wallstash validate', startedAt, cases },
        dependencies,
      );
      for (const { message } of unreadable) dependencies.err(`wallstash: ${message}\n`);
      if (unreadable.length > 0) throw new ExitError(EXIT.environment);
      if (!valid) throw new ExitError(EXIT.failed);
    });
}

/** Notifications of a file read whole that are inspected: more than the largest one holds, unless they are tiny. */
const MOST_NOTIFICATIONS = 500_000;
/** Notifications of it that are reported at once. */
const BATCH = 256;
/** Characters of output that are written at once. */
const WRITTEN_AT_ONCE = 64 * 1024;

interface RunOptions {
  readonly strict: boolean;
  readonly logstashField: string;
}

/** One run over all inputs: its sums, and where its output goes. */
class ValidateRun {
  readonly #dependencies: CommandDependencies;
  readonly #report: ValidateReport;
  readonly #strict: boolean;
  readonly #inspectOptions: ResolvedInspectOptions;
  readonly #totals = { files: 0, valid: 0, notifications: 0, violations: 0, notices: 0 };

  constructor(dependencies: CommandDependencies, report: ValidateReport, options: RunOptions) {
    this.#dependencies = dependencies;
    this.#report = report;
    this.#strict = options.strict;
    const { logstashField } = options;
    this.#inspectOptions = resolveInspectOptions({
      logstashField,
      maxNotifications: MOST_NOTIFICATIONS,
    });
  }

  /** Whether every input is valid, and what could not be read. */
  async validate(
    files: readonly InputFile[],
  ): Promise<{ readonly valid: boolean; readonly unreadable: readonly InputFileError[] }> {
    const unreadable: InputFileError[] = [];
    for (const file of files) {
      await this.#write(this.#report.begin(file.name));
      const outcome = await this.#validateFile(file);
      this.#totals.files += 1;
      if (outcome.valid) this.#totals.valid += 1;
      if (outcome.error !== undefined) unreadable.push(outcome.error);
      await this.#write(this.#report.end(outcome));
    }
    await this.#write(this.#report.finish(this.#totals));
    return { valid: this.#totals.valid === this.#totals.files, unreadable };
  }

  async #validateFile({ name, path, error: missing }: InputFile): Promise<InputOutcome> {
    if (missing !== undefined) return { valid: false, carrier: null, error: missing };
    try {
      const input = await (path === null
        ? readInput(this.#dependencies.stdin, name)
        : readFile(path, name));
      if (input.kind === 'lines') return await this.#validateLines(input.blocks);
      return await this.#validateWhole(input.kind === 'whole' ? input.body : null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) throw error;
      const message = `Cannot read ${name}: ${reasonFor(code)}.`;
      const unread = new InputFileError(path ?? name, message, { cause: error });
      return { valid: false, carrier: null, error: unread };
    }
  }

  async #validateWhole(body: Buffer | null): Promise<InputOutcome> {
    if (body === null) {
      await this.#part({
        notifications: [],
        violations: [tooLarge()],
        sourceLine: () => '',
        lines: 1,
      });
      return { valid: false, carrier: null };
    }
    const recognised = new Recogniser(this.#inspectOptions).recogniseEach(body);
    const inspection = recognised ?? inspectBody(body, this.#inspectOptions);
    const { notifications, violations, carrier } = inspection;
    const sourceLine = sourceLines(recognised === undefined ? body.toString() : '', inspection);
    await this.#part({ notifications: [], violations, sourceLine, lines: 1 });
    for (let start = 0; start < notifications.length; start += BATCH) {
      const some = notifications.slice(start, start + BATCH);
      await this.#part({ notifications: some, violations: [], sourceLine, lines: 1 });
    }
    return { valid: isValid(inspection, { strict: this.#strict }), carrier };
  }

  async #validateLines(blocks: AsyncIterable<LineBlock>): Promise<InputOutcome> {
    const inspector = new NdjsonInspector(this.#inspectOptions);
    const { violations, notices } = this.#totals;
    let carrier: Carrier | null = null;
    for await (const block of blocks) {
      let text = '';
      for (const part of block === null ? [tooLong(inspector.skip())] : inspector.inspect(block)) {
        if (part.violations.every(({ keyword }) => keyword !== 'syntax')) carrier = 'ndjson';
        text += this.#count(part);
        if (text.length < WRITTEN_AT_ONCE) continue;
        await this.#write(text);
        text = '';
      }
      await this.#write(text);
    }
    const isStrictlyValid = this.#totals.notices === notices || !this.#strict;
    return { valid: this.#totals.violations === violations && isStrictlyValid, carrier };
  }

  async #part(part: InputPart): Promise<void> {
    await this.#write(this.#count(part));
  }

  /** Adds a part to the sums; returns its output. */
  #count(part: InputPart): string {
    const totals = this.#totals;
    totals.notifications += part.notifications.length * part.lines;
    totals.violations += part.violations.length;
    for (const { violations, notices } of part.notifications) {
      totals.violations += violations.length;
      totals.notices += notices.length;
    }
    return this.#report.part(part);
  }

  async #write(text: string): Promise<void> {
    if (text !== '') await this.#dependencies.out(text);
  }
}
