/**
 * What is made of an entry apart from its number, its time and its body, and is the same for the next one: one sender's
 * deliveries differ in little else.
 *
 * @module
 */
import { isValid } from '../notification/is-valid';
import type { JournalEntry } from './entry';

/** How many are remembered: there are several senders, and several kinds of bodies. */
const REMEMBERED = 8;

type Likeness = Omit<JournalEntry, 'id' | 'receivedAt' | 'body' | 'bodySize'>;

/** Remembers what was made of the latest entries that differ. */
export class Alike<Made extends object | number | string> {
  readonly #remembered: { readonly likeness: Likeness; readonly made: Made }[] = [];
  #oldest = 0;

  /** What was made of an entry like this one, or what `make` makes of this one now. */
  of(entry: JournalEntry, make: (entry: JournalEntry) => Made): Made {
    return this.known(entry) ?? this.remember(entry, make(entry));
  }

  /** What was made of an entry like this one, if it is remembered. */
  known(entry: JournalEntry): Made | undefined {
    for (const { likeness, made } of this.#remembered) if (isLike(entry, likeness)) return made;
    return undefined;
  }

  /** Remembers what was made of an entry, unless none will be like it; returns that. */
  remember(entry: JournalEntry, made: Made): Made {
    // Where something was found, another entry will not have the same.
    if (isOrdinary(entry) && isValid(entry.findings, { strict: true })) {
      this.#remembered[this.#oldest] = { likeness: likenessOf(entry), made };
      this.#oldest = (this.#oldest + 1) % REMEMBERED;
    }
    return made;
  }

  forget(): void {
    this.#remembered.length = 0;
    this.#oldest = 0;
  }
}

/** By identity what is made once for many entries: findings, headers, the answer. */
function isLike(entry: JournalEntry, other: Likeness): boolean {
  return (
    entry.findings === other.findings &&
    entry.headers === other.headers &&
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

function isOrdinary({ idempotencyKey, origin, fault, kind }: JournalEntry): boolean {
  return (idempotencyKey ?? origin ?? fault ?? kind) === undefined;
}

function likenessOf(entry: JournalEntry): Likeness {
  const { findings, headers, answer, verdict, repeat } = entry;
  const { method, path, remoteAddress, tlsVersion } = entry;
  return { findings, headers, answer, verdict, repeat, method, path, remoteAddress, tlsVersion };
}
