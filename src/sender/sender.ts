/**
 * Sends to one receiver, many times: connections of one request each, or kept ones for load.
 *
 * Invariant: nothing of a sender outlives its `close`.
 *
 * @module
 */
import { setMaxListeners } from 'node:events';
import type { LookupFunction } from 'node:net';

import { type Clock, systemClock, systemTimers, type Timers } from './clock';
import { Connector } from './connector';
import { freshLane, KeptLanes } from './lane';
import { requestHead, wireHeaders } from './request-headers';
import { Run, type SendAllOptions } from './run';
import type { SendSummary } from './send-summary';
import type { ResolvedDeliverySettings } from './settings';

/** How a sender is made. */
export interface SenderOptions {
  readonly settings: ResolvedDeliverySettings;
  /** Keep connections for further requests, for load; Wallarm is known to close each. @default false */
  readonly keepAlive?: boolean;
  /** @default real time */
  readonly clock?: Clock;
  /** @default real time */
  readonly timers?: Timers;
  /** Resolves host names. @default the system's way */
  readonly lookup?: LookupFunction;
  /** Whether a connection is not to keep the process up. @default it does while a request is under way */
  readonly unref?: (() => boolean) | undefined;
}

/** Sends to one receiver; made by {@link createSender}. Close it. */
export interface Sender extends AsyncDisposable {
  /**
   * Delivers each body of the source. Rejects only when the source does.
   *
   * @throws InvalidOptionError for an option out of range.
   */
  sendAll(
    bodies: Iterable<Buffer> | AsyncIterable<Buffer>,
    options?: SendAllOptions,
  ): Promise<SendSummary>;
  /** Aborts what is under way and closes all connections. */
  close(): void;
}

/** Makes a sender for settings. Connections are opened when they are needed. */
export function createSender(options: SenderOptions): Sender {
  const { settings, lookup, clock = systemClock, timers = systemTimers, unref } = options;
  const connector = new Connector(settings, { timers, lookup, unref });
  const lanes =
    options.keepAlive === true
      ? keptLanes(options, connector, timers)
      : freshLanes(settings, connector, timers);
  const closing = new AbortController();
  const close = (): void => {
    closing.abort();
    connector.destroy();
    lanes.destroy();
  };
  return {
    async sendAll(bodies, { signal, ...runOptions } = {}) {
      const stop = AbortSignal.any(
        signal === undefined ? [closing.signal] : [closing.signal, signal],
      );
      // Each delivery that waits for its retry listens, as many as there are workers.
      setMaxListeners(0, stop);
      const context = { settings, connector, timers, clock };
      const run = new Run(context, runOptions, stop);
      return run.send(bodies, () => lanes.lane());
    },
    close,
    [Symbol.asyncDispose]() {
      close();
      return Promise.resolve();
    },
  };
}

type Lanes = Pick<KeptLanes, 'lane' | 'destroy'>;

function keptLanes(
  { settings, unref }: SenderOptions,
  connector: Connector,
  timers: Timers,
): Lanes {
  const { method, path, requestTimeout } = settings;
  const headers = wireHeaders(settings.authority, settings.headers, 'keep-alive');
  const head = requestHead(method, path, headers);
  return new KeptLanes(connector, { timers, requestTimeout, head, unref });
}

function freshLanes(
  settings: ResolvedDeliverySettings,
  connector: Connector,
  timers: Timers,
): Lanes {
  const headers = wireHeaders(settings.authority, settings.headers, 'close');
  return {
    lane: () => freshLane({ settings, connector, timers, headers }),
    destroy: () => undefined,
  };
}
