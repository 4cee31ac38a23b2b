/**
 * `wallstash serve`: certificates, journal and receiver put together, and one line printed per delivery.
 *
 * @module
 */
import { once } from 'node:events';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';

import { openJournal } from '../../journal/durable-journal';
import type { Journal } from '../../journal/journal';
import { memoryJournal } from '../../journal/memory/memory-journal';
import { parseSize, type ReceiverOptions, resolveReceiverOptions } from '../../receiver/options';
import { listen, type RunningReceiver } from '../../receiver/receiver';
import { openCertificates, type StoredCertificates } from '../../tls/certificate-store';
import { rootWarnings } from '../../tls/issued-check';
import type { CommandDependencies } from '../command';
import { checksDirectory, journalDirectory, makeDataDirectory } from '../data-directory';
import { readCa } from '../delivery-flags';
import { finishOnSignal } from '../interruption';
import { besideReceiver, endpointOf, secretsOf } from './beside-receiver';
import { crowdedOut } from './own-ports';
import { announcementOf, shortPath } from './serve-announcement';
import { apiOptions, serveApi } from './serve-api';
import { openServeConsole } from './serve-console';
import { receiverOptions, serveFlags, type ServeFlags } from './serve-flags';
import { serveSettings } from './serve-settings';
import { serveWallarmApi } from './serve-wallarm-api';
import { createServeLog, type ServeLog } from './serve-log';
import { collectForShortRequests } from './garbage-collection';
import { PACKAGE_ROOT, VERSION } from '../version';

/** The browser client, as the build leaves it. */
const PAGES = join(PACKAGE_ROOT, 'dist', 'ui');

/** `serve`: runs until Ctrl-C or SIGTERM. */
export function serveCommand(dependencies: CommandDependencies) {
  return serveFlags().action(async (flags, command) => {
    const { cwd } = dependencies;
    collectForShortRequests();
    const log = createServeLog(flags.log, dependencies);
    await using _log = { [Symbol.asyncDispose]: () => log.close() };
    const options = receiverOptions(flags);
    // What was typed wrong is told before files and locks are.
    resolveReceiverOptions(options);
    apiOptions(flags);
    const portTaken = crowdedOut(flags, (name) => command.getOptionValueSource(name));
    const certificates = await openTheCertificates(flags, cwd, log);
    await using opened = await openTheJournal(flags, cwd, log);
    const { journal } = opened;
    const serving = { certificates, journal, flags, cwd, log };
    await using receiver = await listenWith(options, serving);
    const signal = finishOnSignal('serve', dependencies);
    for (const { fault } of flags.fault) receiver.faults.add(fault);
    // Behind the receiver: what it sends at once may be meant for that.
    await using beside = await openServeConsole(flags, cwd);
    const { console, noConsole, failed } = beside;
    if (failed) log.note(`${noConsole ?? ''} Until then the endpoint runs without it.`);
    console?.subscribe((event) => {
      if (event.kind === 'trouble') log.note(event.message);
    });
    const offered: { console: string; wallarmApi: string | null } = {
      console: '',
      wallarmApi: null,
    };
    await using api = await serveApi({
      ...{ journal, version: VERSION, checksDirectory: checksIn(flags, cwd) },
      settings: serveSettings({
        ...{ command, flags, cwd, certificates },
        urls: {
          receiver: endpointOf(receiver),
          console: () => offered.console,
          wallarmApi: () => offered.wallarmApi,
        },
      }),
      onTrouble: (sentence) => log.note(sentence),
      faults: receiver.faults,
      troubles: receiver.troubles,
      memory: receiver.memory,
      answeredIn: receiver.answeredIn,
      inspectLarge: receiver.inspect,
      ...{ console, noConsole, pages: PAGES },
      receiver: besideReceiver(receiver, certificates.ca),
      receiverSecrets: secretsOf(receiver),
      maxBody: receiver.options.maxBody,
      inspect: { logstashField: receiver.options.logstashField },
      // Whoever reports it needs the stack.
      onDefect: (error) => log.note(String(error instanceof Error ? error.stack : error)),
      flags,
      ...(opened.probe !== undefined && { probe: opened.probe }),
    });
    beside.offeredAt(api.url);
    offered.console = api.url;
    opened.offeredAt(api.url);
    await using wallarm = await serveWallarmApi({
      ...{ flags, wallarm: console?.wallarm, certificate: certificates, portTaken },
      note: (message) => log.note(message),
    });
    offered.wallarmApi = wallarm.url;
    const integrations = console?.list().length ?? null;
    const told = { endpoint: endpointOf(receiver), api: api.url, integrations, wallarm };
    log.announce(announcementOf({ ...serving, ...told }));
    for (const { text } of flags.fault) log.note(`A fault is on: ${text}`);
    journal.subscribe((entry) => {
      if (entry.origin === undefined) log.delivery(entry);
    });
    if (!signal.aborted) await once(signal, 'abort');
    log.stopping();
  });
}

/** Where checks are kept: nowhere, when the deliveries that they are about are gone at the end. */
function checksIn({ data, journal }: ServeFlags, cwd: string): string | undefined {
  return journal === 'memory' ? undefined : checksDirectory(data, cwd);
}

/** What `serve` works with. */
interface Serving {
  readonly certificates: StoredCertificates;
  readonly journal: Journal;
  readonly flags: ServeFlags;
  readonly cwd: string;
  readonly log: ServeLog;
}

async function listenWith(
  options: ReceiverOptions,
  { certificates, journal, flags, cwd, log }: Serving,
): Promise<RunningReceiver> {
  const { cert, key, authority } = certificates;
  const clientCa =
    flags.clientCa === undefined
      ? undefined
      : await readCa(flags.clientCa, { cwd, flag: '--client-ca' });
  if (clientCa !== undefined) {
    for (const warning of rootWarnings(clientCa, flags.clientCa ?? '')) log.note(warning);
  }
  return listen(
    {
      journal,
      certificate: { cert, key, ...(clientCa !== undefined && { clientCa }) },
      ...(authority !== undefined && { authority }),
      onTrouble: (trouble) => log.trouble(trouble),
    },
    options,
  );
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

/** The journal, and how to ask whether it could be written now. */
interface OpenedJournal extends AsyncDisposable {
  /** Tells where the API is through which other processes can use it. */
  readonly offeredAt: (url: string) => void;
  readonly journal: Journal;
  readonly probe?: () => Promise<void>;
}

async function openTheJournal(
  flags: ServeFlags,
  cwd: string,
  log: ServeLog,
): Promise<OpenedJournal> {
  const { keep } = flags;
  const keepBytes = parseSize('--keep-bytes', flags.keepBytes);
  if (flags.journal === 'memory') {
    const journal = memoryJournal({ keep, keepBytes });
    return {
      journal,
      offeredAt: () => undefined,
      [Symbol.asyncDispose]: () => journal.close(),
    };
  }
  await makeDataDirectory(flags.data, cwd);
  const directory = journalDirectory(flags.data, cwd);
  let api: string | undefined;
  const journal = await openJournal({
    directory,
    api: () => api,
    keep,
    keepBytes,
    owner: `process ${process.pid}`,
    onNotice: (message) => log.trouble({ kind: 'journal', message, remoteAddress: '' }),
  });
  for (const { message } of journal.repairs) log.note(message);
  for (const message of journal.exposed) log.note(message);
  return {
    journal,
    offeredAt: (url) => (api = url),
    probe: () => journal.probe(),
    [Symbol.asyncDispose]: () => journal.close(),
  };
}
