/**
 * How many things of a width an element has room for.
 *
 * @module
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** See the module. `width`: of one of them, pixels. */
export function useRoom(ref: RefObject<HTMLElement | null>, width: number): number {
  const [room, setRoom] = useState(() => Math.floor(innerWidth / width));
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => setRoom(Math.floor(element.clientWidth / width));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, width]);
  return room;
}
