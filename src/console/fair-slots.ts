/**
 * Slots for work of several parties, so that one whose work hangs does not hold up another.
 *
 * Whoever has no work under way gets a slot at once, even when all are taken. Beyond that a party may hold as many as
 * are free: one alone gets half of them, the next half of the rest, and so on. Freed slots go round the parties in turn.
 *
 * @module
 */

/** The work of one party. */
interface Party {
  running: number;
  readonly waiting: (() => void)[];
}

/** See the module. */
export class FairSlots {
  /** In the order in which they come to their turn. */
  readonly #parties = new Map<string, Party>();
  #free: number;

  constructor(count: number) {
    this.#free = count;
  }

  /** Runs the work when its party has a slot for it; within a party first come, first served. */
  async run<T>(name: string, work: () => Promise<T>): Promise<T> {
    const party = this.#partyOf(name);
    if (party.waiting.length === 0 && this.#mayRun(party)) this.#take(party);
    else await new Promise<void>((resolve) => party.waiting.push(resolve));
    try {
      return await work();
    } finally {
      this.#giveBack(name, party);
    }
  }

  #partyOf(name: string): Party {
    const party = this.#parties.get(name) ?? { running: 0, waiting: [] };
    this.#parties.set(name, party);
    return party;
  }

  #mayRun({ running }: Party): boolean {
    return running === 0 || running < this.#free;
  }

  #take(party: Party): void {
    party.running += 1;
    this.#free -= 1;
  }

  #giveBack(name: string, party: Party): void {
    party.running -= 1;
    this.#free += 1;
    if (party.running === 0 && party.waiting.length === 0) this.#parties.delete(name);
    for (const [next, other] of [...this.#parties]) this.#admit(next, other);
  }

  /** Lets in one that waits, if its party may; the party is then the last to come to its turn. */
  #admit(name: string, party: Party): void {
    if (party.waiting.length === 0 || !this.#mayRun(party)) return;
    this.#take(party);
    this.#parties.delete(name);
    this.#parties.set(name, party);
    party.waiting.shift()?.();
  }
}
