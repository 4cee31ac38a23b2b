/**
 * The faults that are on: which of them acts on a request or handshake, and what is being held by one.
 *
 * Of several that could act, the one switched on first does. Each draws from its own seed, so that faults do not
 * change each other's luck. Knows no socket.
 *
 * @module
 */
import { seededRandom, type Random } from '../../notification/building/random';
import { checkFault, isHandshakeFault } from './check-fault';
import type {
  ActiveFault,
  Fault,
  FaultScope,
  FaultSwitch,
  HandshakeFault,
  RequestFault,
} from './fault';

/** A fault that acts on one request or handshake, until that has ended. */
export interface Action<Kind> {
  readonly fault: Kind & FaultScope;
  /** How many times it had acted before. */
  readonly before: number;
  readonly random: Random;
  /** Calls `release` when the fault is cleared, or now if it has been; the last one given counts. */
  onClear(release: () => void): void;
  /** There is nothing left to release. */
  end(): void;
}

/** What an action waits for: cleared before there was anything to release, it releases at once. */
interface Held {
  readonly id: string;
  cleared: boolean;
  release: () => void;
}

interface Switched {
  readonly id: string;
  readonly fault: Fault;
  readonly random: Random;
  acted: number;
}

/** A draw below `share * DRAW` acts. */
const DRAW = 1_000_000;

export class FaultBoard implements FaultSwitch {
  readonly #prepare: (fault: Fault) => void;
  readonly #held = new Set<Held>();
  readonly #listeners = new Set<() => void>();
  #on: readonly Switched[] = [];
  #made = 0;

  /** `prepare` sees each fault before it is on, and may refuse it by throwing. */
  constructor(prepare: (fault: Fault) => void) {
    this.#prepare = prepare;
  }

  add(fault: Fault): ActiveFault {
    checkFault(fault);
    this.#prepare(fault);
    this.#made += 1;
    const random = seededRandom(String(fault.seed ?? 1));
    const one: Switched = { id: `f${this.#made}`, fault, random, acted: 0 };
    this.#on = [...this.#on, one];
    this.#changed();
    return described(one);
  }

  list(): readonly ActiveFault[] {
    return this.#on.map(described);
  }

  clear(id?: string): number {
    const isMeant = (one: { readonly id: string }): boolean => id === undefined || one.id === id;
    const left = this.#on.filter((one) => !isMeant(one));
    const cleared = this.#on.length - left.length;
    this.#on = left;
    for (const one of [...this.#held].filter(isMeant)) {
      this.#held.delete(one);
      one.cleared = true;
      one.release();
    }
    if (cleared > 0) this.#changed();
    return cleared;
  }

  subscribe(listener: () => void): () => void {
    const own = (): void => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** The fault that acts on this request, if one does. */
  actOnRequest(): Action<RequestFault> | undefined {
    return this.#act((fault): fault is RequestFault & FaultScope => !isHandshakeFault(fault));
  }

  /** The fault that acts on this handshake, if one does. */
  actOnHandshake(): Action<HandshakeFault> | undefined {
    return this.#act(isHandshakeFault);
  }

  #act<Wanted extends Fault>(
    isWanted: (fault: Fault) => fault is Wanted,
  ): (Action<Wanted> & { readonly fault: Wanted }) | undefined {
    for (const one of this.#on) {
      const { id, fault, random, acted: before } = one;
      if (!isWanted(fault) || !draws(fault, random)) continue;
      one.acted += 1;
      if (one.acted === fault.next) this.#on = this.#on.filter((other) => other !== one);
      this.#changed();
      return { fault, before, random, ...this.#hold(id) };
    }
    return undefined;
  }

  #hold(id: string): Pick<Action<Fault>, 'onClear' | 'end'> {
    const held: Held = { id, cleared: false, release: () => undefined };
    this.#held.add(held);
    return {
      onClear(release) {
        if (held.cleared) release();
        else held.release = release;
      },
      end: () => void this.#held.delete(held),
    };
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

function draws({ share = 1 }: FaultScope, random: Random): boolean {
  return share === 1 || random.integer(0, DRAW - 1) < share * DRAW;
}

/** `acted` is read when it is asked for, and stays an own property: it is printed as JSON. */
function described(one: Switched): ActiveFault {
  return {
    id: one.id,
    fault: one.fault,
    get acted() {
      return one.acted;
    },
  };
}
