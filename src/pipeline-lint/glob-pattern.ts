/**
 * Patterns of `path.config` as Logstash reads them, which hands them to Ruby's `Dir.glob`: braces first, then
 * wildcards segment by segment. Pure: what files there are, the caller knows.
 *
 * Source: `ruby_brace_expand`, `bracket` and `glob_helper` in Ruby's `dir.c`, which JRuby's `Dir.java` follows.
 *
 * @module
 */

/**
 * The patterns that one with braces stands for, in their order: `a{b,c{d,e}}` is `ab`, `acd`, `ace`.
 *
 * As in Ruby a brace that does not close makes a pattern that matches nothing, and `\{` is a brace itself.
 */
export function expandBraces(pattern: string): readonly string[] {
  const braces = outerBraces(pattern);
  if (braces === 'none') return [pattern];
  if (braces === 'unclosed') return [];
  const before = pattern.slice(0, braces.open);
  const after = pattern.slice(braces.close + 1);
  return alternativesIn(pattern.slice(braces.open + 1, braces.close)).flatMap((one) =>
    expandBraces(before + one + after),
  );
}

/** What a segment between slashes matches: names by this expression, one literal name, or with `null` any depth. */
export type Segment = RegExp | string | null;

/** Reads one segment; a `**` at the end of a pattern is a `*`, which the caller sees. A wildcard never matches a leading dot, as in Ruby. */
export function readSegment(segment: string): Segment {
  if (segment === '**') return null;
  if (!/[*?[]/.test(segment)) return segment.replaceAll(/\\(.)/gs, '$1');
  const source = [...segment.matchAll(/\\(.)|\[[!^]?(?:\\.|[^\]\\])+\]|\*+|./gs)]
    .map(([token, escaped]) => sourceOf(token, escaped))
    .join('');
  const dot = segment.startsWith('.') ? '' : '(?!\\.)';
  try {
    return new RegExp(`^${dot}${source}$`, 's');
  } catch {
    return NOTHING; // a range that runs backwards, as in [z-a]
  }
}

const NOTHING = /(?!)/;

type Braces = 'none' | 'unclosed' | { readonly open: number; readonly close: number };

function outerBraces(pattern: string): Braces {
  let open = -1;
  let depth = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '{') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (pattern[at] === '}' && depth > 0) {
      depth -= 1;
      if (depth === 0) return { open, close: at };
    }
  }
  return open === -1 ? 'none' : 'unclosed';
}

/** Parts between the commas that stand in no inner brace. */
function alternativesIn(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    else if (text[at] === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function sourceOf(token: string, escaped: string | undefined): string {
  if (escaped !== undefined) return literal(escaped);
  if (token.startsWith('*')) return '.*';
  if (token === '?') return '.';
  if (token.length === 1) return literal(token);
  const [, not, inside = ''] = /^\[([!^]?)(.+)\]$/s.exec(token) ?? [];
  const set = inside.replaceAll(/\\(.)|[[^]/gs, (all, one: string = all) => literal(one));
  return `[${not === '' ? '' : '^'}${set}]`;
}

function literal(text: string): string {
  return text.replaceAll(/[-.*+?^${}()|[\]\\]/g, '\\$&');
}
