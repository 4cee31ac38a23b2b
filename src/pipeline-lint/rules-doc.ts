/**
 * The rules as text: `docs/lint-rules.md`, and what `--explain` prints.
 *
 * @module
 */
import { LINT_RULES, severityOf } from './rules';
import type { LintRule, RuleFacts } from './rules';

const HEAD = `# Rules of lint-pipeline

Made from \`src/pipeline-lint/rules.ts\` by \`npm run generate\`. \`wallstash lint-pipeline --explain RULE\` prints an entry.

Errors are what keeps Logstash from starting, or from doing what the file says. Warnings are what loses notifications, or
would on another version, without a word. A warning is accepted in a file by the line \`# wallstash-lint: accept RULE\`;
errors cannot be accepted. "Observed" means: run on a real Logstash of that version. "Read" names the source.

The options of plugins are those of Logstash 9.5.2, read in the source of every plugin that it brings, at the version in
its lock file; \`src/pipeline-lint/plugins/tables/\` names version and file of each, and
\`node scripts/logstash-options.mjs CHECKOUTS\` renews them. Options of other plugins are not judged, and named as such.
Some twenty repositories have no tag of that version (date, split, kafka and beats among them): there the newest commit was
read.
`;

/** The page of all rules. */
export function rulesDoc(): string {
  return [HEAD, section('error', 'Errors'), section('warning', 'Warnings')].join('\n');
}

function section(severity: RuleFacts['severity'], title: string): string {
  const rules = ruleNames().filter((rule) => severityOf(rule) === severity);
  const entries = rules.map((rule) => {
    const { says, evidence } = LINT_RULES[rule];
    return `### ${rule}\n\n${wrapped(says)}\n\n${wrapped(`Evidence: ${evidence}`)}\n`;
  });
  return `## ${title}\n\n${entries.join('\n')}`;
}

/** One rule, for the terminal. */
export function explainRule(rule: LintRule): string {
  const { severity, says, evidence } = LINT_RULES[rule];
  const plain = (text: string): string => wrapped(text.replaceAll('`', ''));
  return `${rule} (${severity})\n\n${plain(says)}\n\n${plain(`Evidence: ${evidence}`)}\n`;
}

/** Names of all rules. */
export function ruleNames(): readonly LintRule[] {
  return Object.keys(LINT_RULES) as LintRule[];
}

/** Lines of at most 120 characters, as the other pages have them. */
function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= 120) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
