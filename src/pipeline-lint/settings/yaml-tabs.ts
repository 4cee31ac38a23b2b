/**
 * Tabs in YAML that SnakeYAML, with which Psych reads, refuses: between tokens it takes spaces alone, but for what stands
 * behind a plain scalar in its line. The YAML parser takes more of them, as the specification does.
 *
 * @module
 */
import { lexedTokens } from './yaml-tokens';

/** Where the first such tab stands; `null` without one. */
export function refusedTab(text: string): number | null {
  if (!text.includes('\t')) return null;
  let isBehindScalar = false;
  for (const { token, at, isPlain } of lexedTokens(text)) {
    const tab = /^[ \t]+$/.test(token) && !isBehindScalar ? token.indexOf('\t') : -1;
    if (tab !== -1) return at + tab;
    isBehindScalar = isPlain && !token.endsWith('\n');
  }
  return null;
}
