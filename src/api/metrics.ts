/**
 * Metrics for Prometheus, in a registry of their own. They count from the API's start.
 *
 * Labels take their values from closed lists (a type that Wallarm is not known to send is `other`): a stranger cannot
 * make series.
 *
 * @module
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

import type { Console, ConsoleEvent } from '../console/console';
import type { AttemptRecord } from '../console/delivery';
import type { JournalEntry } from '../journal/entry';
import { isNotificationType } from '../notification/notification-type';
import type { Trouble } from '../receiver/trouble';
import type { ApiDependencies } from './dependencies';
import type { LiveStreams } from './live-streams';
import { VERDICTS } from './schemas/delivery';

/** Milliseconds to seconds. */
const SECOND = 1_000;

/** See the module. Subscribes when it is made; `close` ends that. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #ends: readonly (() => void)[];

  constructor({ journal, console, memory, troubles }: ApiDependencies, streams: LiveStreams) {
    const countEntry = this.#entryCounters();
    const countAttempt = this.#attemptCounters();
    this.#journalGauges(journal);
    if (console !== undefined) this.#consoleGauges(console);
    if (memory !== undefined) this.#memoryGauges(memory);
    this.#gauge('live_streams', 'Live streams that are open.', () => streams.count);
    const buffered = 'Bytes that wait for slow readers of live streams.';
    this.#gauge('live_stream_buffered_bytes', buffered, () => streams.buffered);
    const onEvent = (event: ConsoleEvent): void => {
      if (event.kind === 'attempt') countAttempt(event);
    };
    const ends = [
      journal.subscribe(countEntry),
      console?.subscribe(onEvent),
      troubles?.subscribe(this.#troubleCounter()),
    ];
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

  /** Counts as plain numbers, which cost a delivery next to nothing; the registry takes them when it is read. */
  #entryCounters(): (entry: JournalEntry) => void {
    const deliveries = new Map<string, number>(VERDICTS.map((verdict) => [verdict, 0]));
    const notifications = new Map<string, number>();
    const violations = new Map<string, number>();
    this.#tally('deliveries', 'Deliveries received, by verdict.', 'verdict', deliveries);
    this.#tally('notifications', 'Notifications received, by type.', 'type', notifications);
    const help =
      'Violations of the notification schema, by notification type; none of a body as a whole.';
    this.#tally('violations', help, 'type', violations);
    return ({ kind, origin, verdict, findings }) => {
      // A handshake is no delivery, and what was imported came in elsewhere.
      if (kind !== undefined || origin !== undefined) return;
      add(deliveries, verdict, 1);
      add(violations, 'none', findings.violations.length);
      for (const one of findings.notifications) {
        const type = label(one.type);
        add(notifications, type, 1);
        add(violations, type, one.violations.length);
      }
      for (const one of findings.unlisted ?? []) {
        const type = label(one.type);
        add(notifications, type, one.notifications);
        add(violations, type, one.violations);
      }
    };
  }

  #troubleCounter(): (trouble: Trouble) => void {
    const counts = new Map<string, number>();
    const help = 'What came to the receiver and was no delivery, by kind.';
    this.#tally('troubles', help, 'kind', counts);
    return ({ kind }) => add(counts, kind, 1);
  }

  #attemptCounters(): (record: AttemptRecord) => void {
    const givenUp = this.#counter('given_up', "The console's deliveries whose last retry failed.");
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
    return ({ delivery, attempt: { failure, phases: reached } }) => {
      const { dns, connect, tls, firstByte, end } = reached;
      if (delivery.state === 'given-up') givenUp.inc();
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
    const failing = 'Whether the last append failed: 1 until an entry is kept again.';
    this.#gauge('journal_failing', failing, () => (journal.statistics().failure ? 1 : 0));
    const dropped = 'Entries that retention has dropped since the journal was created.';
    this.#total('journal_dropped', dropped, () => journal.statistics().dropped);
    const cleared = 'Entries that somebody cleared since the journal was created.';
    this.#total('journal_cleared', cleared, () => journal.statistics().cleared);
  }

  #total(name: string, help: string, value: () => number): void {
    new Counter({
      name: `wallstash_${name}_total`,
      help,
      registers: [this.#registry],
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  }

  #memoryGauges(memory: NonNullable<ApiDependencies['memory']>): void {
    const held =
      'Bytes that bodies take, from their first byte to their answer, with the room kept for an inspection while there is one.';
    this.#gauge('body_memory_bytes', held, () => memory().held);
    const limit = 'Bytes that bodies may take (--max-memory): one more is answered 429.';
    this.#gauge('body_memory_limit_bytes', limit, () => memory().limit);
  }

  #consoleGauges(console: Console): void {
    const waiting =
      "The console's deliveries that wait: pending for an attempt, held by a disabled integration.";
    this.#gaugeByState('outbox_deliveries', waiting, () => {
      const states = console.deliveries().map(({ state }) => state);
      return countsOf(states, ['pending', 'held']);
    });
    this.#gaugeByState('integrations', 'Integrations, enabled and disabled.', () => {
      const states = console.list().map(({ enabled }) => (enabled ? 'enabled' : 'disabled'));
      return countsOf(states, ['enabled', 'disabled']);
    });
  }

  #counter(name: string, help: string, labelNames: string[] = []): Counter {
    const registers = [this.#registry];
    return new Counter({ name: `wallstash_${name}_total`, help, labelNames, registers });
  }

  /** A counter whose values are kept elsewhere, by one label. */
  #tally(name: string, help: string, label: string, counts: ReadonlyMap<string, number>): void {
    new Counter({
      name: `wallstash_${name}_total`,
      help,
      labelNames: [label],
      registers: [this.#registry],
      collect() {
        this.reset();
        for (const [value, count] of counts) this.inc({ [label]: value }, count);
      },
    });
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

  #gaugeByState(name: string, help: string, counts: () => ReadonlyMap<string, number>): void {
    new Gauge({
      name: `wallstash_${name}`,
      help,
      labelNames: ['state'],
      registers: [this.#registry],
      collect() {
        for (const [state, count] of counts()) this.set({ state }, count);
      },
    });
  }
}

/** A type that Wallarm is not known to send is `other`. */
function label(type: string | null): string {
  return type !== null && isNotificationType(type) ? type : 'other';
}

function add(counts: Map<string, number>, label: string, count: number): void {
  if (count > 0) counts.set(label, (counts.get(label) ?? 0) + count);
}

/** How often each of these is among the values. */
function countsOf(values: readonly string[], wanted: readonly string[]): Map<string, number> {
  return new Map(wanted.map((one) => [one, values.filter((value) => value === one).length]));
}
