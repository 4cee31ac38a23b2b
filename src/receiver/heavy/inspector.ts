/**
 * Inspects heavy bodies in a thread of its own: it may take a second and run out of memory without anybody else noticing.
 *
 * The thread is started for the first of them and ended when there is none for a while, so that its memory is given back.
 * One body at a time: whoever calls sees to that. The thread gets a copy of a body, which outlives a thread that fails at
 * it; what it makes is handed over. (Shared memory would save the copy, but the garbage collector does not count it.)
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { clearTimeout, setTimeout } from '../../real-time';
import { type HeavyResult, type HeavyTask, inspectHeavy } from './inspect-heavy';

/** What came of a task; `exhausted`: it took more memory than the thread may have. */
export type Inspected = HeavyResult | { readonly kind: 'exhausted' };

/** How the thread is run. */
export interface InspectorOptions {
  /** Bytes of heap that the thread may take. */
  readonly heap: number;
  /** Called once, with a sentence, when there can be no thread. */
  readonly onUnavailable: (message: string) => void;
}

const MB = 1024 * 1024;

/** Milliseconds without a task after which the thread is ended. */
const IDLE = 10_000;

/** See the module. */
export class Inspector {
  readonly #options: InspectorOptions;
  #worker: Worker | undefined;
  #unavailable = false;
  #closed = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: InspectorOptions) {
    this.#options = options;
  }

  /** @throws Error when it was closed meanwhile, or the thread ends for another reason than its memory: a defect. */
  async inspect(task: HeavyTask): Promise<Inspected> {
    this.#requireOpen();
    clearTimeout(this.#idle);
    const worker = this.#thread();
    if (worker === undefined) return inspectHeavy(task);
    try {
      return await ask(worker, task);
    } catch (error) {
      this.#worker = undefined;
      if (isOutOfMemory(error)) return { kind: 'exhausted' };
      if (this.#closed || !(error instanceof NotStarted)) throw error;
      this.#giveUp(error.message);
      return inspectHeavy(task);
    } finally {
      if (!this.#closed) this.#idle = setTimeout(() => void this.#end(), IDLE).unref();
    }
  }

  /** Ends the thread, whatever it is at. Idempotent. */
  close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    return this.#end();
  }

  #requireOpen(): void {
    if (this.#closed) throw new Error('The inspection of large bodies has ended.');
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #thread(): Worker | undefined {
    if (this.#worker !== undefined || this.#unavailable) return this.#worker;
    const file = threadFile();
    if (file === undefined) {
      this.#giveUp(
        'its file inspection-worker.js is not beside this program, which may be bundled',
      );
      return undefined;
    }
    const { heap } = this.#options;
    const worker = new Worker(file, {
      // What the main thread was started with (a loader, an inspector) is not for this one.
      ...{ execArgv: [], stdout: false, stderr: false },
      resourceLimits: {
        maxOldGenerationSizeMb: Math.ceil(heap / MB),
        maxYoungGenerationSizeMb: 16,
      },
    });
    worker.unref();
    // It may also end while it has nothing to do: the next task then starts another.
    worker
      .on('error', () => undefined)
      .on('exit', () => {
        if (this.#worker === worker) this.#worker = undefined;
      });
    this.#worker = worker;
    return worker;
  }

  #giveUp(why: string): void {
    this.#unavailable = true;
    this.#options.onUnavailable(
      `Large bodies are inspected on the main thread and hold up other deliveries: the thread for them cannot be started (${why}).`,
    );
  }
}

/** Beside this file; of the source as tests load it, the compiled one. */
function threadFile(): string | undefined {
  const directory = __filename.endsWith('.ts')
    ? join(__dirname, '..', '..', '..', 'dist', 'receiver', 'heavy')
    : __dirname;
  const file = join(directory, 'inspection-worker.js');
  return existsSync(file) ? file : undefined;
}

function isOutOfMemory(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** The thread ended before it ran. */
class NotStarted extends Error {}

/** Puts a task to the thread. Rejects when it ends without an answer. */
function ask(worker: Worker, task: HeavyTask): Promise<HeavyResult> {
  return new Promise((resolve, reject) => {
    let started = STARTED.has(worker);
    const done = (): void => {
      worker.off('online', onOnline).off('message', onMessage).off('error', onError);
      worker.off('exit', onExit);
    };
    const onOnline = (): void => {
      started = true;
      STARTED.add(worker);
    };
    const onMessage = (result: HeavyResult): void => {
      done();
      resolve(result);
    };
    const onError = (error: unknown): void => {
      done();
      // Not `instanceof Error`: a test runner has classes of its own.
      const { message } = error as Error;
      reject(started || isOutOfMemory(error) ? (error as Error) : new NotStarted(message));
    };
    const onExit = (code: number): void => {
      onError(new Error(`the thread that inspects large bodies ended with code ${code}`));
    };
    worker.on('online', onOnline).on('message', onMessage).on('error', onError).on('exit', onExit);
    const bytes = new Uint8Array(task.bytes);
    worker.postMessage({ ...task, bytes }, [bytes.buffer]);
  });
}

/** Threads that have run. */
const STARTED = new WeakSet<Worker>();
