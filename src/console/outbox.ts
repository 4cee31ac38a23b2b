/**
 * The outbox: every delivery that is not over, one small file each, on disk before its first attempt.
 *
 * Bounded by {@link MAX_PENDING}. A delivery given up moves to `given-up/` beside it, where the newest
 * {@link KEPT_GIVEN_UP} stay. At most one process may use it at a time.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parseDelivery, type PendingDelivery } from './delivery';
import { OutboxFullError } from './errors';
import { moveDurably, openDirectory, remove, writeDurably } from './files';

/** Deliveries that may wait at a time. */
export const MAX_PENDING = 10_000;
/** Deliveries given up that are kept. */
const KEPT_GIVEN_UP = 1_000;
const SUFFIX = '.json';
/** Files written at a time. */
const PARALLEL = 32;

/** See the module. */
export class Outbox {
  readonly #pending: Map<string, PendingDelivery>;
  readonly #leaving = new Set<string>();
  readonly #directory: string;
  readonly #givenUp: string;
  readonly #namesGivenUp: string[];

  private constructor(
    directories: { readonly pending: string; readonly givenUp: string },
    pending: readonly PendingDelivery[],
    namesGivenUp: readonly string[],
  ) {
    this.#directory = directories.pending;
    this.#givenUp = directories.givenUp;
    this.#pending = new Map(pending.map((delivery) => [delivery.id, delivery]));
    this.#namesGivenUp = [...namesGivenUp];
  }

  /** Opens the outbox of a console. @throws ConsoleStateError when a file of it holds something else */
  static async open(consoleDirectory: string): Promise<Outbox> {
    const pending = join(consoleDirectory, 'outbox');
    const givenUp = join(consoleDirectory, 'given-up');
    const names = (await openDirectory(pending)).filter((name) => name.endsWith(SUFFIX));
    const deliveries: PendingDelivery[] = [];
    for (const name of names) {
      const path = join(pending, name);
      deliveries.push(parseDelivery(await readFile(path, 'utf8'), path));
    }
    return new Outbox({ pending, givenUp }, deliveries, await openDirectory(givenUp));
  }

  /** All that wait, oldest first; also one that is about to leave, until the disk has it so. */
  get pending(): readonly PendingDelivery[] {
    return [...this.#pending.values()];
  }

  /** The delivery, as long as it waits. */
  get(id: string): PendingDelivery | undefined {
    return this.#leaving.has(id) ? undefined : this.#pending.get(id);
  }

  /** Makes new deliveries durable, all or none. @throws OutboxFullError, ConsoleWriteError */
  async add(deliveries: readonly PendingDelivery[]): Promise<void> {
    if (this.#pending.size + deliveries.length > MAX_PENDING)
      throw new OutboxFullError(MAX_PENDING);
    for (let at = 0; at < deliveries.length; at += PARALLEL) {
      const results = await Promise.allSettled(
        deliveries.slice(at, at + PARALLEL).map((delivery) => this.#write(delivery)),
      );
      const failure = results.find((result) => result.status === 'rejected');
      if (failure === undefined) continue;
      await Promise.allSettled(deliveries.map(({ id }) => remove(this.#pathOf(id))));
      throw failure.reason;
    }
    for (const delivery of deliveries) this.#pending.set(delivery.id, delivery);
  }

  /** Keeps the progress of a delivery. @throws ConsoleWriteError; it counts all the same while this process lives */
  async update(delivery: PendingDelivery): Promise<void> {
    this.#pending.set(delivery.id, delivery);
    await this.#write(delivery);
  }

  /** Forgets a delivery that arrived, or whose integration is gone. @throws ConsoleWriteError; it is forgotten all the same */
  async remove(id: string): Promise<void> {
    await this.#leave(id, () => remove(this.#pathOf(id)));
  }

  /** Puts a delivery aside after its last retry. @throws ConsoleWriteError */
  async giveUp(delivery: PendingDelivery): Promise<void> {
    const name = `${delivery.id}${SUFFIX}`;
    await this.#leave(delivery.id, async () => {
      await this.#write(delivery);
      await moveDurably(this.#pathOf(delivery.id), join(this.#givenUp, name));
    });
    this.#namesGivenUp.push(name);
    const surplus = this.#namesGivenUp.splice(0, this.#namesGivenUp.length - KEPT_GIVEN_UP);
    for (const old of surplus) await remove(join(this.#givenUp, old));
  }

  async #leave(id: string, work: () => Promise<void>): Promise<void> {
    this.#leaving.add(id);
    try {
      await work();
    } finally {
      this.#pending.delete(id);
      this.#leaving.delete(id);
    }
  }

  #write(delivery: PendingDelivery): Promise<void> {
    return writeDurably(this.#pathOf(delivery.id), JSON.stringify(delivery));
  }

  #pathOf(id: string): string {
    return join(this.#directory, `${id}${SUFFIX}`);
  }
}
