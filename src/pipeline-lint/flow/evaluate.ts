/**
 * Whether a condition holds for an event: yes, no, or perhaps. As `EventCondition.java` (9.5.2) does it.
 *
 * @module
 */
import type { Comparison } from '../parsed-file';
import type { Condition, Expression, Operand, Value } from '../grammar/syntax-tree';
import { textOf } from '../values';
import type { EventState, FieldValue, Truth } from './event-state';

/** What to take for true or false of what is not known, by the comparison as it is written. */
export type Assumptions = ReadonlyMap<string, boolean>;

const NONE: Assumptions = new Map();

/** Judges a condition. `unknowns` collects what hung on something that is not known. */
export function evaluate(
  condition: Condition,
  event: EventState,
  assumed: Assumptions = NONE,
  unknowns = new Set<string>(),
): Truth {
  const judge = (expression: Expression): Truth => {
    if (expression.kind === 'group') {
      const inner = evaluate(expression.condition, event, assumed, unknowns);
      return expression.isNegated ? not(inner) : inner;
    }
    return comparison(expression, event, assumed, unknowns);
  };
  // `and` binds closer than `or`; xor and nand stand alone or not at all.
  let sum: Truth = 'no';
  const [first, ...rest] = condition.expressions.map(judge);
  if (first === undefined) return 'perhaps';
  const [joint] = condition.joints;
  if (joint?.operator === 'xor') return xor(first, rest[0] ?? 'perhaps');
  if (joint?.operator === 'nand') return not(and(first, rest[0] ?? 'perhaps'));
  let product: Truth = first;
  condition.joints.forEach(({ operator }, index) => {
    const next = rest[index] ?? 'perhaps';
    if (operator === 'and') product = and(product, next);
    else {
      sum = or(sum, product);
      product = next;
    }
  });
  return or(sum, product);
}

function comparison(
  { operator, operands }: Comparison,
  event: EventState,
  assumed: Assumptions,
  unknowns: Set<string>,
): Truth {
  const [positive, isNegated] = POSITIVE.get(operator) ?? [operator, false];
  const known = knownTruth(positive, operands, event);
  const key = `${positive} ${operands.map(written).join(' ')}`;
  let truth = known;
  if (known === 'perhaps') {
    unknowns.add(key);
    const assumption = assumed.get(key);
    if (assumption !== undefined) truth = assumption ? 'yes' : 'no';
  }
  return isNegated ? not(truth) : truth;
}

/** Operators that say the contrary of another. */
const POSITIVE: ReadonlyMap<string, readonly [string, boolean]> = new Map([
  ['!=', ['==', true]],
  ['not in', ['in', true]],
  ['!~', ['=~', true]],
  ['!', ['', true]],
]);

function knownTruth(operator: string, operands: readonly Operand[], event: EventState): Truth {
  const [left, right] = operands;
  if (left === undefined) return 'perhaps';
  if (operator === '') return left.kind === 'selector' ? isTrue(left.text, event) : 'yes';
  if (operator === 'in' && right !== undefined) return isIn(left, right, event);
  if (left.kind !== 'selector') return 'perhaps';
  if (right?.kind === 'selector') return 'perhaps';
  const value = event.get(left.text);
  if (value === null) return 'no';
  if (value.kind !== 'text' || right === undefined) return 'perhaps';
  if (operator === '==') return literalOf(right) === value.text ? 'yes' : 'no';
  return operator === '=~' ? matches(right, value.text) : 'perhaps';
}

function isTrue(reference: string, event: EventState): Truth {
  if (/^\[tags\]$/.test(reference)) {
    if (event.tags.size > 0) return 'yes';
    return event.isOpaque || event.maybeTags.size > 0 ? 'perhaps' : 'no';
  }
  const value = event.get(reference);
  if (value === null) return 'no';
  if (value.kind === 'unknown') return 'perhaps';
  return value.kind === 'text' && value.text === 'false' ? 'no' : 'yes';
}

function isIn(left: Operand, right: Operand, event: EventState): Truth {
  const text = left.kind === 'selector' ? null : literalOf(left);
  if (right.kind === 'selector') {
    if (text === null) return 'perhaps';
    if (right.text === '[tags]') return event.hasTag(text);
    const value = event.get(right.text);
    if (value === null) return 'no';
    return value.kind === 'text' ? truthOf(value.text.includes(text)) : 'perhaps';
  }
  if (left.kind !== 'selector') return 'perhaps';
  const value: FieldValue | null = event.get(left.text);
  if (value === null) return 'no';
  if (value.kind !== 'text') return 'perhaps';
  if (right.kind === 'array') {
    const items = right.items.map((item: Value) => textOf(item));
    return items.includes(value.text) ? 'yes' : items.includes(null) ? 'perhaps' : 'no';
  }
  return truthOf(literalOf(right)?.includes(value.text) === true);
}

function literalOf(operand: Operand): string | null {
  return operand.kind === 'string' || operand.kind === 'number' ? textOf(operand) : null;
}

function matches(pattern: Operand, text: string): Truth {
  const isPattern = pattern.kind === 'regexp' || pattern.kind === 'string';
  return isPattern ? matchesPattern(pattern.text, text) : 'perhaps';
}

/** Tries a pattern on a known text, when it is one that cannot take long. */
export function matchesPattern(source: string, text: string): Truth {
  if (!isHarmless(source)) return 'perhaps';
  const [, flags = '', rest = source] = /^\(\?([im]+)\)(.*)$/s.exec(source) ?? [];
  try {
    return truthOf(new RegExp(rest, `${flags.includes('i') ? 'i' : ''}ms`).test(text));
  } catch {
    return 'perhaps'; // Ruby's syntax has more than JavaScript's
  }
}

/** No group is repeated, and little else: so that the texts above are searched at once. */
function isHarmless(source: string): boolean {
  const bare = source.replaceAll(/\\./gs, '').replaceAll(/\[[^\]]*\]/g, '');
  return (
    source.length < 200 &&
    !/\)[*+?{]|\\[1-9k]/.test(bare) &&
    (bare.match(/[*+{]/g) ?? []).length <= 4
  );
}

function written(operand: Operand): string {
  if (operand.kind === 'array')
    return `[${operand.items.map((item) => textOf(item) ?? '?').join(',')}]`;
  return operand.kind === 'call' ? 'call' : operand.text;
}

function truthOf(holds: boolean): Truth {
  return holds ? 'yes' : 'no';
}

/** The contrary. */
export function not(truth: Truth): Truth {
  if (truth === 'perhaps') return truth;
  return truth === 'yes' ? 'no' : 'yes';
}

/** Both. */
export function and(a: Truth, b: Truth): Truth {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'yes' && b === 'yes' ? 'yes' : 'perhaps';
}

/** One of both, or both. */
export function or(a: Truth, b: Truth): Truth {
  return not(and(not(a), not(b)));
}

function xor(a: Truth, b: Truth): Truth {
  if (a === 'perhaps' || b === 'perhaps') return 'perhaps';
  return truthOf(a !== b);
}
