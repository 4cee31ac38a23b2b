/**
 * Words that were given up for others: what docs/glossary.md has one word for must not have two.
 *
 * @module
 */

/** Each with the word that stands in its place. */
const ABANDONED: readonly (readonly [RegExp, string])[] = [
  [/\bdoubled\b/i, 'duplicated'],
  [/\b1 duplicates\b/, '1 duplicate'],
  [/\bwithout type\b/i, 'no type'],
  [/^Remarks$/m, 'Findings'],
  [/^Attempts$/m, 'Sent'],
  [/\bscreen Attempts\b/, 'the screen Sent'],
  [/\bAll deliveries\b/, 'Sent'],
  [/\b\d+ (?:failed|delivered)$/m, 'the code of the failure; accepted'],
  // A delivery may well have got none: "accepted · no answer".
  [/(?<!· )\bno answer$/m, 'the code of the failure'],
  [/\bdelivery (?:is|was) given up\b/i, 'it is given up'],
];

/** What a text has of them, each with what it should be. */
export function abandonedIn(text: string): readonly string[] {
  return ABANDONED.flatMap(([word, instead]) => {
    const [found] = word.exec(text) ?? [];
    return found === undefined ? [] : [`"${found}": ${instead}`];
  });
}
