/**
 * Reads the conditions of `if`, by the rules of Logstash's own grammar.
 *
 * One of them is a trap: `["one"]` reads as the name of a field, not as an array of one element. It is kept as
 * the selector that Logstash sees.
 *
 * @module
 */
import { readArray, readScalar, readString } from './parse-value';
import { SyntaxFault } from './scanner';
import type { Scanner } from './scanner';
import type { Condition, Expression, Joint, Operand } from './syntax-tree';

const SELECTOR = /(?:\[[^\][,]+\])+/y;
const COMPARISON = /==|!=|<=|>=|<|>|in|not /y;

/** Reads expressions joined by `and`, `or`, `xor`, `nand`. */
export function readCondition(scanner: Scanner): Condition {
  return scanner.nested(() => {
    const expressions: Expression[] = [];
    const joints: Joint[] = [];
    for (;;) {
      scanner.skipSpace();
      expressions.push(readExpression(scanner));
      scanner.skipSpace();
      const at = scanner.offset;
      const operator = scanner.match(/and|or|xor|nand/y);
      if (operator === null) return { expressions, joints };
      joints.push({ operator: operator as Joint['operator'], at });
    }
  });
}

function readExpression(scanner: Scanner): Expression {
  const at = scanner.offset;
  if (scanner.takes('(')) return readGroup(scanner, false);
  if (scanner.takes('!')) {
    scanner.skipSpace();
    if (scanner.takes('(')) return readGroup(scanner, true);
    const operand = readSelector(scanner) ?? scanner.fail('[field] or ( after !');
    return { kind: 'comparison', operator: '!', operands: [operand], at };
  }
  return readComparison(scanner);
}

function readGroup(scanner: Scanner, isNegated: boolean): Expression {
  const condition = readCondition(scanner);
  scanner.skipSpace();
  scanner.expect(')', 'that closes the group');
  return { kind: 'group', isNegated, condition };
}

function readComparison(scanner: Scanner): Expression {
  const at = scanner.offset;
  const left = readOperand(scanner);
  scanner.skipSpace();
  const matcher = scanner.match(/=~|!~/y);
  if (matcher !== null) {
    scanner.skipSpace();
    return { kind: 'comparison', operator: matcher, operands: [left, readPattern(scanner)], at };
  }
  const comparison = scanner.match(COMPARISON);
  if (comparison === null) return { kind: 'comparison', operator: '', operands: [left], at };
  scanner.skipSpace();
  if (comparison === 'not ') {
    scanner.expect('in', 'after not');
    scanner.skipSpace();
  }
  const operator = comparison === 'not ' ? 'not in' : comparison;
  return { kind: 'comparison', operator, operands: [left, readOperand(scanner)], at };
}

function readPattern(scanner: Scanner): Operand {
  const at = scanner.offset;
  if (scanner.sees('"') || scanner.sees("'")) return readString(scanner);
  return { kind: 'regexp', text: scanner.delimited('/', 'a regular expression'), at };
}

function readOperand(scanner: Scanner): Operand {
  return scanner.nested(() => {
    const selector = readSelector(scanner);
    if (selector !== null) return selector;
    if (scanner.sees('[')) return readArray(scanner);
    if (scanner.sees('/')) return readPattern(scanner);
    const scalar =
      readScalar(scanner) ?? scanner.fail('[field], a string, a number, an array or /pattern/');
    return scalar.kind === 'bareword' ? readCall(scanner, scalar.at) : scalar;
  });
}

function readSelector(scanner: Scanner): Operand | null {
  const at = scanner.offset;
  const text = scanner.match(SELECTOR);
  return text === null ? null : { kind: 'selector', text, at };
}

/** The grammar has calls such as `f([a], "b")`; a bare word that is not one has no meaning in a condition. */
function readCall(scanner: Scanner, at: number): Operand {
  scanner.skipSpace();
  if (!scanner.takes('(')) {
    throw new SyntaxFault(
      'A bare word cannot stand here: strings stand in quotes, fields in brackets.',
      at,
    );
  }
  const operands = scanner.list(')', 'that closes the call', () => readOperand(scanner));
  return { kind: 'call', operands, at };
}
