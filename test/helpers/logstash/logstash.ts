/**
 * A fixture with the behaviour that was observed on a real Logstash and the reference pipeline: an HTTPS input, the
 * filter, archive and quarantine files, a bounded queue and an http output. Bad pipelines differ in one hazard each.
 *
 * Not modelled: ECS fields beyond a few, JSON with comments, codecs by content type, log files, the API on port 9600.
 */
import { setMaxListeners } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createAuthority, issueCertificate } from '../../../src/tls/authority';
import { configurationOf, type Configuration, type Pipeline } from './configuration';
import { type OutgoingEvent, processBody, type ReceivedRequest } from './events';
import { type Credentials, httpInput, kill, listenOn } from './http-input';
import { HttpOutput } from './http-output';
import { EventQueue } from './queue';

export type { Pipeline } from './configuration';

export interface LogstashSettings {
  readonly pipeline: Pipeline;
  /** The receiver behind it. */
  readonly to: { readonly url: string; readonly ca: string };
  /** Basic credentials that senders must bear. @default none */
  readonly credentials?: Credentials;
  /** Events that the queue holds before the input waits. @default 100,000 */
  readonly queueLimit?: number;
  /** Milliseconds that a full queue makes requests wait; then all are answered 429 until it moves. @default 10,000 */
  readonly blockedAfter?: number;
  /** Called when a body comes and finds the queue full. */
  readonly onFull?: () => void;
  /** Milliseconds before the output tries again, after so many tries. @default 10, doubled each time, up to 200 */
  readonly retryAfter?: (tries: number) => number;
  /** Milliseconds that the output waits for an answer. @default 30,000 */
  readonly outputTimeout?: number;
  /** Events that the output sends at a time. @default 32 */
  readonly workers?: number;
  /** Where it listens, what it shows and where it writes. @default a free port, a CA and a directory of its own */
  readonly place?: Place;
}

/** A place that outlives the process, so that the next one can go on there. */
export interface Place {
  readonly port: number;
  readonly cert: string;
  readonly key: string;
  /** For archive and quarantine; stays after `close`. */
  readonly directory: string;
  /** What an earlier process had taken and not delivered. */
  readonly pending: readonly OutgoingEvent[];
  /** Called when an event is delivered or dropped. */
  readonly onGone: (event: OutgoingEvent) => void;
}

export interface RunningLogstash extends AsyncDisposable {
  /** Where to send: `https://localhost:` and the port. */
  readonly url: string;
  readonly port: number;
  /** PEM of the CA that the sender must trust. */
  readonly ca: string;
  /** File of what could not be read, NDJSON: `event.original` and `error.message`. Gone after `close`. */
  readonly quarantine: string;
  /** File of every event that went on to the output, NDJSON. Gone after `close`. */
  readonly archive: string;
  /** Resolves when the queue is empty: every event was delivered or dropped. */
  settled(): Promise<void>;
  /** Kills it in the middle of what it does and starts it again on the same port. */
  restart(options?: RestartOptions): Promise<void>;
  close(): Promise<void>;
}

export interface RestartOptions {
  /** Runs between the kill and the start. */
  readonly meanwhile?: () => void | Promise<void>;
}

