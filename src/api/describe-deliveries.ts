/**
 * Summaries of deliveries as the API gives them: with what the body held in words, and the time to the answer.
 *
 * The words are made when they are asked for, of bodies that are small: so summaries in memory stay as they are, and a
 * page costs no more than so many bytes.
 *
 * @module
 */
import type { EntrySummary } from '../journal/entry';
import type { Journal } from '../journal/journal';
import { loadReadable } from '../journal/querying/load-readable';
import { type About, aboutBody } from '../notification/about';
import { turn } from '../real-time';

/** Bodies up to it are put into words; of larger ones types and counts are all that is told. */
const LARGEST_BODY = 32 * 1024;
/** Bytes of bodies after which others get their turn. */
const BYTES_A_TURN = 256 * 1024;

/** A summary with what else is told of it. */
export interface DescribedSummary extends EntrySummary {
  readonly about?: About;
  readonly answeredIn?: number;
}

/** Where the descriptions come from. */
export interface DescribeSources {
  readonly journal: Pick<Journal, 'load'>;
  /** Milliseconds to the answer of an entry, where they are known. */
  readonly answeredIn?: ((id: string) => number | undefined) | undefined;
}

/** Describes the summaries of a page. */
export async function describeDeliveries(
  { journal, answeredIn }: DescribeSources,
  summaries: readonly EntrySummary[],
): Promise<readonly DescribedSummary[]> {
  const told = summaries.filter(
    ({ notifications, bodySize }) => notifications > 0 && bodySize <= LARGEST_BODY,
  );
  const abouts = await aboutAll(
    journal,
    told.map(({ id }) => id),
  );
  return summaries.map((summary) => {
    const about = abouts.get(summary.id);
    const time = answeredIn?.(summary.id);
    return {
      ...summary,
      ...(about !== undefined && { about }),
      ...(time !== undefined && { answeredIn: time }),
    };
  });
}

/** A list is shown though some of its records are damaged: whoever opens one of those is told. */
async function aboutAll(
  journal: DescribeSources['journal'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, About>> {
  const abouts = new Map<string, About>();
  let bytes = 0;
  for await (const { id, body } of loadReadable(journal, ids)) {
    const about = aboutBody(body);
    if (about !== undefined) abouts.set(id, about);
    bytes += body.length;
    if (bytes < BYTES_A_TURN) continue;
    bytes = 0;
    await turn();
  }
  return abouts;
}
