/**
 * Whether something takes long enough to say so: a spinner that flashes is worse than none.
 *
 * @module
 */
import { useEffect, useState } from 'preact/hooks';

const SLOW_MS = 200;

/** True once `waiting` has been true for 200 ms. */
export function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [waiting]);
  return waiting && slow;
}
