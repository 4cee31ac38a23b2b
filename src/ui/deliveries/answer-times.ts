/**
 * How long answers took, for deliveries that were told of before they were answered: asked for a moment later.
 *
 * @module
 */
import type { DeliverySummary } from '../../api/client-types';
import { placeOf } from './delivery-order';
import type { ApiQuery } from './filter';
import { firstPage } from './pages';

/** So long after the first of some arrivals the newest are asked for again. */
const ASK_AFTER_MS = 1_000;

/** See the module. */
export class AnswerTimes {
  readonly #learn: (told: readonly DeliverySummary[]) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `learn` gets the newest deliveries, as they are told of now. */
  constructor(learn: (told: readonly DeliverySummary[]) => void) {
    this.#learn = learn;
  }

  /** Some came: asks once for all that come within a second. What cannot be asked is left out. */
  want(query: ApiQuery, signal: AbortSignal): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      firstPage(query, signal).then(
        ({ entries }) => this.#learn(entries),
        () => undefined,
      );
    }, ASK_AFTER_MS);
  }

  /** Asks no more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** The entries, each with the time to its answer where that is told now and was not before. */
export function withTimes(
  entries: readonly DeliverySummary[],
  told: readonly DeliverySummary[],
): readonly DeliverySummary[] {
  const known = [...entries];
  for (const summary of told) {
    const place = placeOf(known, summary.id);
    const before = known[place];
    if (before?.id === summary.id && before.answeredIn === undefined) known[place] = summary;
  }
  return known;
}
