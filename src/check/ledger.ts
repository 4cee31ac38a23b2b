/**
 * The ledger of a run: what was sent, and what of it arrived.
 *
 * Every notification bears a mark, so that an altered one is known too. Of a notification only number and times are kept,
 * and for a while what it holds: when it arrives later it is built anew to be compared.
 *
 * @module
 */
import {
  Account,
  acknowledge,
  alter,
  arriveAgain,
  arriveFirst,
  EXAMPLES,
  type Sent,
  turnAway,
} from './account';
import type { Arrival } from './arrivals';
import { arrivedIn, type Arrived } from './arrived';
import { isSame } from './differences';
import type { Findings } from './result';
import type { Planned } from './scenario';

/** Notifications that are kept until they arrive: most are back long before so many others were sent. */
const KEPT = 500;
const MARK = /wallstash-check\.([\w-]+)\.([a-z-]+)\.(\d+)/;

/** See the module. */
export class Ledger {
  readonly #run: string;
  readonly #field: string;
  readonly #now: () => number;
  readonly #accounts = new Map<string, Account>();
  /** Of the scenario that began last: what the receiver does not accept need not say whose it is. */
  #latestAccount: Account | undefined;
  #arrivals = 0;
  #unexpected = 0;
  readonly #unexpectedExamples: string[] = [];
  #lastArrival = 0;
  /** Those whose notifications are kept, in a circle. */
  readonly #latest: Sent[] = [];
  #oldest = 0;

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
    const sent: Sent = {
      notification,
      rebuild,
      sentAt: this.#now(),
      state: 'missing',
      isAcknowledged: false,
      key: undefined,
      isAltered: false,
    };
    account.sent.set(index, sent);
    const oldest = this.#latest[this.#oldest];
    if (oldest !== undefined) oldest.notification = undefined;
    this.#latest[this.#oldest] = sent;
    this.#oldest = (this.#oldest + 1) % KEPT;
  }

  /** Notes that a 2xx answered a body with this notification. */
  acknowledged(scenario: string, { index }: Planned): void {
    const account = this.#account(scenario);
    const sent = account.sent.get(index);
    if (sent !== undefined) acknowledge(account, sent);
  }

  isAcknowledged(scenario: string, { index }: Planned): boolean {
    return this.#account(scenario).sent.get(index)?.isAcknowledged === true;
  }

  /** Notes that this one must not arrive as a notification. */
  sendingUnwanted(scenario: string, { index }: Planned): void {
    this.#account(scenario).unwantedIndexes.add(index);
  }

  /** How often what must not arrive did. */
  unwanted(scenario: string): number {
    return this.#account(scenario).unwanted;
  }

  /** Takes what came to the receiver. What it did not acknowledge has not arrived. */
  take({ answer, body, receivedAt, idempotencyKey, fault }: Arrival): void {
    if (answer.status < 200 || answer.status > 299) {
      if (fault === undefined && this.#latestAccount !== undefined) {
        turnAway(this.#latestAccount, answer);
      }
      return;
    }
    for (const arrived of arrivedIn(body, this.#field)) {
      this.#takeOne(arrived, receivedAt, idempotencyKey);
    }
  }

  /** How many of a scenario's acknowledged notifications have not arrived yet. */
  missing(scenario: string): number {
    return this.#account(scenario).missing;
  }

  progress(scenario: string): { readonly sent: number; readonly arrived: number } {
    const { sent, arrived } = this.#account(scenario);
    return { sent: sent.size, arrived };
  }

  /** Different notifications sent in all scenarios, and how many of them have arrived. */
  total(): { readonly sent: number; readonly arrived: number } {
    const accounts = [...this.#accounts.values()];
    return {
      sent: accounts.reduce((sum, { sent }) => sum + sent.size, 0),
      arrived: accounts.reduce((sum, { arrived }) => sum + arrived, 0),
    };
  }

  /** Calls back, once, when nothing of the scenario is missing. */
  onComplete(scenario: string, callback: (() => void) | undefined): void {
    this.#account(scenario).whenComplete = callback;
  }

  begin(scenario: string): void {
    this.#latestAccount = this.#account(scenario);
  }

  end(scenario: string): void {
    this.#account(scenario).hasEnded = true;
  }

  findings(scenario: string): Findings {
    const account = this.#account(scenario);
    const { sent, latencies, altered, repeated, duplicated, arrived, missing } = account;
    const late = new Marked();
    const notAcknowledged = new Marked();
    const lost = new Marked();
    for (const [index, { state, isAcknowledged }] of sent) {
      if (state === 'late') late.add(index);
      if (!isAcknowledged) notAcknowledged.add(index);
      else if (state === 'missing') lost.add(index);
    }
    const marksOf = ({ examples }: Marked): readonly string[] =>
      examples.map((index) => this.mark(scenario, index));
    return {
      sent: sent.size,
      notAcknowledged: notAcknowledged.count,
      arrived,
      lost: missing,
      late: late.count,
      ...{ altered, repeated, duplicated },
      notAccepted: account.notAccepted,
      examples: {
        notAcknowledged: marksOf(notAcknowledged),
        lost: marksOf(lost),
        late: marksOf(late),
        duplicated: [...account.duplicatedMarks],
        altered: account.alterations,
        notAccepted: [...account.notAcceptedReasons],
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
      if (account?.unwantedIndexes.has(Number(index)) === true && isObject(notification)) {
        account.unwanted += 1;
        this.#lastArrival = this.#now();
        return;
      }
      this.#unexpected += 1;
      if (this.#unexpectedExamples.length < EXAMPLES) this.#unexpectedExamples.push(shown(text));
      return;
    }
    this.#arrivals += 1;
    this.#lastArrival = this.#now();
    if (sent.state === 'missing') arriveFirst(account, sent, receivedAt, key);
    else arriveAgain(account, sent, mark, key);
    if (sent.isAltered) return;
    const original = sent.notification ?? sent.rebuild();
    sent.notification = undefined;
    if (!isSame(original, notification)) {
      alter(account, sent, { mark, original, notification });
    }
  }
}

/** Numbers that were counted, and the first of them. */
class Marked {
  count = 0;
  readonly examples: number[] = [];

  add(index: number): void {
    this.count += 1;
    if (this.examples.length < EXAMPLES) this.examples.push(index);
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The head of what came; bytes that are no text would be a row of replacement characters. */
function shown(text: string): string {
  return text.includes('\uFFFD') ? `binary, about ${text.length} bytes` : text.slice(0, 200);
}
