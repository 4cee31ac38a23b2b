/**
 * Conditions that the grammar reads and Logstash cannot use, or that do not do what they say.
 *
 * Each was read in `compiler/lscl.rb` and `EventCondition.java` (9.5.2), and seen on it where the rule says so.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Comparison, ParsedFile } from '../parsed-file';
import type { Condition, Operand } from './syntax-tree';

/** Quoted text or a number in brackets, which Logstash takes for the name of a field. */
const LITERAL = /^\[\s*(["'].*["']|-?\d+(?:\.\d*)?)\s*\]$/s;
const COMPARING = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** Finds them in a file. */
export function checkConditions({ conditions, comparisons }: ParsedFile): readonly Problem[] {
  return [
    ...conditions.flatMap(mixedJoints),
    ...comparisons.flatMap((one) => [...oneElement(one), ...unusable(one)]),
  ];
}

/** `precedence` in `lscl.rb` knows `and` and `or` alone; it is asked when there is more than one. */
function mixedJoints({ joints }: Condition): readonly Problem[] {
  const odd = joints.find(({ operator }) => operator === 'xor' || operator === 'nand');
  if (odd === undefined || joints.length < 2) return [];
  const message = `Logstash cannot read ${odd.operator} beside another operator: it refuses the file.`;
  return [problem(odd.at, message, 'Put what it joins in parentheses.')];
}

/** `in ["one"]` reads as a field of that name (elastic/logstash#9932). */
function oneElement({ operator, operands: [, right] }: Comparison): readonly Problem[] {
  if (operator !== 'in' && operator !== 'not in') return [];
  if (right?.kind !== 'selector') return [];
  const literal = LITERAL.exec(right.text)?.[1];
  if (literal === undefined) return [];
  const outcome = operator === 'in' ? 'never true' : 'always true';
  const message = `Logstash takes ${right.text} for the name of a field, not for a list of one: this is ${outcome}.`;
  const remedy = `Write ${operator === 'in' ? '==' : '!='} ${literal}, or list two elements.`;
  return [{ at: right.at, rule: 'one-element-in', message, remedy }];
}

function unusable({ operator, operands, at }: Comparison): readonly Problem[] {
  const [left, right] = operands;
  if (left === undefined) return [];
  if (operands.some((operand) => isUnusableCall(operand, operator))) {
    return [
      problem(at, 'Logstash has no functions in conditions: it refuses the file.', 'Remove it.'),
    ];
  }
  if (COMPARING.has(operator)) {
    const odd = operands.find((operand) => leavesOf(operand) === 0);
    if (odd === undefined) return [];
    const what = odd.kind === 'regexp' ? 'A regular expression' : 'An empty array';
    const message = `${what} cannot be compared by ${operator}: Logstash refuses the file.`;
    const regexp = operator === '!=' ? 'Match it by !~.' : 'Match it by =~.';
    return [
      problem(odd.at, message, odd.kind === 'regexp' ? regexp : 'Write [field] or ![field].'),
    ];
  }
  if (operator === '=~' || operator === '!~') {
    if (left.kind === 'selector' || left.kind === 'string') return [];
    const message = `Only a field can be matched by ${operator}: Logstash refuses the file.`;
    return [problem(left.at, message, 'Write [field] on the left.')];
  }
  return dies({ operator, left, right });
}

/** Passes Logstash's own check; the pipeline ends when it makes the condition (`EventCondition.java`). */
function dies(one: {
  readonly operator: string;
  readonly left: Operand;
  readonly right: Operand | undefined;
}): readonly Problem[] {
  const { operator, left, right } = one;
  const isIn = operator === 'in' || operator === 'not in';
  const odd = [left, right].find((operand) => operand?.kind === 'regexp');
  const list = isIn && left.kind === 'array' && right?.kind === 'selector' ? left : undefined;
  const place = odd ?? list;
  if (place === undefined) return [];
  const what = odd === undefined ? 'An array before' : 'A regular expression beside';
  const message = `${what} ${operator === '' ? 'no operator' : operator} passes Logstash's own check, and the pipeline ends when it starts.`;
  const remedy =
    odd === undefined ? 'Ask for each element: "a" in [field] or …' : 'Match a field by =~.';
  return [{ at: place.at, rule: 'fails-at-start', message, remedy }];
}

/** How many operands Logstash finds in what is compared: it looks into arrays, and passes over regular expressions. */
function leavesOf(operand: Operand): number {
  if (operand.kind === 'regexp' || operand.kind === 'bareword') return 0;
  if (operand.kind !== 'array') return 1;
  return operand.items.reduce((sum, item) => {
    if (item.kind === 'array') return sum + leavesOf(item);
    return sum + (item.kind === 'string' || item.kind === 'number' ? 1 : 0);
  }, 0);
}

/** A call stands for the one field in it, and for nothing when there is more or less. */
function isUnusableCall(operand: Operand, operator: string): boolean {
  if (operand.kind !== 'call') return false;
  const [only, ...more] = operand.operands;
  if (operator === 'in' || operator === 'not in') return true;
  return only?.kind !== 'selector' || more.length > 0;
}

function problem(at: number, message: string, remedy: string): Problem {
  return { at, rule: 'syntax', message, remedy };
}
