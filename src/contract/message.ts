/**
 * A failed expectation in words: the counts, the nearest misses, what broke the schema, what to do.
 *
 * @module
 */
import { messageOf } from '../errors';
import { clearedWords } from '../journal/errors';
import type { Finding } from '../notification/inspection';
import { resolveExpectation, type Expectation, type ResolvedExpectation } from './expectation';
import type { NotificationMatch } from './notification-match';
import { below, mismatchLine, shown } from './mismatch';
import type { InvalidArrival, NearMiss, SecondLook } from './near-miss';
import type { Tally } from './tally';
import { isValueMatcher, wantedBy } from './value-matcher';

/** What a message tells of. */
export interface FailedVerification extends SecondLook {
  readonly expectation: ResolvedExpectation;
  readonly tally: Tally;
  /** `false` when it looked just once. */
  readonly waited: boolean;
  /** What came and was no delivery, a sentence each. */
  readonly troubles: readonly string[];
}

/** How many of a kind are spelled out. */
const SPELLED_OUT = 3;

/** The whole message. */
export function failureMessage(failure: FailedVerification): string {
  const { tally, nearMisses, invalid, invalidCount, refused, troubles } = failure;
  const { cleared } = tally;
  const parts = [
    cleared === 0 ? headline(failure) : `${headline(failure)} ${clearedWords(cleared)}`,
  ];
  if (tally.tooMany) parts.push(block('They came in:', placesOf(tally)));
  if (nearMisses.length > 0) parts.push(block('Nearest:', nearMisses.flatMap(nearMissLines)));
  if (invalid.length > 0) {
    const lines = invalid.slice(0, SPELLED_OUT).flatMap(invalidLines);
    const rest = invalidCount - Math.min(invalid.length, SPELLED_OUT);
    if (rest > 0) lines.push(`and ${rest} more`);
    parts.push(block('Broke the schema:', lines));
  }
  if (refused.length > 0) parts.push(block('Refused:', refused));
  if (troubles.length > 0 && !tally.hopeless) parts.push(block('At the receiver:', troubles));
  parts.push(remedy(failure));
  return parts.join('\n');
}

/** What is expected, in words: `exactly 2 notifications of type new_hits with details.hit.type "sqli"`. */
export function expectationWords(expectation: ResolvedExpectation): string {
  const { noViolations, ordered, atLeast, atMost, steps } = expectation;
  if (!noViolations) return countedWords(expectation);
  const [step = {}] = steps;
  const anything = atLeast === 0 && atMost === Number.POSITIVE_INFINITY && !ordered;
  const unbroken = 'nothing that breaks the schema';
  return anything && matchWords(step) === ''
    ? unbroken
    : `${countedWords(expectation)}, and ${unbroken}`;
}

/** Its name, or in words what it expects; of one that cannot be, that. */
export function describeExpectation(expectation: Expectation): string {
  try {
    const resolved = resolveExpectation(expectation);
    return resolved.name ?? expectationWords(resolved);
  } catch (error) {
    return messageOf(error);
  }
}

function countedWords({ steps, ordered, atLeast, atMost }: ResolvedExpectation): string {
  if (ordered)
    return steps.map((step) => `one notification ${matchWords(step)}`.trimEnd()).join(', then ');
  const [step = {}] = steps;
  return `${countWords(atLeast, atMost)} ${matchWords(step)}`.trimEnd();
}

function headline({ expectation, tally, waited }: FailedVerification): string {
  const { name } = expectation;
  const wanted = expectationWords(expectation);
  const { matchedCount, spoiledCount, seen, dropped, entries } = tally;
  const title = name === undefined ? '' : `${name}: `;
  if (tally.outcome === 'unknown') {
    return (
      `${title}Cannot tell whether there came ${wanted}: the journal had dropped ${dropped} of its oldest entries ` +
      `before they could be looked at. Among the ${seen} looked at ${matchedCount} match.`
    );
  }
  if (tally.violated) {
    const deliveries = entries === 1 ? 'the delivery' : `${tally.broken} of ${entries} deliveries`;
    return `${title}Expected ${wanted}, but ${deliveries} broke it.`;
  }
  const time = waited && !tally.tooMany ? ` within ${expectation.within} ms` : '';
  const [first = {}] = expectation.steps.slice(matchedCount);
  const came = expectation.ordered
    ? `step ${matchedCount + 1} (${matchWords(first)}) did not come in its turn${time}`
    : `${matchedCount + (tally.tooMany ? spoiledCount : 0)} came${time}`;
  const broken =
    spoiledCount === 0
      ? ''
      : `; ${spoiledCount} ${tally.tooMany ? 'of them break' : 'more would match but break'} the schema`;
  return `${title}Expected ${wanted}, but ${came}${broken}. ${lookedAt(seen, expectation.after)}`;
}

function lookedAt(seen: number, after: number): string {
  const since = after === 0 ? '' : ` after entry ${after}`;
  if (seen === 0) return `No notification has arrived${since}.`;
  return `Notifications that have arrived${since}, of any kind: ${seen}.`;
}

