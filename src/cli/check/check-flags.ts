/**
 * The flags of `wallstash check`, and what they stand for.
 *
 * @module
 */
import { CHECK_DEFAULTS } from '../../check/options';
import { InvalidOptionError } from '../../errors';
import type { RequestHeader } from '../../sender/request-headers';
import { certsDirectoryOption, hostNameOption } from '../certificate-flags';
import { command, option } from '../command';
import { addConnectionFlags, ndjsonTypeOption, secondsOf, waitOption } from '../delivery-flags';
import { portOf, wholeNumberOf } from '../notification-flags';
import { reportOption } from '../report-flags';

const AFTER_HELP = `
What is checked is a Logstash, or any collector in its place: docs/collectors.md. It must post to this receiver (in
Logstash: by its http output) and trust its CA (ca.crt in --certs-directory); with --arrives-at, to the receiver of that
"serve", whose console then shows how the check goes.
Lost is what was acknowledged and did not arrive. Repeats that bear the same Idempotency-Key are no failure: delivery is
at least once.
Exit code: 0 no scenario failed, 1 one did or none could run, 2 wrong usage, 3 what is checked or the
console could not be reached, or its journal lost arrivals.`;

/** The flags of `check` as commander reads them. */
export type CheckFlags = ReturnType<ReturnType<typeof checkFlags>['opts']>;

/** `check` with its flags. */
export function checkFlags() {
  return addConnectionFlags(
    command(
      'check',
      'Send through a Logstash, or another collector, and compare what arrives behind it',
    ).addOption(
      option(
        '--through <url>',
        'what is checked: a Logstash or another collector, for example https://localhost:5044/',
      ).makeOptionMandatory(),
    ),
  )
    .addOption(
      option('--user <name>', 'Basic credentials that it wants of senders (default: none)'),
    )
    .addOption(option('--password <secret>', 'prefer WALLSTASH_PASSWORD: arguments show in "ps"'))
    .addOption(
      option('--listen <port>', 'port of the receiver behind it; 0 takes a free one')
        .default(5045)
        .argParser(portOf('--listen')),
    )
    .addOption(
      option('--listen-host <address>', 'address of the receiver behind it').default('127.0.0.1'),
    )
    .addOption(
      option(
        '--arrives-at <url>',
        'read what arrives at a running "wallstash serve" in place of --listen: the URL of its console, for example http://127.0.0.1:8044',
      ).conflicts('listen'),
    )
    .addOption(
      option(
        '--console-token <secret>',
        'token of that console, if it has one. Prefer WALLSTASH_CONSOLE_TOKEN',
      ),
    )
    .addOption(certsDirectoryOption())
    .addOption(hostNameOption())
    .addOption(
      option('--notification-at <field>', 'where what arrives holds the notification').default(
        CHECK_DEFAULTS.notificationAt,
      ),
    )
    .addOption(option('--quarantine <files>', 'files, or a pattern, of what could not be read'))
    .addOption(option('--restart-command <command>', 'shell command that restarts what is checked'))
    .addOption(
      option(
        '--restart-wait <seconds>',
        `how long it may be away after that (default: ${CHECK_DEFAULTS.restartWait / 1_000})`,
      ).argParser(secondsOf('--restart-wait')),
    )
    .addOption(ndjsonTypeOption())
    .addOption(waitOption())
    .addOption(option('--only <scenarios>', 'only these, separated by commas').argParser(listOf))
    .addOption(option('--skip <scenarios>', 'not these, separated by commas').argParser(listOf))
    .addOption(option('--seed <text>', 'the same seed sends the same content').default('1'))
    .addOption(
      option('--rate <n>', 'bodies per second (default: as fast as they go)').argParser(parseRate),
    )
    .addOption(
      option('--burst <n>', 'notifications in the scenario burst')
        .argParser(wholeNumberOf('--burst'))
        .default(CHECK_DEFAULTS.burst),
    )
    .addOption(
      option(
        '--timeout <seconds>',
        `wait without an arrival that ends a scenario (default: ${CHECK_DEFAULTS.timeout / 1_000})`,
      ).argParser(secondsOf('--timeout')),
    )
    .addOption(option('--json', 'print one JSON document'))
    .addOption(reportOption())
    .addHelpText('after', AFTER_HELP);
}

/** The header that user and password stand for. @throws InvalidOptionError when only one is there */
export function basicCredentials(
  user: string | undefined,
  password: string | undefined,
): readonly RequestHeader[] {
  if (user === undefined && password === undefined) return [];
  if (user === undefined || password === undefined) {
    throw new InvalidOptionError(
      user === undefined ? '--user' : '--password',
      undefined,
      'both --user and --password, or none',
    );
  }
  const value = Buffer.from(`${user}:${password}`).toString('base64');
  return [{ name: 'Authorization', value: `Basic ${value}` }];
}

function listOf(text: string): readonly string[] {
  return text.split(',').map((one) => one.trim());
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidOptionError('--rate', text, 'a number of bodies per second above 0');
}
