/**
 * A parsed file as the checks look at it: the tree, and flat lists of what stands anywhere in it.
 *
 * @module
 */
import type { LintFile } from './finding';
import { parsePipeline } from './grammar/parse-pipeline';
import type { ParsedPipeline } from './grammar/parse-pipeline';
import type { PluginKind } from './plugins/plugin-tables';
import type {
  Condition,
  Expression,
  HashValue,
  Operand,
  Plugin,
  Scalar,
  Statement,
  Value,
} from './grammar/syntax-tree';
import { withDefaults } from './values';

/** A plugin and the kind of place where it stands. */
export interface PluginUse {
  readonly kind: PluginKind;
  readonly plugin: Plugin;
}

/** The name of a codec; one in `additional_codecs` is looked up when the input starts, and no earlier. */
export interface CodecName extends Pick<Scalar, 'text' | 'at'> {
  readonly isLookedUpLate: boolean;
}

/** An expression that compares. */
export type Comparison = Extract<Expression, { kind: 'comparison' }>;

/** One file of a pipeline. */
export interface ParsedFile extends LintFile, ParsedPipeline {
  /** Plugins in the order in which they stand; a codec with braces follows the plugin that it belongs to. */
  readonly plugins: readonly PluginUse[];
  /** Codecs that are named without braces. */
  readonly codecNames: readonly CodecName[];
  readonly conditions: readonly Condition[];
  readonly comparisons: readonly Comparison[];
  readonly hashes: readonly HashValue[];
  /** Every word, string and number in options and conditions. */
  readonly scalars: readonly Scalar[];
}

/** Parses a file and collects what stands in it. */
export function parseFile(file: LintFile): ParsedFile {
  const parsed = parsePipeline(file.text);
  const collected = new Collector();
  for (const { kind, statements } of parsed.sections) collected.statements(statements, kind);
  const { plugins, codecNames, conditions, comparisons, hashes, scalars } = collected;
  return { ...file, ...parsed, plugins, codecNames, conditions, comparisons, hashes, scalars };
}

class Collector {
  readonly plugins: PluginUse[] = [];
  readonly codecNames: CodecName[] = [];
  readonly conditions: Condition[] = [];
  readonly comparisons: Comparison[] = [];
  readonly hashes: HashValue[] = [];
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
    for (const { name, value } of plugin.attributes) {
      this.#value(value);
      if (kind === 'input' || kind === 'output') this.#codecs(name, value);
    }
  }

  /** The values of `codec`, and those of `additional_codecs` by type of content. */
  #codecs(name: string, value: Value): void {
    const named =
      name === 'codec'
        ? [value]
        : name === 'additional_codecs' && value.kind === 'hash'
          ? value.entries.map((entry) => entry.value)
          : [];
    for (const one of named) {
      const isNamed = one.kind === 'bareword' || one.kind === 'string';
      const text = isNamed ? withDefaults(one.text) : null;
      if (text === null) continue;
      this.codecNames.push({ text, at: one.at, isLookedUpLate: name !== 'codec' });
    }
  }

  #value(value: Value): void {
    if (value.kind === 'plugin') this.#plugin(value, 'codec');
    else if (value.kind === 'array') value.items.forEach((item) => this.#value(item));
    else if (value.kind === 'hash') {
      this.hashes.push(value);
      for (const entry of value.entries) {
        this.scalars.push(entry.key);
        this.#value(entry.value);
      }
    } else this.scalars.push(value);
  }

  #condition(condition: Condition): void {
    this.conditions.push(condition);
    for (const expression of condition.expressions) {
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
