/**
 * What the routes of the API work on.
 *
 * @module
 */
import type { Console } from '../console/console';
import type { Journal } from '../journal/journal';
import type { InspectOptions } from '../notification/inspect-options';
import type { Findings } from '../notification/inspection';
import type { MemoryUsage } from '../receiver/body-memory';
import type { FaultSwitch } from '../receiver/faults/fault';
import type { Troubles } from '../receiver/recent-troubles';
import type { RequestHeader } from '../sender/request-headers';
import { ApiError } from './errors';
import type { ServeFacts } from './schemas/settings';

/** The receiver beside the API, as an integration that sends to it must know it. No secret is in it. */
export interface BesideReceiver {
  /** URL of its endpoint. */
  readonly url: string;
  /** PEM of the CA that issued its certificate. */
  readonly ca: string;
  /** Name of the header that senders must bear. @default none */
  readonly requireHeader?: string;
  /** Senders must bear Basic credentials. @default false */
  readonly user?: boolean;
}

/** What is served. The API closes none of it. */
export interface ApiDependencies {
  readonly journal: Journal;
  /** Without it, integrations, attempts and events are answered 503. */
  readonly console?: Console | undefined;
  /** Why there is no console and what to do about it, in whole sentences. @default how to start one */
  readonly noConsole?: string | undefined;
  /** Without it, what an integration needs to send to it is answered 503. */
  readonly receiver?: BesideReceiver | undefined;
  /** Headers that senders to the receiver must bear, with their secrets: used for sends, never shown. @default [] */
  readonly receiverSecrets?: readonly RequestHeader[] | undefined;
  /** How `serve` runs, without a secret. Without it, settings are answered 503. */
  readonly settings?: (() => Promise<ServeFacts>) | undefined;
  /** Version of Wallstash, for the documents. @default 'unknown' */
  readonly version?: string | undefined;
  /** Without it, faults are answered 503. */
  readonly faults?: FaultSwitch | undefined;
  /** What came to the receiver and was no delivery. @default nothing */
  readonly troubles?: Troubles | undefined;
  /** Inspects a large body beside the event loop; resolves with `undefined` when it cannot now. Without it, all are inspected at once. */
  readonly inspectLarge?: ((body: Buffer) => Promise<Findings | undefined>) | undefined;
  /** What the receiver's bodies take of its memory. Without it, metrics leave it out. */
  readonly memory?: (() => MemoryUsage) | undefined;
  /** Milliseconds that a delivery waited for its answer, by the id of its entry. Without it, nobody is told. */
  readonly answeredIn?: ((id: string) => number | undefined) | undefined;
  /** Largest body that the receiver takes, in bytes: one that is imported may be as large. @default as the receiver has it */
  readonly maxBody?: number | undefined;
  /** How the receiver inspects bodies. @default as `inspectBody` does */
  readonly inspect?: InspectOptions | undefined;
  /** Directory of the compiled browser client. Without it, or when it is missing, the API runs without pages. */
  readonly pages?: string | undefined;
  /** Rejects, with a sentence for the operator, when the journal could not be written now. @default resolves */
  readonly probe?: (() => Promise<void>) | undefined;
  /** Where checks are kept, made when the first is told of. @default in memory */
  readonly checksDirectory?: string | undefined;
  /** Told, in a sentence, of what could not be kept. */
  readonly onTrouble?: ((sentence: string) => void) | undefined;
  /** Told of defects: what a caller is answered 500 for. */
  readonly onDefect?: ((error: unknown) => void) | undefined;
}

/** The console. @throws ApiError when there is none */
export function theConsole({ console, noConsole }: ApiDependencies): Console {
  if (console !== undefined) return console;
  throw notRunning('the console', noConsole ?? START);
}

/** The receiver. @throws ApiError when there is none */
export function theReceiver({ receiver }: ApiDependencies): BesideReceiver {
  if (receiver !== undefined) return receiver;
  throw notRunning('a receiver', START);
}

/** The faults. @throws ApiError when there are none */
export function theFaults({ faults }: ApiDependencies): FaultSwitch {
  if (faults !== undefined) return faults;
  throw notRunning('a receiver', START);
}

/** How `serve` runs. @throws ApiError when it is not `serve` that runs the API */
export async function theSettings({ settings }: ApiDependencies): Promise<ServeFacts> {
  if (settings !== undefined) return settings();
  throw notRunning('"wallstash serve"', START);
}

const START = 'Start it with "wallstash serve".';

function notRunning(what: string, remedy: string): ApiError {
  const detail = `Cannot serve this: ${what} does not run beside this API. ${remedy}`;
  return new ApiError('WST_NOT_RUNNING', 503, detail);
}
