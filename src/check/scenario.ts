/**
 * What a scenario of the check is, and what it may use while it runs.
 *
 * @module
 */
import type { BuildOptions } from '../notification/build';
import type { NotificationType } from '../notification/notification-type';
import type { Fault } from '../receiver/faults/fault';

/** One way in which notifications go wrong between Wallarm and the system behind Logstash, tried out. */
export interface Scenario {
  /** Stable: `--only` and reports name it. */
  readonly id: string;
  /** What is lost or spoiled where this does not hold. */
  readonly hazard: string;
  /** What is sent and what must arrive. */
  readonly expects: string;
  /** What to do when it fails. */
  readonly remedy: string;
  /** What to say when nothing was lost or spoiled, but deliveries were not acknowledged. @default the same for all */
  readonly whenRefused?: Refusal | undefined;
  /** Why it cannot run with what was given, or `undefined`. */
  readonly unable?: (given: Abilities) => string | undefined;
  /** Sends. Whether everything arrived, once and unaltered, is judged by the runner afterwards. */
  readonly run: (stage: Stage) => Promise<void>;
}

/** What it means that deliveries were not acknowledged, and what to do. */
export interface Refusal {
  readonly hazard: string;
  readonly remedy: string;
}

/** The faults of the receiver behind Logstash, in this process (a {@link FaultSwitch} is one) or behind an API. */
export interface Faults {
  /** Switches a fault on. */
  add(fault: Fault): Awaitable<{ readonly id: string }>;
  /** Those that are on, with how many requests each has acted on. */
  list(): Awaitable<readonly { readonly id: string; readonly acted: number }[]>;
  /** Switches one off; one that is off stays so. */
  clear(id: string): Awaitable<unknown>;
}

type Awaitable<T> = T | Promise<T>;

/** What only some runs can do. */
export interface Abilities {
  /** The faults of the receiver behind Logstash. */
  readonly faults?: Faults | undefined;
  /** Restarts Logstash; resolves, when that is done, to what went wrong in one sentence, or `undefined`. */
  readonly restart?: (() => Promise<string | undefined>) | undefined;
  /** Files in which the pipeline keeps what it could not read. */
  readonly quarantine?: (() => Promise<readonly string[]>) | undefined;
  /** Resolves when Logstash has nothing left to deliver: waiting longer is then of no use, whatever the timeout. */
  readonly settled?: (() => Promise<void>) | undefined;
}

/** A notification that this run will send; it bears the run's mark, so it is like no other. */
export interface Planned {
  /** Its number in the scenario, from 1. */
  readonly index: number;
  readonly mark: string;
  readonly notification: object;
  /** Makes the same notification again, so that nobody has to keep it. */
  readonly rebuild: () => object;
}

/** How a body is made and sent. */
export interface SendingOptions {
  /** @default 'array' */
  readonly carrier?: 'array' | 'ndjson' | 'object';
  readonly method?: 'POST' | 'PUT';
  readonly gzip?: boolean;
  /** Bodies under way at a time. @default 4 */
  readonly concurrency?: number;
  /** Keep connections, for speed. @default false, as Wallarm */
  readonly keepAlive?: boolean;
  /** Called when another body is about to be sent, with how many went before. */
  readonly onBody?: (index: number) => void;
  /** What is refused now will be sent again by the scenario, so no refusal is told. @default false */
  readonly isTentative?: boolean;
}

/** What a scenario sends with, and where it says what else went wrong. */
export interface Stage extends Abilities {
  /** Milliseconds that a slow receiver holds its answers. */
  readonly slowness: number;
  /** Notifications in `burst`. */
  readonly burst: number;
  /** Milliseconds for which Logstash may be away after its restart. */
  readonly restartWait: number;
  readonly signal: AbortSignal;
  /** Makes the next notification of this scenario. */
  make(type: NotificationType, options?: Omit<BuildOptions, 'seed' | 'index'>): Planned;
  /** Sends each group of notifications as one body. */
  send(bodies: Iterable<readonly Planned[]>, options?: SendingOptions): Promise<void>;
  /** Whether a 2xx answered a body with this notification. */
  isAcknowledged(planned: Planned): boolean;
  /** Sends this notification, which must be refused or kept out: that it arrives makes the scenario fail. */
  sendUnwanted(planned: Planned): Promise<void>;
  /** Sends these bytes; resolves to whether they were answered with a 2xx. */
  sendRaw(body: Buffer): Promise<boolean>;
  /** Resolves to whether what was restarted answers again, within `restartWait`. */
  isBack(): Promise<boolean>;
  /** Resolves to whether the condition became true, within the timeout and before all is settled; asks every so often. */
  eventually(condition: () => boolean | Promise<boolean>): Promise<boolean>;
  /** Makes the scenario fail with this sentence: what it guards against has happened. */
  problem(sentence: string): void;
  /** Makes the scenario fail with this sentence: it could not be carried through. */
  trouble(sentence: string): void;
}
