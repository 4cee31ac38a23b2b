/**
 * Regular expressions that Ruby surely refuses: a parenthesis or a class that is not closed, a repetition of nothing.
 *
 * Ruby's syntax has far more than is read here. What is not plain is left alone: comments, classes inside of classes,
 * control characters, and backslashes in a row, which are half as many where `config.support_escapes` is set.
 *
 * @module
 */

/** What Ruby refuses in a pattern; `null` when nothing surely is. */
export function brokenPattern(source: string): string | null {
  if (/\\\\|\\[cCM]|\(\?#|\(\?[a-wyz-]*x/.test(source)) return null;
  // Escaped characters and classes stand for one character, whatever it is.
  const bare = source.replaceAll(/\\./gs, 'a').replaceAll(/\[\^?[^[\]]+\]/g, 'a');
  if (/[[\]]/.test(bare)) {
    return /^[^\]]*\[[^[\]]*$/.test(bare) && !/\[.*\[/s.test(bare) ? 'a [ is not closed' : null;
  }
  return (
    unevenParenthesis(bare) ?? (/(?:^|\|)[*+?]/.test(bare) ? 'there is nothing to repeat' : null)
  );
}

function unevenParenthesis(bare: string): string | null {
  let depth = 0;
  for (const character of bare) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) return 'a ) closes nothing';
  }
  return depth > 0 ? 'a ( is not closed' : null;
}
