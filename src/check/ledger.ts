/**
 * The ledger of a run: what was sent, and what of it arrived.
 *
 * Every notification bears a mark, so that an altered one is known too; whether it is altered, its fingerprint tells.
 * Of a notification only fingerprint, mark and times are kept: an altered one is built anew to be compared.
 *
 * @module
 */
import { fingerprint } from '../notification/fingerprint';
import { Account, alter, arriveAgain, arriveFirst, EXAMPLES, type Sent } from './account';
import type { Arrival } from './arrivals';
import { arrivedIn, type Arrived } from './arrived';
import type { Findings } from './result';
import type { Planned } from './scenario';

const MARK = /wallstash-check\.([\w-]+)\.([a-z-]+)\.(\d+)/;

/** See the module. */
export class Ledger {
  readonly #run: string;
  readonly #field: string;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();
  #arrivals = 0;
  #unexpected = 0;
  readonly #unexpectedExamples: string[] = [];
  #lastArrival = 0;

  constructor(run: string, field: string, now: () => number) {
    this.#run = run;
    this.#field = field;
    this.#now = now;
  }

  /** Notifications of this run that have arrived, repeats among them. */
  get arrivals(): number {
    return this.#arrivals;
  }

  /** When the latest of them was taken here, Unix milliseconds; 0 before the first. */
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
  sending(scenario: string, { index, notification, rebuild }: Planned): void {
    const account = this.#account(scenario);
    if (account.sent.has(index)) return;
    const content = fingerprint(notification);
    account.sent.set(index, {
      fingerprint: content,
      rebuild,
      sentAt: this.#now(),
      state: 'missing',
      key: undefined,
      isAltered: false,
    });
    account.missing += 1;
  }

  /** Takes what came to the receiver. What it did not acknowledge has not arrived. */
  take({ answer, body, receivedAt, idempotencyKey }: Arrival): void {
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

  end(scenario: string): void {
    this.#account(scenario).hasEnded = true;
  }

  findings(scenario: string): Findings {
    const account = this.#account(scenario);
    const { sent, latencies, altered, repeated, duplicated, missing } = account;
    const marksOf = (state: Sent['state']): readonly string[] =>
      [...sent]
        .filter(([, one]) => one.state === state)
        .map(([index]) => this.mark(scenario, index));
    const late = marksOf('late');
    return {
      sent: sent.size,
      arrived: sent.size - missing,
      lost: missing,
      late: late.length,
      ...{ altered, repeated, duplicated },
      examples: {
        lost: marksOf('missing').slice(0, EXAMPLES),
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

  #takeOne({ notification, text }: Arrived, receivedAt: number, key: string | undefined): void {
    const [mark = '', run, scenario = '', index] = MARK.exec(text) ?? [];
    const account = run === this.#run ? this.#accounts.get(scenario) : undefined;
    const sent = account?.sent.get(Number(index));
    if (account === undefined || sent === undefined) {
      this.#unexpected += 1;
      if (this.#unexpectedExamples.length < EXAMPLES) {
        this.#unexpectedExamples.push(text.slice(0, 200));
      }
      return;
    }
    this.#arrivals += 1;
    this.#lastArrival = this.#now();
    if (sent.state === 'missing') arriveFirst(account, sent, receivedAt, key);
    else arriveAgain(account, sent, mark, key);
    if (!sent.isAltered && fingerprint(notification) !== sent.fingerprint) {
      alter(account, sent, mark, notification);
    }
  }
}
