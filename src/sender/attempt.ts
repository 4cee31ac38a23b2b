/**
 * One attempt: a body brought to the receiver once, recorded whatever comes of it.
 *
 * Invariant: never throws and never rejects for anything that the network or the receiver does.
 *
 * @module
 */
import type { LookupFunction } from 'node:net';

import type { Chain } from '../tls/chain';
import type { Attempt, AttemptFailure, Phase, Phases } from './attempt-record';
import { type Clock, systemClock, systemTimers, type Timers } from './clock';
import { Connector, OpeningFailed } from './connector';
import type { ExchangeResult } from './exchange';
import {
  abortedFailure,
  exchangeFailure,
  interimFloodFailure,
  requestTimeoutFailure,
} from './failure';
import { freshLane, type Lane } from './lane';
import type { ConnectionInfo } from './open-connection';
import { wireHeaders } from './request-headers';
import type { ResolvedDeliverySettings } from './settings';
import { statusFailure } from './status-failure';

/** What varies from attempt to attempt, and in tests. */
export interface AttemptOptions {
  /** Its place in the delivery. @default 1 */
  readonly number?: number;
  /** Aborts the attempt: it is recorded with the failure `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** @default real time */
  readonly clock?: Clock;
  /** @default real time */
  readonly timers?: Timers;
  /** Resolves host names. @default the system's way */
  readonly lookup?: LookupFunction;
  /** Called with what the receiver showed in the handshake, before it is judged. */
  readonly onPeerChain?: ((chain: Chain) => void) | undefined;
  /** Whether a connection is not to keep the process up. @default it keeps it up */
  readonly unref?: (() => boolean) | undefined;
}

/** What attempts that share connections share. */
export interface AttemptContext {
  readonly settings: ResolvedDeliverySettings;
  readonly connector: Connector;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly lane: Lane;
}

/**
 * Sends one body once, on a connection of its own that ends with the answer, as Wallarm's request of 2020 did.
 *
 * Any 2xx is success; redirects are not followed. The answer must end within the request timeout, also after a 2xx. An
 * answer longer than 1 MiB is not read on: its status decides. After `REQUEST_TIMEOUT`, a reset or `ABORTED` the
 * receiver may have taken the body all the same.
 */
export async function attempt(
  settings: ResolvedDeliverySettings,
  body: Buffer,
  options: AttemptOptions = {},
): Promise<Attempt> {
  const { number = 1, signal, clock = systemClock, timers = systemTimers, lookup } = options;
  const { onPeerChain, unref } = options;
  const connector = new Connector(settings, { timers, lookup, onPeerChain, unref });
  const headers = wireHeaders(settings.authority, settings.headers, 'close');
  const lane = freshLane({ settings, connector, timers, headers });
  const abort = (): void => {
    if (!connector.destroy()) lane.abort();
  };
  const running = makeAttempt({ settings, connector, timers, clock, lane }, body, number);
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await running;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** Makes one attempt over the connections of its context. */
export function makeAttempt(
  context: AttemptContext,
  body: Buffer,
  number: number,
): Promise<Attempt> {
  const startedAt = new Date(context.clock.now()).toISOString();
  const begun = context.timers.stopwatch();
  return new Promise((resolve) => {
    context.lane.exchange(body, (result) => {
      const opening = result.trouble instanceof OpeningFailed ? result.trouble.opening : null;
      const info = opening?.info ?? infoOf(context, result);
      const phases = phasesOf(result, info, begun);
      resolve({
        number,
        startedAt,
        phases,
        reusedConnection: result.reusedConnection,
        verifyTls: context.settings.verifyTls,
        remoteAddress: info?.remoteAddress ?? null,
        tls: info?.tls ?? null,
        bodyBytes: body.length,
        status: result.status,
        answer: result.answer,
        failure: opening?.failure ?? failureOf(result, phases, context.settings),
      });
    });
  });
}

function infoOf(context: AttemptContext, { socket }: ExchangeResult): ConnectionInfo | undefined {
  return socket === null ? undefined : context.connector.infoOf(socket);
}

function phasesOf(result: ExchangeResult, info: ConnectionInfo | undefined, begun: number): Phases {
  const since = (time: number | null | undefined): number | null =>
    time === null || time === undefined ? null : rounded(time - begun);
  const times = result.reusedConnection ? undefined : info?.times;
  return {
    dns: since(times?.dns),
    connect: since(times?.connect),
    tls: since(times?.tls),
    firstByte: since(result.firstByteAt),
    end: rounded(result.endedAt - begun),
  };
}

/** Microseconds are as fine as anybody reads. */
function rounded(ms: number): number {
  return Math.round(Math.max(ms, 0) * 1_000) / 1_000;
}

function failureOf(
  { trouble, status, answer, socket }: ExchangeResult,
  phases: Phases,
  settings: ResolvedDeliverySettings,
): AttemptFailure | null {
  const phase = phaseOf(socket !== null, phases);
  if (trouble === 'timeout') return requestTimeoutFailure(phase, settings);
  if (trouble === 'aborted') return abortedFailure(phase);
  if (trouble === 'interim-flood') return interimFloodFailure(settings);
  if (trouble !== null) return exchangeFailure(trouble, phase, settings);
  return status === null ? null : statusFailure(status, settings, answer);
}

function phaseOf(connected: boolean, { firstByte }: Phases): Phase {
  if (!connected) return 'connect';
  return firstByte === null ? 'firstByte' : 'end';
}
