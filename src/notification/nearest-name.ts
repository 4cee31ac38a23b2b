/**
 * The name that was probably meant by one that does not exist.
 *
 * @module
 */

/** Longer ones are no slip of the keyboard. */
const LONGEST = 80;

/** The known name nearest to a mistyped one; `undefined` when none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST) return undefined;
  const typed = plain(name);
  const [best] = known
    .map((one) => ({ one, distance: distance(typed, plain(one)) }))
    .filter(({ one, distance: steps }) => steps <= Math.max(1, Math.floor(one.length / 4)))
    .sort((a, b) => a.distance - b.distance);
  return best?.one;
}

/** `newHits` and `new-hits` are `new_hits`. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Levenshtein's: letters to put in, take out or replace. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
