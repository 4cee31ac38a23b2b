/**
 * `wallstash verify`: holds what a running or ended `serve` has received against expectation files.
 *
 * @module
 */
import { VerificationError } from '../contract/errors';
import type { Expectation } from '../contract/expectation';
import { describeExpectation } from '../contract/message';
import { readExpectation } from '../contract/read-expectation';
import { expectNotifications, verifyNotifications } from '../contract/verify';
import { InvalidOptionError, messageOf, WallstashError } from '../errors';
import { followedJournal, type FollowedJournal } from '../journal/followed-journal';
import type { ReportCase } from '../report/report';
import { command, EXIT, ExitError, option, type CommandDependencies } from './command';
import { dataOption, jsonOption, openReader } from './journal/journal-flags';
import { reportOption, writeReports } from './report-flags';
import { mark } from './terminal';
import { readWhole } from './whole-input';

const AFTER_HELP = `
A file holds one expectation as JSON, or an array of them: { "type": "new_hits", "exactly": 2, "within": 5000,
"where": { "details": { "hit": { "type": "sqli" } } } }. Matchers: {"$any":"string"}, {"$regex":"…"}, {"$oneOf":[…]},
{"$between":[lowest,highest]}, {"$absent":true}. docs/contract-tests.md has them all.
Exit code: 0 all hold, 1 one does not, 2 wrong usage, 3 a file or the journal could not be read.`;

/** An expectation, and the file that it stands in. */
interface Given {
  readonly expectation: Expectation;
  readonly file: string;
}

/** What came of one expectation. */
interface Verified extends Given {
  /** Its name, or what it expects. */
  readonly words: string;
  /** How many notifications fulfil it, or how many did when it failed. */
  readonly matched: number;
  readonly duration: number;
  readonly failure?: VerificationError;
}

/** `verify`: exit code 1 when an expectation does not hold. */
export function verifyCommand(dependencies: CommandDependencies) {
  return command('verify', 'Check that what was expected has arrived, waiting for it if need be')
    .addOption(
      option(
        '--expect <file...>',
        'expectations as JSON; - is standard input',
      ).makeOptionMandatory(),
    )
    .addOption(option('--now', 'look once at what is there, and wait for nothing'))
    .addOption(dataOption())
    .addOption(jsonOption())
    .addOption(reportOption())
    .addHelpText('after', AFTER_HELP)
    .action(async ({ expect, now = false, data, json = false, report }) => {
      const startedAt = Date.now();
      const { out, colour } = dependencies;
      const expectations = await readExpectations(expect, dependencies);
      const journal = followedJournal(await openReader(data, dependencies));
      const verified = await verifyAll(journal, expectations, now);
      const held = verified.every(({ failure }) => failure === undefined);
      await out(json ? asJson(verified, held) : asText(verified, colour));
      const cases = verified.map(caseOf);
      await writeReports(report, { command: 'wallstash verify', startedAt, cases }, dependencies);
      if (!held) throw new ExitError(EXIT.failed);
    });
}

async function readExpectations(
  files: readonly string[],
  dependencies: CommandDependencies,
): Promise<readonly Given[]> {
  const expectations: Given[] = [];
  for (const file of files) {
    const text = (await readWhole(file, dependencies, '--expect')).toString();
    const json = parseJson(text, file);
    const list: readonly unknown[] = Array.isArray(json) ? json : [json];
    if (list.length === 0) throw new InvalidOptionError(file, [], 'at least one expectation');
    expectations.push(
      ...list.map((one, index) => ({
        expectation: readOne(one, Array.isArray(json) ? `${file}[${index}]` : file),
        file,
      })),
    );
  }
  return expectations;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = messageOf(cause);
    throw new WallstashError('WST_OPTION', `Cannot read ${file} as JSON: ${why}.`, { cause });
  }
}

function readOne(json: unknown, place: string): Expectation {
  try {
    return readExpectation(json);
  } catch (cause) {
    if (!(cause instanceof InvalidOptionError)) throw cause;
    throw new WallstashError('WST_OPTION', `${place}: ${cause.message}`, { cause });
  }
}

/** All at once, so that their waits overlap. */
async function verifyAll(
  journal: FollowedJournal,
  expectations: readonly Given[],
  now: boolean,
): Promise<readonly Verified[]> {
  const unreadable = new AbortController();
  const ended = new AbortController();
  const following = now
    ? Promise.resolve()
    : journal.run(ended.signal).catch((error: unknown) => unreadable.abort(error));
  try {
    return await Promise.all(
      expectations.map((given) =>
        verifyOne(given, () =>
          now
            ? verifyNotifications(journal, given.expectation)
            : expectNotifications(journal, given.expectation, { signal: unreadable.signal }),
        ),
      ),
    );
  } finally {
    ended.abort();
    await following;
  }
}

async function verifyOne(
  given: Given,
  verify: () => Promise<readonly unknown[]>,
): Promise<Verified> {
  const words = describeExpectation(given.expectation);
  const started = performance.now();
  const took = (): number => Math.round(performance.now() - started);
  try {
    const matched = (await verify()).length;
    return { ...given, words, matched, duration: took() };
  } catch (failure) {
    if (!(failure instanceof VerificationError)) throw failure;
    return { ...given, words, matched: failure.count, duration: took(), failure };
  }
}

function caseOf({ words, file, failure, duration }: Verified): ReportCase {
  const base = { name: words, group: 'verify', file, duration } as const;
  if (failure === undefined) return { ...base, outcome: 'passed' };
  const [reason = '', ...details] = failure.message.split('\n');
  return {
    ...base,
    outcome: 'failed',
    reason,
    ...(details.length > 0 && { details: details.join('\n') }),
  };
}

function asText(verified: readonly Verified[], colour: boolean): string {
  const rows = verified.map(({ words, failure, matched }) => {
    if (failure === undefined) return `${mark('passed', colour)}  ${words} (${matched} came)\n`;
    return `${mark('failed', colour)}  ${words}\n${failure.message.replaceAll(/^/gm, '     ')}\n`;
  });
  const held = verified.filter(({ failure }) => failure === undefined).length;
  return `${rows.join('')}${held} of ${verified.length} hold.\n`;
}

function asJson(verified: readonly Verified[], held: boolean): string {
  const expectations = verified.map(({ expectation, failure, ...rest }) => ({
    expectation,
    held: failure === undefined,
    ...rest,
    ...(failure !== undefined && { code: failure.code, message: failure.message }),
  }));
  return `${JSON.stringify({ held, expectations }, null, 2)}\n`;
}
