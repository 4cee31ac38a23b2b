/**
 * The console as the commands use it: opened here, or offered by a `serve` that runs (see `open-console.ts`).
 *
 * @module
 */
import type { Console, ConsoleTestOptions } from '../../console/console';
import type { ConsoleDelivery } from '../../console/delivery';
import type { IntegrationView } from '../../console/describe-integration';
import type { TestRun } from '../../console/test-run';
import type { CommandDependencies } from '../command';
import { renderAttempt } from './integration-output';

/** What may be given to a test run here. */
export type CommandTestOptions = Pick<ConsoleTestOptions, 'signal' | 'onResult'>;

/** What a console of the commands works with. */
export interface CommandConsoleDependencies extends Pick<
  CommandDependencies,
  'err' | 'colour' | 'signal'
> {
  /** Takes a line for each attempt that the console waits for. */
  readonly onAttempt: (line: string) => void;
}

/** What the commands do with a console. */
export interface CommandConsole
  extends Pick<Console, 'create' | 'update' | 'enable' | 'disable' | 'delete'>, AsyncDisposable {
  /** Who sends again what was not delivered. */
  readonly retriedBy: string;
  get(reference: string): Promise<IntegrationView>;
  test(reference: string, options: CommandTestOptions): Promise<TestRun>;
  raise(
    notifications: readonly object[],
    to: readonly string[] | undefined,
  ): Promise<readonly ConsoleDelivery[]>;
  /** Resolves when what this process has to deliver has been tried, or when the command is to end. */
  settled(): Promise<void>;
  /** These deliveries after their first attempts, or as they stand when the command is to end. */
  tried(raised: readonly ConsoleDelivery[]): Promise<readonly ConsoleDelivery[]>;
}

/** A console that this process has opened; disposing of it closes it. */
export class LocalConsole implements CommandConsole {
  readonly retriedBy = 'the next "wallstash event" or "serve"';
  readonly #console: Console;
  readonly #signal: AbortSignal;

  constructor(console: Console, { err, colour, signal, onAttempt }: CommandConsoleDependencies) {
    this.#console = console;
    this.#signal = signal;
    console.subscribe((event) => {
      if (event.kind === 'attempt') onAttempt(renderAttempt(event, colour));
      if (event.kind === 'trouble') err(`${event.message}\n`);
    });
  }

  create: Console['create'] = (settings) => this.#console.create(settings);
  update: Console['update'] = (reference, changes) => this.#console.update(reference, changes);
  enable: Console['enable'] = (reference) => this.#console.enable(reference);
  disable: Console['disable'] = (reference) => this.#console.disable(reference);
  delete: Console['delete'] = (reference) => this.#console.delete(reference);

  async get(reference: string): Promise<IntegrationView> {
    return Promise.resolve(this.#console.get(reference));
  }

  test(reference: string, options: CommandTestOptions): Promise<TestRun> {
    return this.#console.test(reference, options);
  }

  raise(
    notifications: readonly object[],
    to: readonly string[] | undefined,
  ): Promise<readonly ConsoleDelivery[]> {
    return this.#console.raise(notifications, to === undefined ? {} : { to });
  }

  async settled(): Promise<void> {
    if (this.#signal.aborted) return;
    const aborted = new Promise<void>((resolve) => {
      this.#signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([this.#console.settled(), aborted]);
  }

  async tried(raised: readonly ConsoleDelivery[]): Promise<readonly ConsoleDelivery[]> {
    await this.settled();
    const ids = new Set(raised.map(({ id }) => id));
    return this.#console.deliveries().filter(({ id }) => ids.has(id));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#console.close();
  }
}
