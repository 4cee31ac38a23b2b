/**
 * The searches of this browser that the server understood, the newest first.
 *
 * @module
 */
const KEY = 'wallstash.searches';
const MOST = 6;

/** All that are remembered. */
export function recentSearches(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

/** Remembers one. A search that one before goes on takes its place: `ty` and `type:vuln` are one. */
export function rememberSearch(text: string): void {
  const others = recentSearches().filter((one) => !text.startsWith(one));
  try {
    localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, MOST)));
  } catch {
    // Then it is not remembered.
  }
}
