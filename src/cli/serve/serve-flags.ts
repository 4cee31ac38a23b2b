/**
 * The flags of `serve`, and the receiver options they stand for.
 *
 * @module
 */
import { DURABLE_DEFAULTS } from '../../journal/options';
import {
  ON_VIOLATION,
  parseRequiredHeader,
  parseSize,
  RECEIVER_DEFAULTS,
  RESPONSE_CODES,
  type ReceiverOptions,
} from '../../receiver/options';
import { certsDirectoryOption, hostNameOption, keyTypeOption } from '../certificate-flags';
import { command, option } from '../command';
import { portOf, wholeNumberOf } from '../notification-flags';
import { faultOption } from './fault-flags';
import { apiFlags } from './serve-api';
import { consoleFlags } from './serve-console';
import { wallarmApiFlags } from './serve-wallarm-api';

export const JOURNALS = ['durable', 'memory'] as const;
const LOG_FORMATS = ['pretty', 'json'] as const;

/** The flags of `serve` as commander reads them. */
export type ServeFlags = ReturnType<ReturnType<typeof serveFlags>['opts']>;

/** `serve` with its flags, without its action. */
export function serveFlags() {
  const { port, host, onViolation, responseCode, logstashField } = RECEIVER_DEFAULTS;
  const api = apiFlags();
  const console = consoleFlags();
  const wallarm = wallarmApiFlags();
  return command('serve', 'Receive notifications over HTTPS, validate and remember them')
    .addOption(
      option('--port <number>', 'port of the endpoint; 0 takes a free one')
        .default(port)
        .argParser(portOf('--port')),
    )
    .addOption(option('--host <address>', 'address to listen on').default(host))
    .addOption(option('--path <path>', 'take notifications on this path only (default: any)'))
    .addOption(
      option('--on-violation <how>', 'a body that breaks the schema: reject (422), or accept')
        .choices(ON_VIOLATION)
        .default(onViolation),
    )
    .addOption(
      option('--response-code <status>', 'status of the ordinary answer')
        .choices(RESPONSE_CODES.map(String))
        .default(String(responseCode)),
    )
    .addOption(option('--max-body <size>', 'largest body, after decompression').default('10mb'))
    .addOption(
      option(
        '--max-memory <size>',
        'memory of bodies, from their first byte to their answer; beyond it 429',
      ).default(undefined, '256mb, or what one body of --max-body needs'),
    )
    .addOption(option('--user <name>', 'Basic credentials that senders must bear (default: none)'))
    .addOption(option('--password <secret>', 'prefer WALLSTASH_PASSWORD: arguments show in "ps"'))
    .addOption(
      option('--require-header <header>', '"Name: value" that senders must bear (default: none)'),
    )
    .addOption(
      option(
        '--keep-header <name>',
        'journal the values of this header too; repeatable (default: only of harmless ones, docs/privacy.md)',
      ).argParser(addNames),
    )
    .addOption(option('--client-ca <file>', 'require client certificates of this CA (default: no)'))
    .addOption(
      option('--logstash-field <name>', 'where a Logstash event holds the notification').default(
        logstashField,
      ),
    )
    .addOption(certsDirectoryOption())
    .addOption(hostNameOption())
    .addOption(keyTypeOption())
    .addOption(option('--data <directory>', 'where the journal is kept').default('data'))
    .addOption(
      option('--journal <kind>', 'durable: on disk before the answer; memory: gone at the end')
        .choices(JOURNALS)
        .default(JOURNALS[0]),
    )
    .addOption(
      option('--keep <number>', 'deliveries to keep; the oldest go first')
        .default(DURABLE_DEFAULTS.keep)
        .argParser(wholeNumberOf('--keep')),
    )
    .addOption(option('--keep-bytes <size>', 'bytes to keep; the oldest go first').default('1gb'))
    .addOption(console.console)
    .addOption(console.noConsole)
    .addOption(faultOption())
    .addOption(api.consolePort)
    .addOption(api.consoleHost)
    .addOption(api.consoleToken)
    .addOption(api.consoleHostName)
    .addOption(
      option(
        '--check-command <line>',
        "what the console's screen Check says to run (default: a line made of what is known)",
      ),
    )
    .addOption(wallarm.wallarmApi)
    .addOption(wallarm.wallarmApiPort)
    .addOption(wallarm.wallarmApiHost)
    .addOption(wallarm.wallarmToken)
    .addOption(
      option('--log <format>', 'a line per delivery, for people or for programs')
        .choices(LOG_FORMATS)
        .default(LOG_FORMATS[0]),
    );
}

/** The receiver options of these flags. @throws InvalidOptionError */
export function receiverOptions(flags: ServeFlags): ReceiverOptions {
  const { port, host, path, user, password, requireHeader, logstashField, onViolation } = flags;
  const { keepHeader } = flags;
  return {
    port,
    host,
    logstashField,
    onViolation,
    ...(path !== undefined && { path }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(requireHeader !== undefined && { requireHeader: parseRequiredHeader(requireHeader) }),
    ...(keepHeader !== undefined && { keepHeaders: keepHeader }),
    ...responseCodeOf(flags),
    maxBody: parseSize('--max-body', flags.maxBody),
    ...(flags.maxMemory !== undefined && {
      maxMemory: parseSize('--max-memory', flags.maxMemory),
    }),
  };
}

function responseCodeOf({ responseCode }: ServeFlags): Pick<ReceiverOptions, 'responseCode'> {
  const code = RESPONSE_CODES.find((one) => String(one) === responseCode);
  return code === undefined ? {} : { responseCode: code };
}

/** Each value may also hold several, separated by commas, as in the environment twin. */
function addNames(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...text.split(',')];
}
