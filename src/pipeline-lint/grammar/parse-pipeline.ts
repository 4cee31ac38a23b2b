/**
 * Reads the text of a Logstash pipeline. Total: any text gives a result, and ends.
 *
 * Like Logstash it stops at the first syntax error; what was read before it is kept.
 *
 * @module
 */
import { readCondition } from './parse-condition';
import { readPlugin } from './parse-value';
import { Scanner, SyntaxFault } from './scanner';
import type { Requirement } from './scanner';
import type { Arm, Branch, Section, SectionKind, Statement } from './syntax-tree';

/** A pipeline's sections, and the syntax error that ends them. */
export interface ParsedPipeline {
  readonly sections: readonly Section[];
  /** `null` when all of the text was read. */
  readonly syntaxError: { readonly message: string; readonly at: number } | null;
  /** What older versions of Logstash cannot read. */
  readonly requirements: readonly Requirement[];
}

/** Parses the text of one file. */
export function parsePipeline(text: string): ParsedPipeline {
  const scanner = new Scanner(text);
  const sections: Section[] = [];
  const { requirements } = scanner;
  try {
    scanner.skipSpace();
    while (!scanner.atEnd) {
      sections.push(readSection(scanner));
      scanner.skipSpace();
    }
    return { sections, syntaxError: null, requirements };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    const syntaxError = { message: error.message, at: error.offset };
    return { sections, syntaxError, requirements };
  }
}

function readSection(scanner: Scanner): Section {
  const at = scanner.offset;
  const kind = scanner.match(/input|filter|output/y) ?? scanner.fail('input, filter or output');
  scanner.skipSpace();
  scanner.expect('{', `that opens the section ${kind}`);
  const statements = readStatements(scanner, `the section ${kind}`);
  return { kind: kind as SectionKind, statements, at };
}

function readStatements(scanner: Scanner, inside: string): readonly Statement[] {
  return scanner.nested(() => {
    const statements: Statement[] = [];
    scanner.skipSpace();
    while (!scanner.takes('}')) {
      if (scanner.atEnd) scanner.fail(`} that closes ${inside}`);
      statements.push(readStatement(scanner));
      scanner.skipSpace();
    }
    return statements;
  });
}

function readStatement(scanner: Scanner): Statement {
  const at = scanner.offset;
  if (scanner.match(/if(?![A-Za-z0-9_-])/y) === null) return readPlugin(scanner);
  return readBranch(scanner, at);
}

function readBranch(scanner: Scanner, at: number): Branch {
  const arms: Arm[] = [readArm(scanner, true)];
  let hasCondition = true;
  while (hasCondition && scanner.seesPastSpace('else')) {
    scanner.skipSpace();
    scanner.expect('else', 'after if');
    scanner.skipSpace();
    hasCondition = scanner.takes('if');
    arms.push(readArm(scanner, hasCondition));
  }
  return { kind: 'branch', arms, at };
}

function readArm(scanner: Scanner, hasCondition: boolean): Arm {
  const condition = hasCondition ? readCondition(scanner) : null;
  const inside = hasCondition ? 'if' : 'else';
  scanner.skipSpace();
  scanner.expect('{', `that opens what stands under ${inside}`);
  return { condition, statements: readStatements(scanner, `what stands under ${inside}`) };
}
