/**
 * Long work on many entries, without holding up whatever else this process does.
 *
 * @module
 */
import { stopwatch, turn } from '../real-time';

/** Milliseconds of work after which others come to their turn. */
const SLICE_MS = 10;

/** The same items, with a pause for others after each slice of time. */
export async function* inSlices<T>(
  items: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T, void, void> {
  let begun = stopwatch();
  for await (const item of items) {
    if (stopwatch() - begun > SLICE_MS) {
      await turn();
      begun = stopwatch();
    }
    yield item;
  }
}
