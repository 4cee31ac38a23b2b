/**
 * The live stream of the API: one for the whole page, reopened after a break behind the last delivery seen.
 *
 * @module
 */
import { signal } from '@preact/signals';

import type { DeliverySummary, LiveTestResult } from '../api/client-types';
import { get, signedOut } from './client';

/** How the stream stands. */
export const connection = signal<'connecting' | 'live' | 'lost'>('connecting');

/** What may have changed: whoever shows it asks again. */
export type Changed =
  'integrations' | 'attempts' | 'faults' | 'checks' | 'sends' | 'replays' | 'troubles';

interface LiveEvents {
  readonly delivery: DeliverySummary;
  readonly 'test-result': LiveTestResult;
  readonly changed: Changed;
  /** Some deliveries were cleared. */
  readonly cleared: undefined;
  /** Some were imported. They are told of by no `delivery`, since they are no arrivals. */
  readonly imported: undefined;
  /** Everything shown may be of another journal, or incomplete. */
  readonly reset: undefined;
  /** After a break: what changed meanwhile was not told. Deliveries are made up for. */
  readonly back: undefined;
}

const REOPEN_MS = 1_000;
/** Small, and wants a token as the stream does. */
const PROBE = '/api/deliveries?limit=1';

const hub = new EventTarget();
let source: EventSource | undefined;
let lastId = '';
let reopening: ReturnType<typeof setTimeout> | undefined;

/** Opens the stream, anew when it is open. */
export function listen(): void {
  clearTimeout(reopening);
  source?.close();
  // Between two streams that bear no place, something may have come.
  const isBlind = source !== undefined && lastId === '';
  const opened = new EventSource(lastId === '' ? '/api/stream' : `/api/stream?after=${lastId}`);
  source = opened;
  opened.onopen = () => {
    const isBack = connection.peek() === 'lost';
    connection.value = 'live';
    if (isBlind) tell('reset', undefined);
    else if (isBack) tell('back', undefined);
  };
  opened.onerror = () => {
    connection.value = 'lost';
    // The browser itself comes back after a broken connection, but not after an answer such as 401 or 429.
    if (opened.readyState === EventSource.CLOSED) void reopen(opened);
  };
  on(opened, 'delivery', (data, id) => {
    lastId = id;
    tell('delivery', data as DeliverySummary);
  });
  on(opened, 'test-result', (data) => tell('test-result', data as LiveTestResult));
  on(opened, 'changed', (data) => {
    for (const what of (data as { readonly what: readonly Changed[] }).what) tell('changed', what);
  });
  on(opened, 'trouble', () => tell('changed', 'troubles'));
  on(opened, 'cleared', () => tell('cleared', undefined));
  on(opened, 'imported', () => tell('imported', undefined));
  on(opened, 'dropped', () => tell('reset', undefined));
  on(opened, 'reset', () => {
    lastId = '';
    tell('reset', undefined);
  });
}

/** Calls the listener with each event of the kind; the function returned ends it. */
export function subscribe<K extends keyof LiveEvents>(
  kind: K,
  listener: (data: LiveEvents[K]) => void,
): () => void {
  const onEvent = (event: Event): void => listener((event as CustomEvent<LiveEvents[K]>).detail);
  hub.addEventListener(kind, onEvent);
  return () => hub.removeEventListener(kind, onEvent);
}

/** What the answer was, a stream does not tell: any call does. Who is signed out comes back by signing in. */
async function reopen(refused: EventSource): Promise<void> {
  await get(PROBE).catch(() => undefined);
  if (signedOut.peek() || source !== refused) return;
  reopening = setTimeout(listen, REOPEN_MS);
}

function tell<K extends keyof LiveEvents>(kind: K, detail: LiveEvents[K]): void {
  hub.dispatchEvent(new CustomEvent(kind, { detail }));
}

function on(opened: EventSource, name: string, act: (data: unknown, id: string) => void): void {
  opened.addEventListener(name, (event: MessageEvent<string>) => {
    act(JSON.parse(event.data), event.lastEventId);
  });
}
