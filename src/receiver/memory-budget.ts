/**
 * The memory that bodies may take, from their first byte to their answer.
 *
 * Small bodies are counted as they come and never wait. A body that grows past {@link SMALL} takes room for all it may
 * become, at once: so whatever was admitted can always be finished, and two half bodies never wait for each other. While
 * there is no room its socket is paused, in order of arrival; whoever waits too long is told to come back. And who
 * holds room while others wait must be sending: half-open connections cannot keep a large sender out.
 *
 * Knows nothing of HTTP.
 *
 * @module
 */
import { clearInterval, clearTimeout, setInterval, setTimeout } from '../real-time';

/** Bytes that a body may take before it must ask for room. */
export const SMALL = 64 * 1024;

/** Part of the budget that bodies which are not small may take: the rest stays for small ones. */
export const LARGE_SHARE = 0.75;

/** Milliseconds that a body waits for room: below the 15 s after which Wallarm gives up on a request. */
export const PATIENCE = 8_000;

/** While others wait, a body that is on its way must bring so many bytes in so many milliseconds. */
const PACE = { bytes: 64 * 1024, milliseconds: 2_000 };

/** What one body holds. Released once, whatever became of it. */
export interface MemoryShare {
  /** Counts bytes that are there already; `false`, and not counted, when there is no room for them. */
  hold(bytes: number): boolean;
  /** Makes the share `bytes` large as soon as there is room; `false` when there was none in time. */
  grow(bytes: number): Promise<boolean>;
  /** Makes it smaller: the body is whole, and all of it is here. */
  settle(bytes: number): void;
  /** Called when the share was taken away, because others wait and its body does not come. */
  onEvicted: (() => void) | undefined;
  release(): void;
}

/** See the module. */
export class MemoryBudget {
  /** Bytes. */
  readonly limit: number;
  readonly #large: number;
  #held = 0;
  #heldByLarge = 0;
  readonly #waiting = new Set<Waiter>();
  /** Shares of bodies that are on their way, with what they had brought at the last look. */
  readonly #arriving = new Map<Share, number>();
  #pace: NodeJS.Timeout | undefined;

  constructor(limit: number) {
    this.limit = limit;
    this.#large = Math.floor(limit * LARGE_SHARE);
  }

  /** Bytes that are held now. */
  get held(): number {
    return this.#held;
  }

  /** Bodies that wait for room. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** A share of nothing. */
  share(): Share {
    return new Share(this);
  }

  /** @internal For {@link Share}. */
  hold(bytes: number): boolean {
    if (this.#held + bytes > this.limit) return false;
    this.#held += bytes;
    return true;
  }

  /** @internal For {@link Share}. */
  grow(share: Share, bytes: number): Promise<boolean> {
    if (this.#waiting.size === 0 && this.#admit(share, bytes)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiter: Waiter = {
        ...{ share, bytes },
        end: (admitted) => {
          clearTimeout(timer);
          this.#waiting.delete(waiter);
          resolve(admitted);
          this.#watch();
        },
      };
      const timer = setTimeout(() => waiter.end(false), PATIENCE);
      this.#waiting.add(waiter);
      this.#watch();
    });
  }

  /** @internal For {@link Share}. */
  settle(share: Share, bytes: number): void {
    this.#arriving.delete(share);
    this.#give(share, share.bytes - bytes);
  }

  /** @internal For {@link Share}. */
  release(share: Share): void {
    this.#arriving.delete(share);
    for (const waiter of this.#waiting) if (waiter.share === share) waiter.end(false);
    this.#give(share, share.bytes);
  }

  #admit(share: Share, bytes: number): boolean {
    const more = bytes - share.bytes;
    if (this.#heldByLarge + bytes > this.#large || this.#held + more > this.limit) return false;
    this.#held += more;
    this.#heldByLarge += bytes;
    share.bytes = bytes;
    share.isLarge = true;
    this.#arriving.set(share, share.brought);
    return true;
  }

  #give(share: Share, bytes: number): void {
    this.#held -= bytes;
    if (share.isLarge) this.#heldByLarge -= bytes;
    share.bytes -= bytes;
    for (const waiter of this.#waiting) {
      if (!this.#admit(waiter.share, waiter.bytes)) return;
      waiter.end(true);
    }
  }

  /** Looks after the pace of those who hold, for as long as somebody waits. */
  #watch(): void {
    if (this.#waiting.size === 0) {
      clearInterval(this.#pace);
      this.#pace = undefined;
    } else if (this.#pace === undefined) {
      for (const share of this.#arriving.keys()) this.#arriving.set(share, share.brought);
      this.#pace = setInterval(() => this.#evict(), PACE.milliseconds);
    }
  }

  #evict(): void {
    // Of those at hand now: what is taken from one may let another in.
    for (const [share, before] of [...this.#arriving]) {
      if (share.brought - before < PACE.bytes) share.evict();
      else this.#arriving.set(share, share.brought);
    }
  }
}

interface Waiter {
  readonly share: Share;
  readonly bytes: number;
  readonly end: (admitted: boolean) => void;
}

class Share implements MemoryShare {
  /** What it holds. */
  bytes = 0;
  /** What its body has brought so far. */
  brought = 0;
  isLarge = false;
  onEvicted: (() => void) | undefined;
  readonly #budget: MemoryBudget;

  constructor(budget: MemoryBudget) {
    this.#budget = budget;
  }

  hold(bytes: number): boolean {
    this.brought += bytes;
    // What it may become was counted when it was admitted.
    if (this.isLarge && this.brought <= this.bytes) return true;
    if (!this.#budget.hold(bytes)) return false;
    this.bytes += bytes;
    return true;
  }

  grow(bytes: number): Promise<boolean> {
    return this.#budget.grow(this, bytes);
  }

  settle(bytes: number): void {
    if (this.isLarge) this.#budget.settle(this, bytes);
  }

  evict(): void {
    this.release();
    this.onEvicted?.();
  }

  release(): void {
    this.#budget.release(this);
  }
}
