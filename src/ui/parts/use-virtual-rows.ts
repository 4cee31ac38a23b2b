/**
 * Rows of one height, of which only those in sight are in the page.
 *
 * @module
 */
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** A row to render. */
export interface VirtualRow {
  readonly index: number;
  /** Where it begins, in pixels from the top of the first row. */
  readonly start: number;
}

/** What a component renders. */
interface VirtualRows {
  /** Those in sight and some around them. */
  readonly items: readonly VirtualRow[];
  /** Height of all rows together, in pixels. */
  readonly height: number;
  /** Brings a row into sight: by the shortest way, or to the middle. */
  readonly scrollTo: (index: number, align?: 'auto' | 'center') => void;
}

/** Rows beyond either edge: a quick flick of the wheel must not show nothing. */
const OVERSCAN = 12;

/** `rowHeight`: pixels. `scroller`: the element that scrolls, there as long as the component. */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): VirtualRows {
  const { top, height } = useSight(scroller);
  const first = Math.max(Math.floor(top / rowHeight) - OVERSCAN, 0);
  const end = Math.min(Math.ceil((top + height) / rowHeight) + OVERSCAN, count);
  return {
    items: Array.from({ length: Math.max(end - first, 0) }, (_, offset) => {
      const index = first + offset;
      return { index, start: index * rowHeight };
    }),
    height: count * rowHeight,
    scrollTo: (index, align = 'auto') => {
      const element = scroller.current;
      if (element === null) return;
      const start = index * rowHeight;
      const room = element.clientHeight - rowHeight;
      // As near to where it is as keeps the row in sight.
      const nearest = Math.min(Math.max(element.scrollTop, start - room), start);
      element.scrollTop = align === 'center' ? start - room / 2 : nearest;
    },
  };
}

/** What part of its content an element shows. */
function useSight(scroller: RefObject<HTMLElement | null>): { top: number; height: number } {
  const [sight, setSight] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => {
      const { scrollTop: top, clientHeight: height } = element;
      setSight((before) =>
        before.top === top && before.height === height ? before : { top, height },
      );
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);
  return sight;
}
