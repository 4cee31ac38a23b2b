/**
 * For what a receiver refused a body, read from the answer's first bytes: the answer of ours is a problem document with
 * the violations, and an attempt keeps just its beginning.
 *
 * @module
 */

/** A violation as the answer tells it. */
export interface RefusedFor {
  /** JSON Pointer into the body. */
  readonly pointer: string;
  readonly message: string;
}

/** How many a message can hold. */
const MOST = 5;
/** An object without objects in it. */
const FLAT_OBJECT = /\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}/g;

/** The first violations of an answer, as far as it was kept; none when it is no answer of ours. */
export function refusedFor(answer: string): readonly RefusedFor[] {
  const [, list = ''] = answer.split('"violations"', 2);
  return [...list.matchAll(FLAT_OBJECT)]
    .map(([text]) => parsed(text))
    .filter((one) => one !== undefined)
    .slice(0, MOST);
}

function parsed(text: string): RefusedFor | undefined {
  try {
    const { pointer, message } = JSON.parse(text) as Partial<Record<string, unknown>>;
    if (typeof pointer === 'string' && typeof message === 'string') return { pointer, message };
  } catch {
    // Somebody else's answer: its status has been told.
  }
  return undefined;
}
