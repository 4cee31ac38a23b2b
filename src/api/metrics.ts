/**
 * Metrics for Prometheus, in a registry of their own. They count from the API's start.
 *
 * Labels take their values from closed lists (a type that Wallarm is not known to send is `other`): a stranger cannot
 * make series.
 *
 * @module
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { ConsoleEvent } from '../console/console';
import type { JournalEntry } from '../journal/entry';
import { isNotificationType } from '../notification/notification-type';
import type { Attempt } from '../sender/attempt-record';
import type { ApiDependencies } from './dependencies';
import type { LiveStreams } from './live-streams';

/** Milliseconds to seconds. */
const SECOND = 1_000;

/** See the module. Subscribes when it is made; `close` ends that. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #ends: readonly (() => void)[];

  constructor({ journal, console }: ApiDependencies, streams: LiveStreams) {
    const countEntry = this.#entryCounters();
    const countAttempt = this.#attemptCounters();
    this.#journalGauges(journal);
    this.#gauge('live_streams', 'Live streams that are open.', () => streams.count);
    const buffered = 'Bytes that wait for slow readers of live streams.';
    this.#gauge('live_stream_buffered_bytes', buffered, () => streams.buffered);
    const onEvent = (event: ConsoleEvent): void => {
      if (event.kind === 'attempt') countAttempt(event.attempt);
    };
    const ends = [journal.subscribe(countEntry), console?.subscribe(onEvent)];
    this.#ends = ends.filter((end) => end !== undefined);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The text that Prometheus reads. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  close(): void {
    for (const end of this.#ends) end();
  }

  #entryCounters(): (entry: JournalEntry) => void {
    const deliveries = this.#counter('deliveries', 'Deliveries received, by verdict.', ['verdict']);
    const notifications = this.#counter('notifications', 'Notifications received, by type.', [
      'type',
    ]);
    const help =
      'Violations of the notification schema, by notification type; none of a body as a whole.';
    const violations = this.#counter('violations', help, ['type']);
    for (const verdict of ['accepted', 'rejected', 'refused']) deliveries.inc({ verdict }, 0);
    return ({ kind, verdict, findings }) => {
      if (kind !== undefined) return; // a handshake on which a fault acted: no delivery
      deliveries.inc({ verdict });
      if (findings.violations.length > 0)
        violations.inc({ type: 'none' }, findings.violations.length);
      for (const one of findings.notifications) {
        const type = one.type !== null && isNotificationType(one.type) ? one.type : 'other';
        notifications.inc({ type });
        if (one.violations.length > 0) violations.inc({ type }, one.violations.length);
      }
    };
  }

  #attemptCounters(): (attempt: Attempt) => void {
    const attempts = this.#counter(
      'attempts',
      "Attempts at the console's deliveries, by outcome: success, or the code of the failure.",
      ['outcome'],
    );
    const phases = new Histogram({
      name: 'wallstash_attempt_phase_seconds',
      help: 'Time that an attempt spent in each phase that it completed.',
      labelNames: ['phase'],
      buckets: [0.005, 0.02, 0.1, 0.5, 1, 5, 15, 20, 35],
      registers: [this.#registry],
    });
    return ({ failure, phases: { dns, connect, tls, firstByte, end } }) => {
      attempts.inc({ outcome: failure === null ? 'success' : failure.code.toLowerCase() });
      let before = 0;
      for (const [phase, at] of Object.entries({ dns, connect, tls, first_byte: firstByte, end })) {
        if (at === null) continue;
        phases.observe({ phase }, Math.max(at - before, 0) / SECOND);
        before = at;
      }
    };
  }

  #journalGauges(journal: ApiDependencies['journal']): void {
    this.#gauge('journal_entries', 'Entries held.', () => journal.statistics().entries);
    this.#gauge('journal_bytes', 'Bytes held.', () => journal.statistics().bytes);
    const pending = 'Entries appended and not yet durable.';
    this.#gauge('journal_pending_entries', pending, () => journal.statistics().pending);
    new Counter({
      name: 'wallstash_journal_dropped_total',
      help: 'Entries that retention has dropped since the journal was created.',
      registers: [this.#registry],
      collect() {
        this.reset();
        this.inc(journal.statistics().dropped);
      },
    });
  }

  #counter(name: string, help: string, labelNames: string[]): Counter {
    const registers = [this.#registry];
    return new Counter({ name: `wallstash_${name}_total`, help, labelNames, registers });
  }

  #gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `wallstash_${name}`,
      help,
      registers: [this.#registry],
      collect() {
        this.set(value());
      },
    });
  }
}
