/**
 * What a body holds, in words for a list: attack, severity and host of its notifications. Pure.
 *
 * @module
 */
import { factsOf, payloadsOf, type NotificationFacts } from './facts';

/** A body in words. Several values of its notifications are joined by commas, three at most. */
export interface About {
  /** All of it in one line, such as `sqli · example.com · monitored`. */
  readonly text: string;
  /** Type of the attack or the vulnerability. */
  readonly attack?: string;
  readonly host?: string;
  /** Risk or threat. */
  readonly severity?: string;
  /** What became of the hit: `monitored` or `blocked`. */
  readonly outcome?: string;
  /** `summary` of the first notification. */
  readonly summary?: string;
}

/** Values of one kind that are named. */
const NAMED = 3;
/** Characters of one value. */
const LONGEST = 120;
/** Such as `[Wallarm] ` and `[Test message] [Test partner(US)] `. */
const PREFIXES = /^(?:\[[^\]]{0,60}\]\s*)+/;

/** Describes a body; `undefined` when it holds nothing that could be told. */
export function aboutBody(body: Buffer): About | undefined {
  const facts = payloadsOf(body).map(factsOf);
  const attack = named(facts, 'attack');
  const host = named(facts, 'host');
  const severity = named(facts, 'severity');
  const outcome = named(facts, 'outcome');
  const summary = cut(facts.find((one) => one.summary !== undefined)?.summary);
  const subject = named(facts, 'title') ?? attack ?? named(facts, 'ip');
  const words = [severity, subject, host, outcome].filter((one) => one !== undefined);
  const text = subject === undefined ? summary?.replace(PREFIXES, '') : words.join(' · ');
  if (text === undefined) return undefined;
  return {
    text,
    ...(attack !== undefined && { attack }),
    ...(host !== undefined && { host }),
    ...(severity !== undefined && { severity }),
    ...(outcome !== undefined && { outcome }),
    ...(summary !== undefined && { summary }),
  };
}

function named(
  facts: readonly NotificationFacts[],
  name: keyof NotificationFacts,
): string | undefined {
  const values = [...new Set(facts.map((one) => one[name]))].filter((one) => one !== undefined);
  if (values.length === 0) return undefined;
  const more = values.length > NAMED ? ', …' : '';
  return `${values.slice(0, NAMED).map(cut).join(', ')}${more}`;
}

function cut(text: string | undefined): string | undefined {
  return text === undefined || text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
