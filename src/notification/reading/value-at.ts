/**
 * The value that a JSON Pointer addresses.
 *
 * @module
 */
import { pointerSegments } from '../pointer';

/**
 * The value at a pointer within `root`; `undefined`, which no JSON value is, when there is none. Looks at own
 * properties only, so that `/constructor` never reaches a prototype.
 */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const segment of pointerSegments(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[segment];
  }
  return value;
}
