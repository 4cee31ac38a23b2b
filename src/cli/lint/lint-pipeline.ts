/**
 * `wallstash lint-pipeline`: finds in Logstash pipelines what keeps Logstash from starting, and what loses
 * notifications without a word.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import type { LintOptions } from '../../pipeline-lint/finding';
import { lintPipelines } from '../../pipeline-lint/lint-pipeline';
import { readVersion } from '../../pipeline-lint/logstash-version';
import type { LogstashVersion } from '../../pipeline-lint/logstash-version';
import { explainRule, ruleNames } from '../../pipeline-lint/rules-doc';
import { isRule } from '../../pipeline-lint/rules';
import type { LintRule } from '../../pipeline-lint/rules';
import { joinFindings } from '../../pipeline-lint/report-problems';
import { command, EXIT, ExitError, option } from '../command';
import type { CommandDependencies } from '../command';
import { type LintRun, lintReport, totals } from './lint-report';
import { readPipelineFiles } from './pipeline-files';
import type { PipelineFiles } from './pipeline-files';
import { readText } from './read-files';
import { renderFinding } from '../render-findings';
import { reportOption, writeReports } from '../report-flags';
import { counted, printable } from '../terminal';

const AFTER_HELP = `
A folder stands for the *.conf files below it; the files of one folder count as one pipeline, as Logstash joins them.
A pipelines.yml that is given is followed: its patterns are those of Logstash, with braces, and \${NAME:default} in them
is the variable's value here and now; config.string is linted where it stands. So are the pipelines in a Kubernetes
ConfigMap, a Logstash of ECK, a Compose file and Helm values. pipelines.yml and logstash.yml are also read when they
stand beside the pipelines, in . or config/ or ../config/. The line "# wallstash-lint: accept RULE, RULE" in a file accepts its warnings of these rules.
Exit code: 0 no errors, 1 errors (with --strict warnings too), 2 wrong usage, 3 a file could not be read.`;

/** `lint-pipeline`: exit code 1 when there is an error, or with `--strict` a warning. */
export function lintPipelineCommand(dependencies: CommandDependencies) {
  const { out, err, cwd, colour } = dependencies;
  return command('lint-pipeline', 'Check Logstash pipelines for what fails and what loses data')
    .argument('[files...]', 'pipeline files, folders, pipelines.yml, manifests')
    .addOption(option('--strict', 'warnings count as errors'))
    .addOption(option('--json', 'print one JSON document'))
    .addOption(
      option(
        '--logstash-version <version>',
        'the version that is to run them, such as 8, 8.15 or 9',
      )
        .argParser(parseVersion)
        .default('9' as const),
    )
    .addOption(
      option('--documented-in <file>', 'text that must name every environment variable used'),
    )
    .addOption(
      option(
        '--explain <rule>',
        'print what a rule finds and how that is known, no more',
      ).argParser(parseRule),
    )
    .addOption(reportOption())
    .addHelpText('after', AFTER_HELP)
    .action(
      async (
        args,
        { strict = false, json = false, explain, logstashVersion, documentedIn, report },
      ) => {
        if (explain !== undefined) return out(explainRule(explain));
        if (args.length === 0)
          throw new InvalidOptionError('<files...>', undefined, 'at least one file or folder');
        const startedAt = Date.now();
        const documentedVariables =
          documentedIn === undefined ? null : await namesIn(documentedIn, cwd);
        const files = await readPipelineFiles(args, dependencies);
        for (const pattern of files.unmatched) {
          err(`Not linted: ${printable(pattern)}, named in pipelines.yml, matches no file here.\n`);
        }
        const run = lintAll(files, { version: logstashVersion, documentedVariables });
        await out(json ? asJson(run) : asText(run, colour));
        const result = lintReport(run, { strict, startedAt });
        await writeReports(report, result, dependencies);
        const failed = result.cases.some(({ outcome }) => outcome === 'failed');
        if (failed) throw new ExitError(EXIT.failed);
      },
    );
}

function parseRule(text: string): LintRule {
  if (isRule(text)) return text;
  throw new InvalidOptionError('--explain', text, `one of ${ruleNames().join(', ')}`);
}

function parseVersion(text: string): LogstashVersion {
  const version = readVersion(text);
  if (version !== null) return version;
  throw new InvalidOptionError(
    '--logstash-version',
    text,
    '8, 9, or one of their versions from 8.11 on, such as 8.15',
  );
}

function lintAll({ groups, settings, files }: PipelineFiles, options: LintOptions): LintRun {
  const lints = groups.map((pipelines) => lintPipelines(pipelines, options));
  return {
    ...joinFindings([...lints, ...settings.map((lint) => lint(options))]),
    unchecked: [...new Set(lints.flatMap(({ unchecked }) => unchecked))].sort(),
    files,
  };
}

/** Words of a text that may be names of environment variables. */
async function namesIn(file: string, cwd: string): Promise<ReadonlySet<string>> {
  return new Set((await readText(file, cwd)).match(/[A-Za-z_][A-Za-z0-9_]*/g));
}

function asText({ findings, omitted, unchecked, files }: LintRun, colour: boolean): string {
  const lines = new Map(files.map(({ name, text }) => [name, text.split('\n')]));
  const rendered = findings.map(({ file, severity, rule, message, remedy, line, column }) => {
    const source = lines.get(file)?.[line - 1]?.replace(/\r$/, '') ?? '';
    const finding = { line, column, message: `${message} ${remedy} [${rule}]` };
    return renderFinding({ file, finding, kind: severity, source }, colour);
  });
  const { errors, warnings } = totals({ findings, omitted });
  const sums = [counted(files.length, 'file'), counted(errors, 'error')];
  sums.push(counted(warnings, 'warning'));
  const more = errors + warnings - findings.length;
  if (more > 0) rendered.push(`… and ${more} more like these\n`);
  const rest =
    unchecked.length === 0 ? '' : `Options not checked: ${printable(unchecked.join(', '))}\n`;
  return `${rendered.join('')}${rest}${sums.join(', ')}\n`;
}

function asJson({ findings, omitted, unchecked, files }: LintRun): string {
  const names = files.map(({ name }) => name);
  return `${JSON.stringify({ files: names, findings, omitted, unchecked }, null, 2)}\n`;
}
