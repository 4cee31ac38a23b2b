/**
 * The bodies that benchmarks send, made by the product's own builder.
 *
 * @module
 */
import { build } from '../../src/notification/build';

/** Name → body: the short hit, the long hit, a batch of 100 long hits. */
export const BODIES: Readonly<Record<string, Buffer>> = {
  'short hit': array([build('new_hits', { seed: 1, form: 'short' })]),
  'long hit': array([build('new_hits', { seed: 1, form: 'long' })]),
  'batch of 100': array(
    Array.from({ length: 100 }, (_, index) => build('new_hits', { seed: index + 1, form: 'long' })),
  ),
};

function array(notifications: readonly unknown[]): Buffer {
  return Buffer.from(JSON.stringify(notifications));
}
