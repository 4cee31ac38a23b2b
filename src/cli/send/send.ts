/**
 * `wallstash send`: notifications of any number, or a file as it is, sent as Wallarm sends them or as fast as they go.
 *
 * Builds while it sends and keeps only counts, so that any number needs little memory.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import { build } from '../../notification/build';
import type { NotificationType } from '../../notification/notification-type';
import { type DataFormat, encodeBody } from '../../sender/body';
import { createSender } from '../../sender/sender';
import { resolveDeliverySettings } from '../../sender/settings';
import { command, type CommandDependencies, EXIT, ExitError, callOption, option } from '../command';
import {
  addDeliveryFlags,
  ndjsonTypeOption,
  readDeliveryFlags,
  urlOption,
} from '../delivery-flags';
import { finishOnSignal } from '../interruption';
import { seedOption, setOption, wholeNumberOf, typesArgument } from '../notification-flags';
import { sendProgress } from './send-progress';
import { renderSendSummary, type SendReport } from './send-summary-output';
import { readWhole } from '../whole-input';

const AFTER_HELP = `
With several types each body takes them in turn. Ctrl-C stops; the summary tells what was sent until then.
Exit code: 0 all were delivered, 1 one was not, 2 wrong usage, 3 a file could not be read.`;

/** `send`: exit code 1 unless every body was answered with a 2xx. */
export function sendCommand(dependencies: CommandDependencies) {
  return commandWithFlags().action(async (types, { url, json = false, ...flags }) => {
    const { cwd, out, err } = dependencies;
    const settings = resolveDeliverySettings({ url, ...(await readDeliveryFlags(flags, cwd)) });
    const source = await sourceOf(types, { ...flags, format: settings.format }, dependencies);
    if (!settings.verifyTls) {
      err(`The certificate of ${settings.authority} is not verified (--insecure).\n`);
    }
    const { concurrency, rate, keepAlive = false, retry, timeScale } = flags;
    const signal = finishOnSignal('send', dependencies);
    await using sender = createSender({ settings, keepAlive });
    const progress = sendProgress(source.bodyCount, dependencies);
    const summary = await sender
      .sendAll(source.bodies, {
        ...{ concurrency, rate, signal, onAttempt: progress.attempt },
        retry: retry === true ? { timeScale } : undefined,
      })
      .finally(progress.end);
    const { authority, verifyTls } = settings;
    const report = { ...summary, authority, verifyTls, wanted: source.bodyCount };
    await print(report, json, out);
    if (summary.delivered < source.bodyCount) throw new ExitError(EXIT.failed);
  });
}

function commandWithFlags() {
  return addDeliveryFlags(
    command('send', 'Send notifications, or a file, to a receiver')
      .addArgument(typesArgument())
      .addOption(urlOption().makeOptionMandatory()),
  )
    .addOption(
      callOption('--count <n>', 'how many of each type, or how often the file')
        .argParser(wholeNumberOf('--count'))
        .default(1),
    )
    .addOption(
      option('--batch <n>', 'notifications in one body')
        .argParser(wholeNumberOf('--batch'))
        .default(1),
    )
    .addOption(ndjsonTypeOption())
    .addOption(seedOption())
    .addOption(setOption())
    .addOption(callOption('--file <file>', 'send the bytes of this file as they are; - for stdin'))
    .addOption(
      option('--rate <n>', 'bodies per second (default: as fast as they go)').argParser(parseRate),
    )
    .addOption(
      option('--concurrency <n>', 'bodies under way at a time')
        .argParser(wholeNumberOf('--concurrency'))
        .default(1),
    )
    .addOption(option('--keep-alive', 'keep connections, for load; Wallarm closes each'))
    .addOption(option('--retry', "retry what fails in Wallarm's cycles, up to 51 minutes"))
    .addOption(
      option('--time-scale <factor>', 'multiplies the waits of --retry')
        .argParser(parseTimeScale)
        .default(1),
    )
    .addOption(option('--json', 'print one JSON document'))
    .addHelpText('after', AFTER_HELP);
}

interface Source {
  readonly bodies: Iterable<Buffer>;
  readonly bodyCount: number;
}

interface SourceFlags {
  readonly count: number;
  readonly batch: number;
  readonly seed: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly file?: string | undefined;
  readonly format: DataFormat;
}

async function sourceOf(
  types: readonly NotificationType[],
  flags: SourceFlags,
  { cwd, stdin }: CommandDependencies,
): Promise<Source> {
  const { file, count, batch } = flags;
  if (file === undefined) {
    if (types.length === 0) {
      throw new InvalidOptionError('types', undefined, 'notification types, or --file');
    }
    const bodyCount = Math.ceil((types.length * count) / batch);
    return { bodies: builtBodies(types, flags), bodyCount };
  }
  if (types.length > 0) {
    throw new InvalidOptionError('--file', file, 'a file or notification types, not both');
  }
  const body = await readWhole(file, { cwd, stdin });
  return { bodies: repeated(body, count), bodyCount: count };
}

function* builtBodies(
  types: readonly NotificationType[],
  { count, batch, seed, set, format }: SourceFlags,
): Generator<Buffer> {
  let pending: object[] = [];
  for (let index = 0; index < count; index += 1) {
    for (const type of types) {
      pending.push(build(type, { seed, index, overrides: set }));
      if (pending.length < batch) continue;
      yield encodeBody(pending, format);
      pending = [];
    }
  }
  if (pending.length > 0) yield encodeBody(pending, format);
}

function* repeated(body: Buffer, count: number): Generator<Buffer> {
  for (let index = 0; index < count; index += 1) yield body;
}

async function print(
  report: SendReport,
  json: boolean,
  out: CommandDependencies['out'],
): Promise<void> {
  await out(json ? `${JSON.stringify(report, null, 2)}\n` : renderSendSummary(report));
}

function parseRate(text: string): number {
  const rate = Number(text);
  if (rate > 0 && Number.isFinite(rate)) return rate;
  throw new InvalidOptionError('--rate', text, 'a number of bodies per second above 0');
}

function parseTimeScale(text: string): number {
  const factor = Number(text);
  if (text.trim() !== '' && factor >= 0 && factor <= 100) return factor;
  throw new InvalidOptionError('--time-scale', text, 'a number from 0 to 100');
}
