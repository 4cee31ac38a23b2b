/**
 * What of an inspection is kept and shown: without payloads, and bounded, whatever the body holds.
 *
 * A body of ten megabytes can have tens of thousands of notifications and of violations. Listed are the first of each,
 * notifications with violations before others; the rest is counted, by type. What is listed takes less than
 * {@link LISTED_BYTES} as JSON.
 *
 * @module
 */
import type { Finding, Findings, NotificationFindings, UnlistedFindings } from './inspection';

/** Notifications, and violations and notices together, that are listed of one body. */
const MOST_LISTED = 1_000;
/** Characters of all findings that are listed, and of pointer and type of all notifications. As JSON one takes at most 6 bytes. */
const FINDING_CHARACTERS = 128_000;
const NOTIFICATION_CHARACTERS = 50_000;
/** Types by which the rest is counted; further ones count as `null`. */
const MOST_TYPES = 50;

/** More than listed findings ever take as JSON, in bytes. */
export const LISTED_BYTES = 1_400_000;

const NONE: readonly Finding[] = [];

/** What is kept of an inspection, frozen. Given what it returned before, it returns that. */
export function listFindings(findings: Findings): Findings {
  return Object.isFrozen(findings) ? findings : Object.freeze(list(findings));
}

function list(findings: Findings): Findings {
  const { carrier, notifications, violations } = findings;
  if (fits(findings)) {
    const all = notifications.map((one) => listed(one, one.violations, one.notices));
    return { carrier, notifications: all, violations, ...unlistedOf(findings.unlisted ?? []) };
  }
  const room = new Room(FINDING_CHARACTERS);
  const tally = new Tally(findings.unlisted);
  const ofBody = room.take(violations);
  const places = notifications.map((one) => room.take(one.violations));
  const chosen = choose(notifications, places);
  const chosenOnes: NotificationFindings[] = [];
  for (const [index, one] of notifications.entries()) {
    const notices = chosen.has(index) ? room.take(one.notices) : NONE;
    const kept = places[index] ?? NONE;
    if (chosen.has(index)) chosenOnes.push(listed(one, kept, notices));
    tally.add(one.type, {
      notifications: chosen.has(index) ? 0 : 1,
      violations: one.violations.length - kept.length,
      notices: one.notices.length - notices.length,
    });
  }
  tally.add(null, { notifications: 0, violations: violations.length - ofBody.length, notices: 0 });
  return { carrier, notifications: chosenOnes, violations: ofBody, ...unlistedOf(tally.counts()) };
}

/** How much there is in all, listed or not. */
export function countFindings({ notifications, violations, unlisted = [] }: Findings): {
  readonly notifications: number;
  readonly violations: number;
  readonly notices: number;
} {
  const count = { notifications: notifications.length, violations: violations.length, notices: 0 };
  for (const one of notifications) {
    count.violations += one.violations.length;
    count.notices += one.notices.length;
  }
  for (const rest of unlisted) {
    count.notifications += rest.notifications;
    count.violations += rest.violations;
    count.notices += rest.notices;
  }
  return count;
}

/** What is not listed, in words; empty when all is. */
export function unlistedInWords({ unlisted = [] }: Findings): string {
  const sum = (of: (one: UnlistedFindings) => number): number =>
    unlisted.reduce((total, one) => total + of(one), 0);
  const counts = [
    [sum((one) => one.notifications), 'notification'],
    [sum((one) => one.violations), 'violation'],
    [sum((one) => one.notices), 'notice'],
  ] as const;
  const words = counts
    .filter(([count]) => count > 0)
    .map(([count, noun]) => `${count} ${noun}${count === 1 ? '' : 's'}`);
  return words.length === 0 ? '' : `Not listed, only counted: ${words.join(', ')}.`;
}

function fits({ notifications, violations }: Findings): boolean {
  if (notifications.length > MOST_LISTED) return false;
  const room = new Room(FINDING_CHARACTERS);
  let characters = NOTIFICATION_CHARACTERS;
  if (!room.has(violations)) return false;
  for (const one of notifications) {
    characters -= charactersOf(one);
    if (characters < 0 || !room.has(one.violations) || !room.has(one.notices)) return false;
  }
  return true;
}

/** The notifications to list: those of which violations are, and as many of the others as there is room for. */
function choose(
  notifications: readonly NotificationFindings[],
  violations: readonly (readonly Finding[])[],
): ReadonlySet<number> {
  const chosen = new Set<number>();
  let characters = NOTIFICATION_CHARACTERS;
  for (const wanted of [true, false]) {
    for (const [index, one] of notifications.entries()) {
      if (chosen.size === MOST_LISTED) return chosen;
      if ((violations[index] ?? NONE).length > 0 !== wanted) continue;
      characters -= charactersOf(one);
      if (characters < 0) return chosen;
      chosen.add(index);
    }
  }
  return chosen;
}

function charactersOf({ pointer, type }: NotificationFindings): number {
  return pointer.length + (type?.length ?? 0);
}

/** The room that is left for findings. */
class Room {
  #findings = MOST_LISTED;
  #characters: number;

  constructor(characters: number) {
    this.#characters = characters;
  }

  /** The findings that there is room for, from the first on. */
  take(findings: readonly Finding[]): readonly Finding[] {
    const index = findings.findIndex((one) => !this.#fit(one));
    return index === -1 ? findings : findings.slice(0, index);
  }

  has(findings: readonly Finding[]): boolean {
    return findings.length === 0 || findings.every((one) => this.#fit(one));
  }

  #fit({ pointer, message, expected, found }: Finding): boolean {
    const characters = pointer.length + message.length + expected.length + found.length;
    if (this.#findings === 0 || this.#characters < characters) return false;
    this.#findings -= 1;
    this.#characters -= characters;
    return true;
  }
}

/** What is not listed, by type. */
class Tally {
  readonly #counts = new Map<string | null, Omit<UnlistedFindings, 'type'>>();

  constructor(before: readonly UnlistedFindings[] = []) {
    for (const { type, ...count } of before) this.add(type, count);
  }

  add(type: string | null, more: Omit<UnlistedFindings, 'type'>): void {
    if (more.notifications + more.violations + more.notices === 0) return;
    const known = this.#counts.has(type) || this.#counts.size < MOST_TYPES ? type : null;
    const sum = this.#counts.get(known);
    this.#counts.set(known, {
      notifications: more.notifications + (sum?.notifications ?? 0),
      violations: more.violations + (sum?.violations ?? 0),
      notices: more.notices + (sum?.notices ?? 0),
    });
  }

  counts(): readonly UnlistedFindings[] {
    return [...this.#counts].map(([type, count]) => ({ type, ...count }));
  }
}

function unlistedOf(unlisted: readonly UnlistedFindings[]): Pick<Findings, 'unlisted'> {
  return unlisted.length === 0 ? {} : { unlisted };
}

function listed(
  { pointer, type, carrier, era }: NotificationFindings,
  violations: readonly Finding[],
  notices: readonly Finding[],
): NotificationFindings {
  return { pointer, type, carrier, era, violations, notices };
}
