/**
 * The errors of the console. Each keeps its data in fields, and none holds a header's value.
 *
 * @module
 */
import { systemCodeOf, whyRefused } from '../disk/why-refused';
import { messageOf, WallstashError } from '../errors';

/** No integration, or more than one, goes by this id or name. */
export class IntegrationNotFoundError extends WallstashError {
  override readonly name = 'IntegrationNotFoundError';
  readonly reference: string;

  constructor(reference: string, why: string) {
    super('WST_INTEGRATION', `Cannot find the integration ${JSON.stringify(reference)}: ${why}.`);
    this.reference = reference;
  }
}

/** The receiver changed: secrets that were given for the old one must be given anew, or left out. */
export class SecretsWantedError extends WallstashError {
  override readonly name = 'SecretsWantedError';
  /** Names of headers whose value is wanted. */
  readonly headers: readonly string[];
  /** Names of parameters of the URL whose value is wanted. */
  readonly parameters: readonly string[];

  constructor(
    origin: string,
    { headers, parameters }: Pick<SecretsWantedError, 'headers' | 'parameters'>,
  ) {
    const wanted = [
      ...headers.map((name) => `the header ${name}`),
      ...parameters.map((name) => `the parameter ${name} of the URL`),
    ];
    super(
      'WST_SECRETS_WANTED',
      `Cannot send to ${origin} what was given for another receiver: ${wanted.join(', ')}. ` +
        'Give each a value again together with the URL, or leave it out.',
    );
    this.headers = headers;
    this.parameters = parameters;
  }
}

/** So many notifications wait to be delivered that no more are taken. */
export class OutboxFullError extends WallstashError {
  override readonly name = 'OutboxFullError';
  readonly limit: number;

  constructor(limit: number) {
    super(
      'WST_OUTBOX_FULL',
      `Cannot raise the event: ${limit} deliveries wait already. ` +
        'Mend their receivers, or delete the integrations that nobody answers for; nothing was sent.',
    );
    this.limit = limit;
  }
}

/** Another process runs the console of this directory. */
export class ConsoleLockedError extends WallstashError {
  override readonly name = 'ConsoleLockedError';
  readonly directory: string;
  /** Who runs it, in its own words. */
  readonly owner: string;
  /** URL of the HTTP API that offers its console; `undefined` when there is none. */
  readonly api: string | undefined;

  constructor(
    directory: string,
    { owner, api }: { readonly owner: string; readonly api?: string | undefined },
  ) {
    super(
      'WST_CONSOLE_LOCKED',
      `Cannot open the console in ${directory}: ${owner} runs it. Stop that one, or use another data directory.`,
    );
    this.directory = directory;
    this.owner = owner;
    this.api = api;
  }
}

/** A file of the console holds something else than it should, or cannot be read. It was left as it is. */
export class ConsoleStateError extends WallstashError {
  override readonly name = 'ConsoleStateError';
  readonly path: string;

  constructor(path: string, why: string, options?: ErrorOptions) {
    super(
      'WST_CONSOLE_STATE',
      `Cannot read ${path}: ${why}. Put a sound copy in its place, or move it away to go on without what it holds.`,
      options,
    );
    this.path = path;
  }
}

/** The disk did not take a change. Nothing of it came into force. */
export class ConsoleWriteError extends WallstashError {
  override readonly name = 'ConsoleWriteError';
  readonly path: string;

  constructor(path: string, cause: unknown) {
    const why =
      whyRefused(systemCodeOf(cause), 'another data directory') ??
      `${messageOf(cause)}. Make room or mend the disk, and try again`;
    super('WST_CONSOLE_WRITE', `Cannot write ${path}, and nothing was changed: ${why}.`, { cause });
    this.path = path;
  }
}

/** The console was closed; what it held is on disk. */
export class ConsoleClosedError extends WallstashError {
  override readonly name = 'ConsoleClosedError';

  constructor(what: string) {
    super(
      'WST_CONSOLE_CLOSED',
      `Cannot ${what}: the console is closed. Start it again; what it held is kept.`,
    );
  }
}
