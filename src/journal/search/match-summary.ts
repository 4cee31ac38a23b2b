/**
 * The fields of a search that a summary decides: no body is read for them.
 *
 * @module
 */
import { InvalidOptionError } from '../../errors';
import type { EntrySummary } from '../entry';
import { parseEntryId } from '../entry-id';
import { MOMENT_FORMS, parseMoment, parsePeriod } from './moment';
import type { SearchTerm, SearchValue } from './parse-search';

/** Decides on a summary. */
export type SummaryTest = (summary: EntrySummary) => boolean;

/** A value with what is needed to read it. */
interface GivenValue extends SearchValue {
  /** The whole term, for messages. */
  readonly source: string;
  /** Unix milliseconds. */
  readonly now: number;
}

/** `undefined` when a summary does not have what the term asks for. @throws InvalidOptionError */
export function summaryTest(
  { field, values, negated, source }: SearchTerm,
  now: number,
): SummaryTest | undefined {
  const make = TESTS[field];
  if (make === undefined) return undefined;
  const tests = values.map((value) => make({ ...value, source, now }));
  return (summary) => tests.some((test) => test(summary)) !== negated;
}

const TESTS: Readonly<Record<string, (value: GivenValue) => SummaryTest>> = {
  type:
    ({ text }) =>
    (summary) =>
      summary.types.includes(text),
  verdict:
    ({ text }) =>
    (summary) =>
      summary.verdict === text,
  status: statusTest,
  valid:
    ({ text }) =>
    (summary) =>
      (summary.violations === 0) === (text === 'yes'),
  method: ({ text }) => {
    const method = text.toUpperCase();
    return (summary) => summary.method === method;
  },
  path:
    ({ text }) =>
    (summary) =>
      summary.path.startsWith(text),
  carrier:
    ({ text }) =>
    (summary) =>
      summary.carrier === text,
  from: addressTest,
  since: (value) => {
    const since = momentOf(value);
    return ({ receivedAt }) => receivedAt >= since;
  },
  until: (value) => {
    const until = momentOf(value);
    return ({ receivedAt }) => receivedAt < until;
  },
  at: (value) => {
    const period = parsePeriod(value.text, value.now);
    if (period === undefined) throw wrong(value, 'a day or a time such as 2026-11-24 or 19:28:21');
    return ({ receivedAt }) => receivedAt >= period.from && receivedAt < period.to;
  },
  id: idTest,
  repeat:
    ({ text }) =>
    (summary) =>
      summary.repeat === (text === 'yes'),
  fault: ({ text }) => {
    if (text === 'any') return ({ fault }) => fault !== undefined;
    if (text === 'none') return ({ fault }) => fault === undefined;
    return ({ fault }) => fault === text;
  },
  imported:
    ({ text }) =>
    (summary) =>
      (summary.imported === true) === (text === 'yes'),
  kind:
    ({ text }) =>
    (summary) =>
      (summary.kind ?? 'delivery') === text,
};

function statusTest(value: GivenValue): SummaryTest {
  const text = value.text.toLowerCase();
  if (text === 'none') return ({ status }) => status === 0;
  if (/^[1-5]xx$/.test(text)) {
    const hundred = Number(text.charAt(0));
    return ({ status }) => Math.floor(status / 100) === hundred;
  }
  if (!/^[1-5]\d\d$/.test(text)) throw wrong(value, 'a status such as 422, 4xx or none');
  return ({ status }) => status === Number(text);
}

/** IPv4 is meant as well when it comes over an IPv6 socket. */
function addressTest({ text }: GivenValue): SummaryTest {
  const wanted = plainAddress(text.toLowerCase());
  if (!wanted.endsWith('*')) {
    return ({ remoteAddress }) => plainAddress(remoteAddress) === wanted;
  }
  const start = wanted.slice(0, -1);
  return ({ remoteAddress }) => plainAddress(remoteAddress).startsWith(start);
}

function plainAddress(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
}

function idTest(value: GivenValue): SummaryTest {
  const [from = '', to = from, ...more] = value.text.split('..');
  const lowest = from === '' ? 1 : parseEntryId(from);
  const highest = to === '' ? Number.MAX_SAFE_INTEGER : parseEntryId(to);
  if (lowest === undefined || highest === undefined || more.length > 0 || value.text === '..') {
    throw wrong(value, 'an id such as 42, or a range such as 40..60');
  }
  return ({ id }) => Number(id) >= lowest && Number(id) <= highest;
}

function momentOf(value: GivenValue): number {
  const moment = parseMoment(value.text, value.now);
  if (moment === undefined) throw wrong(value, `a moment such as ${MOMENT_FORMS}`);
  return moment;
}

function wrong({ source }: GivenValue, expected: string): InvalidOptionError {
  return new InvalidOptionError('search', source, expected);
}
