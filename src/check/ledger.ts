/**
 * The ledger of a run: what was sent, and what of it arrived.
 *
 * Every notification bears a mark, so that an altered one is known too; whether it is altered, its fingerprint tells.
 * Of a notification only fingerprint, mark and times are kept: an altered one is built anew to be compared.
 *
 * @module
 */
import type { JournalEntry } from '../journal/entry';
import { fingerprint } from '../notification/fingerprint';
import { Latencies } from '../sender/latencies';
import { arrivedIn, type Arrived } from './arrived';
import { differencesBetween } from './differences';
import type { Alteration, Findings } from './result';
import type { Planned } from './scenario';

/** One notification on its way. */
interface Sent {
  readonly fingerprint: string;
  readonly rebuild: () => object;
  /** Unix milliseconds. */
  readonly sentAt: number;
  firstAt?: number;
  key?: string | undefined;
  isAltered: boolean;
}

/** What one scenario sent. */
class Account {
  readonly sent = new Map<string, Sent>();
  readonly latencies = new Latencies();
  readonly duplicatedMarks = new Set<string>();
  readonly alterations: Alteration[] = [];
  missing = 0;
  altered = 0;
  repeated = 0;
  duplicated = 0;
  /** When the scenario ended; what arrives later is late. */
  endedAt = Number.POSITIVE_INFINITY;
  whenComplete: (() => void) | undefined;
}

const EXAMPLES = 5;
const MARK = /wallstash-check\.([\w-]+)\.([a-z-]+)\.\d+/;

/** See the module. */
export class Ledger {
  readonly #run: string;
  readonly #field: string;
  readonly #accounts = new Map<string, Account>();
  #arrivals = 0;
  #unexpected = 0;
  readonly #unexpectedExamples: string[] = [];
  #lastArrival = 0;

  constructor(run: string, field: string) {
    this.#run = run;
    this.#field = field;
  }

  /** Notifications of this run that have arrived, repeats among them. */
  get arrivals(): number {
    return this.#arrivals;
  }

  /** When the latest of them did, Unix milliseconds; 0 before the first. */
  get lastArrival(): number {
    return this.#lastArrival;
  }

  get unexpected(): { readonly count: number; readonly examples: readonly string[] } {
    return { count: this.#unexpected, examples: this.#unexpectedExamples };
  }

  mark(scenario: string, index: number): string {
    return `wallstash-check.${this.#run}.${scenario}.${index}`;
  }

  /** Notes that a notification is about to be sent; a second time changes nothing. */
  sending(scenario: string, { mark, notification, rebuild }: Planned, now: number): void {
    const account = this.#account(scenario);
    if (account.sent.has(mark)) return;
    const content = fingerprint(notification);
    account.sent.set(mark, { fingerprint: content, rebuild, sentAt: now, isAltered: false });
    account.missing += 1;
  }

  /** Takes what the receiver journalled. What it did not acknowledge has not arrived. */
  take({ answer, body, receivedAt, idempotencyKey }: JournalEntry): void {
    if (answer.status < 200 || answer.status > 299) return;
    for (const arrived of arrivedIn(body, this.#field)) {
      this.#takeOne(arrived, receivedAt, idempotencyKey);
    }
  }

  /** How many of a scenario's notifications have not arrived yet. */
  missing(scenario: string): number {
    return this.#account(scenario).missing;
  }

  progress(scenario: string): { readonly sent: number; readonly arrived: number } {
    const { sent, missing } = this.#account(scenario);
    return { sent: sent.size, arrived: sent.size - missing };
  }

  /** Calls back, once, when nothing of the scenario is missing. */
  onComplete(scenario: string, callback: (() => void) | undefined): void {
    this.#account(scenario).whenComplete = callback;
  }

  end(scenario: string, now: number): void {
    this.#account(scenario).endedAt = now;
  }

  findings(scenario: string): Findings {
    const account = this.#account(scenario);
    const { sent, latencies, altered, repeated, duplicated, missing, endedAt } = account;
    const late = marksOf(sent, ({ firstAt = 0 }) => firstAt > endedAt);
    return {
      sent: sent.size,
      arrived: sent.size - missing,
      lost: missing,
      late: late.length,
      ...{ altered, repeated, duplicated },
      examples: {
        lost: marksOf(sent, ({ firstAt }) => firstAt === undefined).slice(0, EXAMPLES),
        late: late.slice(0, EXAMPLES),
        duplicated: [...account.duplicatedMarks],
        altered: account.alterations,
      },
      latency: latencies.summary(),
    };
  }

  #account(scenario: string): Account {
    const known = this.#accounts.get(scenario);
    if (known !== undefined) return known;
    const account = new Account();
    this.#accounts.set(scenario, account);
    return account;
  }

  #takeOne({ notification, text }: Arrived, now: number, key: string | undefined): void {
    const [mark = '', run, scenario = ''] = MARK.exec(text) ?? [];
    const account = run === this.#run ? this.#accounts.get(scenario) : undefined;
    const sent = account?.sent.get(mark);
    if (account === undefined || sent === undefined) {
      this.#unexpected += 1;
      if (this.#unexpectedExamples.length < EXAMPLES) {
        this.#unexpectedExamples.push(text.slice(0, 200));
      }
      return;
    }
    this.#arrivals += 1;
    this.#lastArrival = now;
    if (sent.firstAt === undefined) arriveFirst(account, sent, now, key);
    else arriveAgain(account, sent, mark, key);
    if (!sent.isAltered && fingerprint(notification) !== sent.fingerprint) {
      alter(account, sent, mark, notification);
    }
  }
}

function arriveFirst(account: Account, sent: Sent, now: number, key: string | undefined): void {
  sent.firstAt = now;
  sent.key = key;
  account.latencies.add(Math.max(now - sent.sentAt, 0));
  account.missing -= 1;
  if (account.missing === 0) account.whenComplete?.();
}

function arriveAgain(account: Account, sent: Sent, mark: string, key: string | undefined): void {
  if (key !== undefined && key === sent.key) {
    account.repeated += 1;
    return;
  }
  account.duplicated += 1;
  if (account.duplicatedMarks.size < EXAMPLES) account.duplicatedMarks.add(mark);
}

function alter(account: Account, sent: Sent, mark: string, notification: unknown): void {
  sent.isAltered = true;
  account.altered += 1;
  if (account.alterations.length >= EXAMPLES) return;
  account.alterations.push({
    mark,
    differences: differencesBetween(sent.rebuild(), notification),
  });
}

function marksOf(sent: ReadonlyMap<string, Sent>, matches: (one: Sent) => boolean): string[] {
  return [...sent].filter(([, one]) => matches(one)).map(([mark]) => mark);
}
