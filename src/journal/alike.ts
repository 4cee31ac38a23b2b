/**
 * What is made of an entry apart from what each has of its own: its number, its time, its body, its headers (which tell
 * the length of the body) and its key. One sender's deliveries differ in little else.
 *
 * @module
 */
import { isValid } from '../notification/is-valid';
import type { JournalEntry } from './entry';

/** How many are remembered: there are several senders, and several kinds of bodies. */
const REMEMBERED = 8;

/** What an entry has of its own. */
export type Own = 'id' | 'receivedAt' | 'body' | 'bodySize' | 'headers' | 'idempotencyKey';

type Likeness = Omit<JournalEntry, Own>;

/** Remembers what was made of the latest entries that differ. */
export class Alike<Made extends object | number | string> {
  readonly #remembered = new Circle<{ readonly likeness: Likeness; readonly made: Made }>();

  /** What was made of an entry like this one, or what `make` makes of this one now. */
  of(entry: JournalEntry, make: (entry: JournalEntry) => Made): Made {
    return this.known(entry) ?? this.#remember(entry, make(entry));
  }

  /** What was made of an entry like this one, if it is remembered. */
  known(entry: JournalEntry): Made | undefined {
    for (const { likeness, made } of this.#remembered.all) {
      if (isLike(entry, likeness)) return made;
    }
    return undefined;
  }

  forget(): void {
    this.#remembered.clear();
  }

  #remember(entry: JournalEntry, made: Made): Made {
    // Where something was found, another entry will not have the same.
    if (isOrdinary(entry) && isValid(entry.findings, { strict: true })) {
      this.#remembered.add({ likeness: likenessOf(entry), made });
    }
    return made;
  }
}

/** By identity what is made once for many entries: findings, the answer. */
function isLike(entry: JournalEntry, other: Likeness): boolean {
  return (
    entry.findings === other.findings &&
    entry.answer === other.answer &&
    entry.verdict === other.verdict &&
    entry.repeat === other.repeat &&
    entry.method === other.method &&
    entry.path === other.path &&
    entry.remoteAddress === other.remoteAddress &&
    entry.tlsVersion === other.tlsVersion &&
    isOrdinary(entry)
  );
}

function isOrdinary({ origin, fault, kind }: JournalEntry): boolean {
  return (origin ?? fault ?? kind) === undefined;
}

function likenessOf(entry: JournalEntry): Likeness {
  const { findings, answer, verdict, repeat, method, path, remoteAddress, tlsVersion } = entry;
  return { findings, answer, verdict, repeat, method, path, remoteAddress, tlsVersion };
}

/** Remembers what was made of the latest objects, which are told by their identity: those of many entries are the same. */
export class Latest<Of extends object, Made extends number | string> {
  readonly #remembered = new Circle<{ readonly of: Of; readonly made: Made }>();

  /** What was made of this one, or what `make` makes of it now. */
  of(of: Of, make: (of: Of) => Made): Made {
    return this.known(of) ?? this.remember(of, make(of));
  }

  /** What was made of this one, if it is remembered. */
  known(of: Of): Made | undefined {
    for (const one of this.#remembered.all) if (one.of === of) return one.made;
    return undefined;
  }

  remember(of: Of, made: Made): Made {
    this.#remembered.add({ of, made });
    return made;
  }
}

/** The latest few; a new one takes the place of the oldest. */
class Circle<One> {
  readonly all: One[] = [];
  #oldest = 0;

  add(one: One): void {
    this.all[this.#oldest] = one;
    this.#oldest = (this.#oldest + 1) % REMEMBERED;
  }

  clear(): void {
    this.all.length = 0;
    this.#oldest = 0;
  }
}
