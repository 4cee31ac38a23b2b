/**
 * The bodies that benchmarks send, made by the product's own builder.
 *
 * @module
 */
import { build } from '../../src/notification/build';
import type { Load } from './load';

/** Name → body: the short hit, the long hit, a batch of 100 long hits. */
export const BODIES: Readonly<Record<string, Buffer>> = {
  'short hit': array([build('new_hits', { seed: 1, form: 'short' })]),
  'long hit': array([build('new_hits', { seed: 1, form: 'long' })]),
  'batch of 100': array(
    Array.from({ length: 100 }, (_, index) => build('new_hits', { seed: index + 1, form: 'long' })),
  ),
};

/** What a load sends. */
export type Traffic = Pick<Load, 'bodies' | 'keyed'>;

/** Each body again and again; and what comes by Logstash: events of many lengths, each with a key of its own. */
export const TRAFFIC: Readonly<Record<string, Traffic>> = {
  ...Object.fromEntries(Object.entries(BODIES).map(([name, body]) => [name, { bodies: [body] }])),
  events: { bodies: Array.from({ length: 1_000 }, (_, index) => event(index + 1)), keyed: true },
};

function array(notifications: readonly unknown[]): Buffer {
  return Buffer.from(JSON.stringify(notifications));
}

/** As the reference pipeline sends it, but for what it says twice. */
function event(seed: number): Buffer {
  const fields = {
    '@timestamp': new Date(1_800_000_000_000 + seed).toISOString(),
    '@version': '1',
    ecs: { version: '8.11.0' },
    event: { kind: 'alert', module: 'wallarm', dataset: 'wallarm.notification' },
    observer: { vendor: 'Wallarm', type: 'waf' },
    wallarm: build('new_hits', { seed, form: 'long' }),
  };
  return Buffer.from(JSON.stringify(fields));
}
