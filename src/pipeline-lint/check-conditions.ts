/**
 * Conditions that do not do what they say.
 *
 * @module
 */
import type { Problem } from './finding';
import type { ParsedFile } from './parsed-file';

/** Quoted text or a number in brackets, which Logstash takes for the name of a field. */
const LITERAL = /^\[\s*(["'].*["']|-?\d+(?:\.\d*)?)\s*\]$/s;

/** Finds `in ["one"]`: Logstash reads it as a field of that name, so that it is never true (elastic/logstash#9932). */
export function checkConditions({ comparisons }: ParsedFile): readonly Problem[] {
  return comparisons.flatMap(({ operator, operands: [, right] }) => {
    if (operator !== 'in' && operator !== 'not in') return [];
    if (right?.kind !== 'selector') return [];
    const literal = LITERAL.exec(right.text)?.[1];
    if (literal === undefined) return [];
    const outcome = operator === 'in' ? 'never true' : 'always true';
    return [
      {
        at: right.at,
        rule: 'one-element-in',
        message: `Logstash takes ${right.text} for the name of a field, not for a list of one: this is ${outcome}.`,
        remedy: `Write ${operator === 'in' ? '==' : '!='} ${literal}, or list two elements.`,
      },
    ];
  });
}
