/**
 * A notification's identity: the same for the same content, whatever the order of its keys.
 *
 * Wallarm sends no delivery id, so this is what deliveries are compared by. It equals the `[event][hash]` that the
 * reference Logstash pipeline computes (`notifications.rb`), except for numbers that one side writes with an
 * exponent and for integers beyond 2^53, which JavaScript rounds and Ruby does not.
 *
 * @module
 */
import { createHash } from 'node:crypto';

/**
 * SHA-256 over the notification's canonical JSON, in hexadecimal: keys sorted by code point, no white space,
 * `20.0` as `20`. Takes any depth of nesting.
 *
 * @example
 * import { fingerprint } from 'wallstash';
 *
 * fingerprint({ a: 1, b: 2 }) === fingerprint({ b: 2, a: 1 }); // true
 */
export function fingerprint(notification: unknown): string {
  const hash = createHash('sha256');
  /** What is still to be written, last first: text as `{ text }`, values as `{ value }`. */
  const pending: ({ text: string } | { value: unknown })[] = [{ value: notification }];
  let buffered = '';
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if ('text' in next) buffered += next.text;
    else if (typeof next.value === 'object' && next.value !== null) expand(next.value, pending);
    else buffered += next.value === undefined ? 'null' : JSON.stringify(next.value);
    if (buffered.length > 65_536) {
      hash.update(buffered);
      buffered = '';
    }
  }
  return hash.update(buffered).digest('hex');
}

/** Puts the parts of an array or object on the pile, so that they come off in their order. */
function expand(value: object, pending: ({ text: string } | { value: unknown })[]): void {
  if (Array.isArray(value)) {
    pending.push({ text: ']' });
    for (let index = value.length - 1; index >= 0; index -= 1) {
      pending.push({ value: (value as unknown[])[index] });
      if (index > 0) pending.push({ text: ',' });
    }
    pending.push({ text: '[' });
    return;
  }
  const fields = value as Record<string, unknown>;
  const keys = sortedKeys(fields);
  pending.push({ text: '}' });
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const key = keys[index] ?? '';
    pending.push(
      { value: fields[key] },
      { text: `${index > 0 ? ',' : ''}${JSON.stringify(key)}:` },
    );
  }
  pending.push({ text: '{' });
}

/** By code point, as Ruby sorts UTF-8; JavaScript's own order differs only where surrogates are involved. */
function sortedKeys(fields: Record<string, unknown>): string[] {
  const keys = Object.keys(fields).filter((key) => fields[key] !== undefined);
  if (!keys.some((key) => /[\ud800-\udfff]/.test(key))) return keys.sort();
  return keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}
