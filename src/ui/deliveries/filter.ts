/**
 * Which deliveries are shown: kept in the address, so that a view can be bookmarked and Back works. Pure.
 *
 * @module
 */

/** Conditions by their name in the address; all must hold. Times are ISO 8601. */
export type DeliveryFilter = Readonly<Partial<Record<FilterName, string>>>;

/** A condition's name in the address; the API calls it the same, save for `last`. */
export type FilterName = (typeof FILTER_NAMES)[number];

const FILTER_NAMES = [
  ...['search', 'text', 'type', 'verdict', 'valid', 'method'],
  ...['last', 'since', 'until', 'carrier', 'path', 'fingerprint'],
] as const satisfies readonly string[];

const MINUTE = 60_000;

/** How far back one can look, by the value of `last`. */
export const SPANS = {
  '15m': { milliseconds: 15 * MINUTE, label: 'Last 15 minutes' },
  '1h': { milliseconds: 60 * MINUTE, label: 'Last hour' },
  '1d': { milliseconds: 24 * 60 * MINUTE, label: 'Last day' },
} as const;

/** A query of the API. */
export type ApiQuery = Readonly<Record<string, string | number | undefined>>;

/** The conditions in a query of the address; what is empty or none is left out. */
export function filterOf(query: Readonly<Record<string, string>>): DeliveryFilter {
  const named = FILTER_NAMES.flatMap((name) => {
    const value = query[name];
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  return Object.fromEntries(named) as DeliveryFilter;
}

/** Whether anything is left out. */
export function isNarrowed(filter: DeliveryFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** The filter as the API's query; `now` in Unix milliseconds. A time that is none narrows nothing. */
export function apiQuery({ last, since, until, ...rest }: DeliveryFilter, now: number): ApiQuery {
  return { ...rest, since: moment(since) ?? startOf(last, now), until: moment(until) };
}

function startOf(last: string | undefined, now: number): number | undefined {
  if (last === undefined || !Object.hasOwn(SPANS, last)) return undefined;
  return now - SPANS[last as keyof typeof SPANS].milliseconds;
}

function moment(text: string | undefined): number | undefined {
  const value = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(value) ? undefined : value;
}
