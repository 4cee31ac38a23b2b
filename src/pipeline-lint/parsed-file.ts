/**
 * A parsed file as the checks look at it: flat lists of what stands anywhere in it.
 *
 * @module
 */
import type { LintFile } from './finding';
import { parsePipeline } from './parse-pipeline';
import type { ParsedPipeline } from './parse-pipeline';
import type { PluginKind } from './plugin-options';
import type {
  Condition,
  Expression,
  Operand,
  Plugin,
  Scalar,
  Statement,
  Value,
} from './syntax-tree';

/** A plugin and the kind of place where it stands. */
export interface PluginUse {
  readonly kind: PluginKind;
  readonly plugin: Plugin;
}

/** An expression that compares. */
export type Comparison = Extract<Expression, { kind: 'comparison' }>;

/** One file of a pipeline. */
export interface ParsedFile extends LintFile, Pick<ParsedPipeline, 'syntaxError'> {
  /** Plugins in the order in which they stand; a codec follows the plugin that it belongs to. */
  readonly plugins: readonly PluginUse[];
  readonly comparisons: readonly Comparison[];
  /** Every word, string and number in options and conditions. */
  readonly scalars: readonly Scalar[];
}

/** Parses a file and collects what stands in it. */
export function parseFile(file: LintFile): ParsedFile {
  const { sections, syntaxError } = parsePipeline(file.text);
  const collected = new Collector();
  for (const { kind, statements } of sections) collected.statements(statements, kind);
  const { plugins, comparisons, scalars } = collected;
  return { ...file, syntaxError, plugins, comparisons, scalars };
}

class Collector {
  readonly plugins: PluginUse[] = [];
  readonly comparisons: Comparison[] = [];
  readonly scalars: Scalar[] = [];

  statements(statements: readonly Statement[], kind: PluginKind): void {
    for (const statement of statements) {
      if (statement.kind === 'plugin') this.#plugin(statement, kind);
      else {
        for (const { condition, statements: inside } of statement.arms) {
          if (condition !== null) this.#condition(condition);
          this.statements(inside, kind);
        }
      }
    }
  }

  #plugin(plugin: Plugin, kind: PluginKind): void {
    this.plugins.push({ kind, plugin });
    for (const { value } of plugin.attributes) this.#value(value);
  }

  #value(value: Value): void {
    if (value.kind === 'plugin') this.#plugin(value, 'codec');
    else if (value.kind === 'array') value.items.forEach((item) => this.#value(item));
    else if (value.kind === 'hash') {
      for (const entry of value.entries) {
        this.scalars.push(entry.key);
        this.#value(entry.value);
      }
    } else this.scalars.push(value);
  }

  #condition({ expressions }: Condition): void {
    for (const expression of expressions) {
      if (expression.kind === 'group') this.#condition(expression.condition);
      else {
        this.comparisons.push(expression);
        expression.operands.forEach((operand) => this.#operand(operand));
      }
    }
  }

  #operand(operand: Operand): void {
    if (operand.kind === 'call') operand.operands.forEach((inside) => this.#operand(inside));
    else if (operand.kind === 'array') operand.items.forEach((item) => this.#value(item));
    else if (operand.kind !== 'selector' && operand.kind !== 'regexp') this.scalars.push(operand);
  }
}
