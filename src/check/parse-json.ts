/**
 * JSON of which nothing is known yet. Pure.
 *
 * @module
 */

/** The value of a JSON text; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