/** Starts it on a free port with a CA of its own; `await using` or `close()` ends it. */
export async function startLogstash(settings: LogstashSettings): Promise<RunningLogstash> {
  const { place } = settings;
  const { ca, cert, key } = place === undefined ? await ownIdentity() : { ...place, ca: '' };
  const directory = place?.directory ?? (await mkdtemp(join(tmpdir(), 'wallstash-stand-in-')));
  const files = {
    quarantine: appendTo(join(directory, 'quarantine.ndjson')),
    archive: appendTo(join(directory, 'archive.ndjson')),
  };
  const queue = new EventQueue({
    limit: settings.queueLimit ?? 100_000,
    workers: settings.workers ?? 32,
  });
  const configuration = configurationOf(settings.pipeline);
  queue.add(place?.pending ?? []);
  const intake: Intake = { settings, configuration, queue, ...files };
  let life = await startLife(intake, { cert, key, port: place?.port ?? 0 });
  const { port } = life;
  const close = async (): Promise<void> => {
    await life.end();
    files.quarantine.close();
    files.archive.close();
    if (place === undefined) await rm(directory, { recursive: true, force: true });
  };
  return {
    url: `https://localhost:${port}`,
    port,
    ca,
    quarantine: files.quarantine.path,
    archive: files.archive.path,
    settled: () => queue.empty(),
    async restart({ meanwhile } = {}) {
      await life.end();
      await meanwhile?.();
      life = await startLife(intake, { cert, key, port });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function ownIdentity(): Promise<{ ca: string; cert: string; key: string }> {
  const authority = await createAuthority();
  const names = ['localhost', '127.0.0.1'];
  const { chain, key } = await issueCertificate(authority, { names, purpose: 'server' });
  return { ca: authority.cert, cert: chain, key };
}

/** What outlives the process: the queue and the files. */
interface Intake {
  readonly settings: LogstashSettings;
  readonly configuration: Configuration;
  readonly queue: EventQueue;
  readonly quarantine: AppendedFile;
  readonly archive: AppendedFile;
}

interface Life {
  readonly port: number;
  /** Kills it. */
  end(): Promise<void>;
}

/** From a start to a kill. */
async function startLife(
  intake: Intake,
  { port, ...certificate }: { cert: string; key: string; port: number },
): Promise<Life> {
  const { settings, configuration, queue } = intake;
  const ending = new AbortController();
  setMaxListeners(0, ending.signal); // every worker and waiting request listens
  const output = new HttpOutput(
    {
      ...settings.to,
      configuration,
      timeout: settings.outputTimeout ?? 30_000,
      retryAfter: settings.retryAfter ?? ((tries) => Math.min(10 * 2 ** (tries - 1), 200)),
    },
    ending.signal,
  );
  const server = httpInput({
    ...certificate,
    credentials: settings.credentials,
    configuration,
    take: (request) => take(request, intake, ending.signal),
  });
  const bound = await listenOn(server, port);
  queue.start(async (event) => {
    const fate = await output.deliver(event);
    if (fate !== 'interrupted') settings.place?.onGone(event);
    return fate;
  });
  return {
    port: bound,
    async end() {
      queue.stop({ keeps: configuration.queue === 'persisted' });
      ending.abort();
      output.close();
      await kill(server);
    },
  };
}

/** Brings a body into files and queue; what is answered 200 is there. */
async function take(
  request: ReceivedRequest,
  intake: Intake,
  ending: AbortSignal,
): Promise<200 | 429> {
  const { settings, configuration, queue, quarantine, archive } = intake;
  if (queue.isFull) {
    settings.onFull?.();
    if (configuration.whenFull === 'drops') return 200;
    if (!(await waitForRoom(queue, settings.blockedAfter ?? 10_000, ending))) return 429;
  }
  const { events, rejected } = processBody(request, configuration);
  for (const record of rejected) quarantine.append(record);
  for (const { text } of events) archive.append(text);
  const queued = events.flatMap((event) => copiesOf(event, configuration.copies));
  queue.add(queued);
  if (configuration.answers === 'when-delivered') await queue.without(queued);
  return 200;
}

function copiesOf(event: OutgoingEvent, count: number): readonly OutgoingEvent[] {
  return Array.from({ length: count }, () => ({ ...event }));
}

async function waitForRoom(
  queue: EventQueue,
  milliseconds: number,
  ending: AbortSignal,
): Promise<boolean> {
  if (queue.isRefusing) return false;
  const signal = AbortSignal.any([ending, AbortSignal.timeout(milliseconds)]);
  try {
    await queue.room(signal);
    return true;
  } catch (error) {
    if (ending.aborted) throw error;
    queue.refuse();
    return false;
  }
}

interface AppendedFile {
  readonly path: string;
  append(line: string): void;
  close(): void;
}

/** Written at once, as with `flush_interval => 0`. */
function appendTo(path: string): AppendedFile {
  const descriptor = openSync(path, 'a');
  return {
    path,
    append: (line) => void writeSync(descriptor, `${line}\n`),
    close: () => closeSync(descriptor),
  };
}
