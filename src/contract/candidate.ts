/**
 * A journalled notification held against one match, cheapest conditions first: the body is parsed only when `where`
 * asks for it, and once per entry.
 *
 * @module
 */
import type { JournalEntry } from '../journal/entry';
import { inspectBody } from '../notification/inspect-body';
import type { InspectOptions } from '../notification/inspect-options';
import type { Finding, NotificationFindings } from '../notification/inspection';
import type { ExpectedType, PayloadOf } from '../notification/notification';
import type { NotificationType } from '../notification/notification-type';
import type { NotificationMatch } from './notification-match';
import { countConditions, findMismatches, shown, type Mismatch } from './mismatch';

/** A notification that arrived. */
export interface ReceivedNotification<Type extends ExpectedType = undefined> {
  /** Id of the delivery's journal entry. */
  readonly entry: string;
  /** JSON Pointer of the notification within that delivery's body. */
  readonly pointer: string;
  readonly type: Type extends NotificationType ? Type : string | null;
  /** The notification itself, as parsed: as its type says, unless one that breaks its schema was expected (`valid: false`). */
  readonly payload: PayloadOf<Type>;
  /** How it breaks its schema; empty when it does not. */
  readonly violations: readonly Finding[];
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly method: string;
  readonly path: string;
}

/** Headers of which it is told that they differ. */
const HEADERS_TOLD = 20;

/** Why a notification does not match. */
interface Explanation {
  readonly mismatches: readonly Mismatch[];
  /** All that do not hold, those that are not spelled out included. */
  readonly count: number;
  /** How many conditions there are. */
  readonly conditions: number;
}

/** One notification of an entry, parsed when first needed. */
export class Candidate {
  readonly entry: JournalEntry;
  readonly findings: NotificationFindings;
  readonly #payload: () => unknown;

  constructor(entry: JournalEntry, findings: NotificationFindings, payload: () => unknown) {
    this.entry = entry;
    this.findings = findings;
    this.#payload = payload;
  }

  get valid(): boolean {
    return this.findings.violations.length === 0;
  }

  /** Whether all conditions hold. */
  matches(match: NotificationMatch): boolean {
    const { type, where } = match;
    if (type !== undefined && type !== this.findings.type) return false;
    if (this.#aroundMismatches(match).length > 0) return false;
    return where === undefined || findMismatches(where, this.#payload(), 0).count === 0;
  }

  /** The conditions that do not hold, the first so many spelled out. */
  explain(match: NotificationMatch, most: number): Explanation {
    const { type, where } = match;
    const mismatches = this.#aroundMismatches(match);
    if (type !== undefined && type !== this.findings.type) {
      const got = shown(this.findings.type ?? undefined);
      mismatches.unshift({ path: 'details.notification_type', want: shown(type), got });
    }
    const conditions = Object.keys(match).length - (where === undefined ? 0 : 1);
    if (where === undefined) return { mismatches, count: mismatches.length, conditions };
    const inside = findMismatches(where, this.#payload(), most);
    return {
      mismatches: [...mismatches, ...inside.mismatches],
      count: mismatches.length + inside.count,
      conditions: conditions + countConditions(where),
    };
  }

  received(): ReceivedNotification {
    const { id, receivedAt, method, path } = this.entry;
    const { pointer, type, violations } = this.findings;
    const payload = this.#payload();
    return { entry: id, pointer, type, payload, violations, receivedAt, method, path };
  }

  /** What is asked of the delivery around the notification, and of its validity. */
  #aroundMismatches({ method, path, headers, valid, accepted }: NotificationMatch): Mismatch[] {
    const { entry } = this;
    const found: Mismatch[] = [];
    const arrived = entry.path.split('?', 1)[0] ?? '';
    if (method !== undefined && method !== entry.method) {
      found.push({ path: 'method', want: method, got: entry.method });
    }
    if (path !== undefined && path !== arrived)
      found.push({ path: 'path', want: path, got: arrived });
    if (headers !== undefined) {
      const arrivedHeaders = { headers: joined(entry.headers) };
      const { mismatches } = findMismatches({ headers }, arrivedHeaders, HEADERS_TOLD);
      found.push(...mismatches.map(redacted));
    }
    if (valid !== undefined && valid !== this.valid) {
      const words = ['one that breaks its schema', 'one that honours its schema'] as const;
      found.push({ path: 'validity', want: words[valid ? 1 : 0], got: words[valid ? 0 : 1] });
    }
    const { status } = entry.answer;
    if (accepted !== undefined && accepted !== (status >= 200 && status < 300)) {
      const got = status === 0 ? 'no answer' : String(status);
      found.push({ path: 'answer', want: accepted ? '2xx' : 'anything but 2xx', got });
    }
    return found;
  }
}

/** Headers as one text each. */
function joined(headers: JournalEntry['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
}

/** What the receiver keeps back cannot be expected. */
function redacted(mismatch: Mismatch): Mismatch {
  if (mismatch.got !== '"[redacted]"') return mismatch;
  return {
    ...mismatch,
    hint: 'the receiver keeps this value back: name the header in keepHeaders, or have the receiver require credentials',
  };
}

/** The notifications of an entry, in order. */
export function candidatesOf(entry: JournalEntry, options?: InspectOptions): readonly Candidate[] {
  let payloads: readonly unknown[] | undefined;
  const payloadAt = (index: number): unknown => {
    payloads ??= inspectBody(entry.body, options).notifications.map(({ payload }) => payload);
    return payloads[index];
  };
  return entry.findings.notifications.map(
    (findings, index) => new Candidate(entry, findings, () => payloadAt(index)),
  );
}
