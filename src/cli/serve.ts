/**
 * `wallstash serve`: certificates, journal and receiver put together, and one line printed per delivery.
 *
 * @module
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative, resolve } from 'node:path';

import type { Console } from '../console/console';
import { startConsole } from '../console/start-console';
import { openJournal } from '../journal/durable-journal';
import type { Journal } from '../journal/journal';
import { memoryJournal } from '../journal/memory-journal';
import { parseSize } from '../receiver/options';
import { listen, type RunningReceiver } from '../receiver/receiver';
import { parseCaFile } from '../tls/ca-file';
import { openCertificates, type StoredCertificates } from '../tls/certificate-store';
import { CertificateFileError } from '../tls/errors';
import type { CommandDependencies } from './command';
import { consoleDirectory } from './integration-flags';
import { serveApi } from './serve-api';
import { receiverOptions, serveFlags, type ServeFlags } from './serve-flags';
import { createServeLog, type ServeLog } from './serve-log';
import { counted, shellWord } from './terminal';
import { PACKAGE_ROOT, VERSION } from './version';

/** Published bodies travel with the compiled package, so there is one to try the endpoint with. */
const SAMPLE = join(PACKAGE_ROOT, 'dist', 'notification', 'samples', 'new_hits.sample.json');

/** `serve`: runs until Ctrl-C or SIGTERM. */
export function serveCommand(dependencies: CommandDependencies) {
  return serveFlags().action(async (flags) => {
    const { cwd, signal } = dependencies;
    const log = createServeLog(flags.log, dependencies);
    const options = receiverOptions(flags);
    const certificates = await openTheCertificates(flags, cwd, log);
    await using journal = await openTheJournal(flags, cwd, log);
    await using running = flags.console === true ? await runConsole(flags, cwd) : undefined;
    await using receiver = await listen(
      {
        journal,
        certificate: {
          cert: certificates.cert,
          key: certificates.key,
          ...(flags.clientCa !== undefined && {
            clientCa: await readCa(resolve(cwd, flags.clientCa)),
          }),
        },
        ...(certificates.authority !== undefined && { authority: certificates.authority }),
        onTrouble: (trouble) => log.trouble(trouble),
      },
      options,
    );
    for (const { fault } of flags.fault) receiver.faults.add(fault);
    await using api = await serveApi({
      journal,
      faults: receiver.faults,
      ...(running !== undefined && { console: running }),
      inspect: { logstashField: receiver.options.logstashField },
      onDefect: (error) => log.note(String(error)),
      flags,
      directory: flags.journal === 'memory' ? undefined : resolve(cwd, flags.data),
    });
    announce(receiver, { api: api.url, certificates, journal, flags, cwd, log });
    if (running !== undefined) log.note(consoleLine(running));
    for (const { text } of flags.fault) log.note(`A fault is on: ${text}`);
    journal.subscribe((entry) => log.delivery(entry));
    if (!signal.aborted) await once(signal, 'abort');
    log.stopping();
  });
}

async function openTheCertificates(
  flags: ServeFlags,
  cwd: string,
  log: ServeLog,
): Promise<StoredCertificates> {
  const { certsDirectory, hostName, keyType } = flags;
  const certificates = await openCertificates({
    directory: resolve(cwd, certsDirectory),
    hostNames: hostName,
    machineName: hostname(),
    ...(keyType !== undefined && { keyType }),
  });
  for (const { file, path, reason } of certificates.created) {
    log.note(`Made the ${file} certificate ${shortPath(path, cwd)} (${reason}).`);
  }
  for (const warning of certificates.warnings) log.note(warning);
  return certificates;
}

async function openTheJournal(flags: ServeFlags, cwd: string, log: ServeLog): Promise<Journal> {
  const { keep } = flags;
  const keepBytes = parseSize('--keep-bytes', flags.keepBytes);
  if (flags.journal === 'memory') return memoryJournal({ keep, keepBytes });
  const directory = journalDirectory(flags, cwd);
  const journal = await openJournal({
    directory,
    keep,
    keepBytes,
    owner: `process ${process.pid}`,
  });
  for (const repair of journal.repairs) log.note(repair.message);
  return journal;
}

/** Retries and hourly counts go on as long as the receiver runs; `event` and changes then wait until it ends. */
function runConsole(flags: ServeFlags, cwd: string): Promise<Console> {
  return startConsole({
    directory: consoleDirectory(flags.data, cwd),
    owner: `wallstash serve, process ${process.pid}`,
    hourlyCounts: true,
  });
}

function consoleLine(running: Console): string {
  return `The console runs ${counted(running.list().length, 'integration')}.`;
}

async function readCa(path: string): Promise<string> {
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    throw new CertificateFileError('read', path, error as NodeJS.ErrnoException);
  }
  return parseCaFile(content, path).join('\n');
}

interface Running {
  /** URL of the console's API. */
  readonly api: string;
  readonly certificates: StoredCertificates;
  readonly journal: Journal;
  readonly flags: ServeFlags;
  readonly cwd: string;
  readonly log: ServeLog;
}

function announce(
  { port, options }: RunningReceiver,
  { api, certificates, journal, flags, cwd, log }: Running,
): void {
  const caFile = shortPath(certificates.caFile, cwd);
  const endpoint = `https://localhost:${port}${options.path ?? ''}`;
  const { entries } = journal.statistics();
  log.announce({
    version: VERSION,
    endpoint,
    api,
    caFile,
    journal:
      flags.journal === 'memory'
        ? 'in memory, gone when this ends'
        : `${shortPath(journalDirectory(flags, cwd), cwd)} (${counted(entries, 'delivery', 'deliveries')})`,
    curl: `curl --cacert ${shellWord(caFile)} --data @${shellWord(shortPath(SAMPLE, cwd))} ${shellWord(endpoint)}`,
  });
}

function journalDirectory({ data }: ServeFlags, cwd: string): string {
  return join(resolve(cwd, data), 'journal');
}

/** A path as one would type it here: relative when it lies below. */
function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') ? path : short;
}
