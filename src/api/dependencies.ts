/**
 * What the routes of the API work on.
 *
 * @module
 */
import type { Console } from '../console/console';
import type { Journal } from '../journal/journal';
import type { InspectOptions } from '../notification/inspect-options';
import type { FaultSwitch } from '../receiver/faults/fault';
import { ApiError } from './errors';

/** What is served. The API closes none of it. */
export interface ApiDependencies {
  readonly journal: Journal;
  /** Without it, integrations, attempts and events are answered 503. */
  readonly console?: Console | undefined;
  /** Without it, faults are answered 503. */
  readonly faults?: FaultSwitch | undefined;
  /** How the receiver inspects bodies. @default as `inspectBody` does */
  readonly inspect?: InspectOptions | undefined;
  /** Rejects, with a sentence for the operator, when the journal could not be written now. @default resolves */
  readonly probe?: (() => Promise<void>) | undefined;
  /** Told of defects: what a caller is answered 500 for. */
  readonly onDefect?: ((error: unknown) => void) | undefined;
}

/** The console. @throws ApiError when there is none */
export function theConsole({ console }: ApiDependencies): Console {
  if (console !== undefined) return console;
  throw notRunning('the console', 'start with "wallstash serve --console"');
}

/** The faults. @throws ApiError when there are none */
export function theFaults({ faults }: ApiDependencies): FaultSwitch {
  if (faults !== undefined) return faults;
  throw notRunning('a receiver', 'start with "wallstash serve"');
}

function notRunning(what: string, remedy: string): ApiError {
  const detail = `Cannot serve this: ${what} does not run beside this API; ${remedy}.`;
  return new ApiError('WST_NOT_RUNNING', 503, detail);
}
