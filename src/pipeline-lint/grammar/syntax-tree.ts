/**
 * What a parsed Logstash pipeline consists of, as plain data.
 *
 * Every node knows the offset at which it starts in its file; {@link placesIn} turns that into line and column.
 *
 * @module
 */

/** The three kinds of section, which are also the kinds of plugin that stand in them. */
export type SectionKind = 'input' | 'filter' | 'output';

/** `input { … }`, `filter { … }` or `output { … }`. */
export interface Section {
  readonly kind: SectionKind;
  readonly statements: readonly Statement[];
  readonly at: number;
}

/** What stands in a section or in a branch of it. */
export type Statement = Plugin | Branch;

/** `http { port => 5044 }`. A name in quotes keeps them: there is no plugin of such a name. */
export interface Plugin {
  readonly kind: 'plugin';
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly at: number;
}

/** `port => 5044`. */
export interface Attribute {
  readonly name: string;
  readonly value: Value;
  readonly at: number;
}

/** A value of an option. A string's text is what stands between its quotes, escapes as written. */
export type Value = Scalar | ArrayValue | HashValue | Plugin;

/** A word, string or number. */
export interface Scalar {
  readonly kind: 'bareword' | 'string' | 'number';
  readonly text: string;
  readonly at: number;
}

/** `["a", "b"]`. */
export interface ArrayValue {
  readonly kind: 'array';
  readonly items: readonly Value[];
  readonly at: number;
}

/** `{ "a" => 1 "b" => 2 }`. */
export interface HashValue {
  readonly kind: 'hash';
  readonly entries: readonly HashEntry[];
  readonly at: number;
}

/** `"a" => 1`. */
export interface HashEntry {
  readonly key: Scalar;
  readonly value: Value;
}

/** `if … { } else if … { } else { }`; an `else` has no condition. */
export interface Branch {
  readonly kind: 'branch';
  readonly arms: readonly Arm[];
  readonly at: number;
}

/** One arm of a branch. */
export interface Arm {
  readonly condition: Condition | null;
  readonly statements: readonly Statement[];
}

/** Joins the expression before it to the one behind it. */
export interface Joint {
  readonly operator: 'and' | 'or' | 'xor' | 'nand';
  readonly at: number;
}

/** A condition: expressions with one joint between each two. */
export interface Condition {
  readonly expressions: readonly Expression[];
  readonly joints: readonly Joint[];
}

/** One expression of a condition: a group in parentheses (negated or not), or operands with or without an operator. */
export type Expression =
  | { readonly kind: 'group'; readonly isNegated: boolean; readonly condition: Condition }
  | {
      readonly kind: 'comparison';
      /** `!` before a selector, none before a lone operand. */
      readonly operator: string;
      readonly operands: readonly Operand[];
      readonly at: number;
    };

/** What a condition compares. A selector's text is all of `[a][b]`; a regular expression's, what stands between its slashes. */
export type Operand =
  | Scalar
  | ArrayValue
  | { readonly kind: 'selector'; readonly text: string; readonly at: number }
  | { readonly kind: 'regexp'; readonly text: string; readonly at: number }
  | { readonly kind: 'call'; readonly operands: readonly Operand[]; readonly at: number };

/** The plugins among some statements, those in branches too. */
export function pluginsIn(statements: readonly Statement[]): readonly Plugin[] {
  return statements.flatMap((statement) =>
    statement.kind === 'plugin'
      ? [statement]
      : statement.arms.flatMap((arm) => pluginsIn(arm.statements)),
  );
}

/** Line and column, both from 1; the column in characters (UTF-16 code units). */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Returns the way to look up where an offset stands in a text. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [line, after] = [0, starts.length];
    while (after - line > 1) {
      const middle = (line + after) >> 1;
      if ((starts[middle] ?? 0) <= offset) line = middle;
      else after = middle;
    }
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  };
}
