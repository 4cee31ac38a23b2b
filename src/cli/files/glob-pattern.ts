/**
 * Patterns of `path.config` as Logstash reads them, which hands them to Ruby's `Dir.glob`: braces first, then
 * wildcards segment by segment. Pure: what files there are, the caller knows.
 *
 * A pattern may be a stranger's: matching a name takes at most the product of both lengths, and braces are expanded
 * one after the other, so that the caller can stop.
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
export function* expandBraces(pattern: string): Generator<string> {
  const braces = outerBraces(pattern);
  if (braces === 'unclosed') return;
  if (braces === 'none') {
    yield pattern;
    return;
  }
  const before = pattern.slice(0, braces.open);
  const after = pattern.slice(braces.close + 1);
  for (const one of alternativesIn(pattern.slice(braces.open + 1, braces.close))) {
    yield* expandBraces(before + one + after);
  }
}

/** What a segment between slashes matches: names that pass a test, one literal name, or with `null` any depth. */
export type Segment = ((name: string) => boolean) | string | null;

/** Reads one segment; a `**` at the end of a pattern is a `*`, which the caller sees. A wildcard never matches a leading dot, as in Ruby. */
export function readSegment(segment: string): Segment {
  if (segment === '**') return null;
  if (!/[*?[]/.test(segment)) return segment.replaceAll(/\\(.)/gs, '$1');
  const tokens = [...segment.matchAll(/\\(.)|\[[!^]?(?:\\.|[^\]\\])+\]|\*+|./gs)].map(readToken);
  const matchesDot = segment.startsWith('.');
  return (name) => (matchesDot || !name.startsWith('.')) && matches(tokens, Array.from(name));
}

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

/** `*`, or a test of one character. */
type Token = '*' | ((character: string) => boolean);

function readToken([token, escaped]: RegExpMatchArray): Token {
  if (escaped !== undefined) return (character) => character === escaped;
  if (token.startsWith('*')) return '*';
  if (token === '?') return () => true;
  if (token.length === 1) return (character) => character === token;
  const [, not, inside = ''] = /^\[([!^]?)(.+)\]$/s.exec(token) ?? [];
  const ranges = [...inside.matchAll(/(\\.|.)(?:-(\\.|.))?/gsu)].map(
    ([, from = '', to = from]) => [from.replace(/^\\/, ''), to.replace(/^\\/, '')] as const,
  );
  return (character) =>
    ranges.some(([from, to]) => from <= character && character <= to) === (not === '');
}

/** Each time a later `*` is reached, those before it are settled: so nothing is tried twice. */
function matches(tokens: readonly Token[], name: readonly string[]): boolean {
  let [token, at] = [0, 0];
  let star = -1;
  let starAt = 0;
  while (at < name.length) {
    const current = tokens[token];
    if (current === '*') {
      [star, starAt] = [token, at];
      token += 1;
    } else if (current?.(name[at] ?? '') === true) {
      [token, at] = [token + 1, at + 1];
    } else if (star !== -1) {
      starAt += 1;
      [token, at] = [star + 1, starAt];
    } else return false;
  }
  return tokens.slice(token).every((rest) => rest === '*');
}