function countWords(atLeast: number, atMost: number): string {
  const noun = (count: number): string => (count === 1 ? 'notification' : 'notifications');
  if (atMost === 0) return 'no notification';
  if (atLeast === atMost) return `exactly ${atLeast} ${noun(atLeast)}`;
  if (atMost === Number.POSITIVE_INFINITY) return `at least ${atLeast} ${noun(atLeast)}`;
  if (atLeast === 0) return `at most ${atMost} ${noun(atMost)}`;
  return `${atLeast} to ${atMost} notifications`;
}

function matchWords(match: NotificationMatch): string {
  const { type, where, method, path, headers, valid, accepted } = match;
  const around = [
    type === undefined ? [] : `of type ${type}`,
    method === undefined ? [] : `by ${method}`,
    path === undefined ? [] : `on ${path}`,
    headers === undefined ? [] : `with the header ${wantedFields(headers, '').join(', ')}`,
    valid === undefined ? [] : `that ${valid ? 'honour' : 'break'} the schema`,
    accepted === undefined ? [] : `answered ${accepted ? 'with 2xx' : 'with other than 2xx'}`,
    where === undefined ? [] : `with ${wantedFields(where, '').join(', ')}`,
  ].flat();
  return around.join(' ');
}

function wantedFields(wanted: unknown, path: string): readonly string[] {
  if (isValueMatcher(wanted)) return [`${path} ${wantedBy(wanted)}`];
  const plain = typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted);
  if (!plain) return [`${path} ${shown(wanted)}`];
  const fields = Object.entries(wanted);
  if (fields.length === 0) return [`${path} an object`];
  return fields.flatMap(([name, value]) => wantedFields(value, below(path, name)));
}

function nearMissLines(nearMiss: NearMiss): readonly string[] {
  const { entry, pointer, type, mismatches, mismatchCount, alike } = nearMiss;
  const others = mismatchCount - mismatches.length;
  const more = alike === 0 ? [] : [`  and ${alike} more like it`];
  return [
    `${placeOf({ entry, pointer, type })}:`,
    ...indent(mismatches.map(mismatchLine)),
    ...(others === 0 ? [] : [`  and ${others} more that differ`]),
    ...more,
  ];
}

function invalidLines({ violations, wouldMatch, ...place }: InvalidArrival): readonly string[] {
  const lines = violations.slice(0, SPELLED_OUT).map(violationLine);
  const rest = violations.length - lines.length;
  if (rest > 0) lines.push(`and ${rest} more`);
  const otherwise = wouldMatch ? ' (it would match but for this)' : '';
  return [`${placeOf(place)}${otherwise}:`, ...indent(lines)];
}

function violationLine({ pointer, line, column, message }: Finding): string {
  return `${pointer === '' ? '(the body)' : pointer} (line ${line}, column ${column}): ${message}`;
}

function placesOf({ matched, spoiled, matchedCount, spoiledCount }: Tally): readonly string[] {
  const lines = [...matched, ...spoiled].slice(0, 2 * SPELLED_OUT).map(placeOf);
  const rest = matchedCount + spoiledCount - lines.length;
  return rest > 0 ? [...lines, `and ${rest} more`] : lines;
}

function placeOf(place: Pick<NearMiss, 'entry' | 'pointer' | 'type'>): string {
  const { entry, pointer, type } = place;
  // The body as a whole, or the only thing in it.
  if (pointer === '' && type === null) return `entry ${Number(entry)}`;
  const within = pointer === '' ? '' : ` at ${pointer}`;
  return `entry ${Number(entry)}${within}, ${type ?? 'without a notification type'}`;
}

function remedy(failure: FailedVerification): string {
  const { tally, nearMisses, invalid } = failure;
  if (tally.outcome === 'unknown') {
    return 'Keep more entries (keep, keepBytes), or count from a later entry with after.';
  }
  if (tally.violated) return 'Mend the sender so that all it sends honours the schema.';
  if (tally.tooMany) {
    return 'Wallarm sends again what is not answered with 2xx: see whether these are repeats. "after" leaves out what came earlier.';
  }
  if (tally.spoiledCount > 0) {
    return 'Mend the sender so that the notification honours its schema; to expect a broken one, say valid: false.';
  }
  if (nearMisses.length > 0) return 'Mend what is sent, or correct the expectation.';
  if (invalid.length > 0) return 'Mend the body: no notification could be read from it.';
  if (failure.refused.length > 0)
    return 'Mend the request, or the options of the receiver that refuses it.';
  if (tally.matchedCount > 0) return missingWords(failure);
  return "Check that the sender posts to this receiver's url and trusts its ca, and what error it got.";
}

/** Some came: the way here is open. */
function missingWords({ expectation, tally, waited }: FailedVerification): string {
  const { ordered, steps, atLeast } = expectation;
  const missing = (ordered ? steps.length : atLeast) - tally.matchedCount;
  const more = `${missing} more ${missing === 1 ? 'was' : 'were'} expected`;
  const patience = waited ? 'give it more time (within)' : 'wait for what is still to come';
  return `${more}: see whether the sender sends ${missing === 1 ? 'it' : 'them'}, or ${patience}.`;
}

function block(title: string, lines: readonly string[]): string {
  return [title, ...indent(lines)].join('\n');
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
