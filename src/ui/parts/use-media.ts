/**
 * Whether the page is as a media query says, such as narrow.
 *
 * @module
 */
import { useEffect, useState } from 'preact/hooks';

/** Follows the query as long as the component is there. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const follow = (): void => setMatches(list.matches);
    follow();
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
