/**
 * Deep merge of a caller's values over a built notification.
 *
 * Own fields only, and each becomes an own field: a key such as `__proto__` is data and reaches no prototype. As deep
 * as the notification, never as deep as the values: those may come from anywhere.
 *
 * @module
 */

/** Objects merge field by field, anything else replaces; `undefined` removes a field. */
export function merge(base: unknown, over: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(over)) return over;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    if (value === undefined) merged.delete(key);
    else merged.set(key, merge(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
