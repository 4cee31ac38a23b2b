/**
 * The account of one scenario: its notifications, and what became of each.
 *
 * @module
 */
import { Latencies } from '../sender/latencies';
import type { Arrival } from './arrivals';
import { differencesBetween } from './differences';
import type { Alteration } from './result';

/** One notification on its way. */
export interface Sent {
  /** What it holds, for a while and until it arrives. */
  notification: object | undefined;
  readonly rebuild: () => object;
  /** Unix milliseconds. */
  readonly sentAt: number;
  state: 'missing' | 'arrived' | 'late';
  isAcknowledged: boolean;
  key: string | undefined;
  isAltered: boolean;
}

/** What one scenario sent. */
export class Account {
  /** By their number in the scenario. */
  readonly sent = new Map<number, Sent>();
  readonly latencies = new Latencies();
  readonly duplicatedMarks = new Set<string>();
  readonly alterations: Alteration[] = [];
  /** Acknowledged and not arrived. */
  missing = 0;
  /** Different notifications that arrived. */
  arrived = 0;
  /** Numbers of those that must not arrive, and how often one did. */
  readonly unwantedIndexes = new Set<number>();
  unwanted = 0;
  altered = 0;
  repeated = 0;
  duplicated = 0;
  /** Deliveries that the receiver did not accept while this was under way, and the different reasons of the first. */
  notAccepted = 0;
  readonly notAcceptedReasons = new Set<string>();
  /** The scenario is over: what arrives now is late. */
  hasEnded = false;
  whenComplete: (() => void) | undefined;
}

/** Examples that are kept of each finding. */
export const EXAMPLES = 5;
/** Characters of a reason that are kept. */
const LONGEST_REASON = 500;
/** Characters of a notification that is shown whole. */
const LONGEST = 8_000;

/** A 2xx has answered a body that held the notification. */
export function acknowledge(account: Account, sent: Sent): void {
  if (sent.isAcknowledged) return;
  sent.isAcknowledged = true;
  if (sent.state === 'missing') account.missing += 1;
}

/** The first arrival of a notification. */
export function arriveFirst(
  account: Account,
  sent: Sent,
  receivedAt: number,
  key: string | undefined,
): void {
  sent.state = account.hasEnded ? 'late' : 'arrived';
  sent.key = key;
  account.latencies.add(Math.max(receivedAt - sent.sentAt, 0));
  account.arrived += 1;
  if (!sent.isAcknowledged) return;
  account.missing -= 1;
  if (account.missing === 0) account.whenComplete?.();
}

/** A further arrival of a notification. */
export function arriveAgain(
  account: Account,
  sent: Sent,
  mark: string,
  key: string | undefined,
): void {
  if (key !== undefined && key === sent.key) {
    account.repeated += 1;
    return;
  }
  account.duplicated += 1;
  if (account.duplicatedMarks.size < EXAMPLES) account.duplicatedMarks.add(mark);
}

/** The receiver did not accept a delivery, and no fault made it do so. */
export function turnAway(account: Account, { status, reason }: Arrival['answer']): void {
  account.notAccepted += 1;
  if (account.notAcceptedReasons.size >= EXAMPLES) return;
  const words = [
    ...(status === 0 ? [] : [String(status)]),
    ...(reason === undefined ? [] : [reason]),
  ];
  account.notAcceptedReasons.add(words.join(': ').slice(0, LONGEST_REASON));
}

interface Altered {
  readonly mark: string;
  readonly original: object;
  /** As it arrived. */
  readonly notification: unknown;
}

/** Keeps what is different in a notification that arrived altered. */
export function alter(
  account: Account,
  sent: Sent,
  { mark, original, notification }: Altered,
): void {
  sent.isAltered = true;
  account.altered += 1;
  if (account.alterations.length >= EXAMPLES) return;
  account.alterations.push({
    mark,
    differences: differencesBetween(original, notification),
    ...(isShort(original) && { sent: original }),
    ...(isShort(notification) && { arrived: notification }),
  });
}

/** Whether a person would read it, so that it may travel in a report. */
function isShort(value: unknown): boolean {
  return ((JSON.stringify(value) as string | undefined) ?? '').length <= LONGEST;
}
