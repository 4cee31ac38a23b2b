/**
 * Rows of which only those in sight are in the page: TanStack's virtualizer in a Preact component.
 *
 * @module
 */
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/** What a component renders. */
interface VirtualRows {
  /** Those in sight and some around them. */
  readonly items: readonly VirtualItem[];
  /** Height of all rows together, in pixels. */
  readonly height: number;
  /** Brings a row into sight: by the shortest way, or to the middle. */
  readonly scrollTo: (index: number, align?: 'auto' | 'center') => void;
}

/** Rows beyond either edge: a quick flick of the wheel must not show nothing. */
const OVERSCAN = 12;

/** `rowHeight`: pixels, the same for each row. `scroller`: the element that scrolls, there as long as the component. */
export function useVirtualRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): VirtualRows {
  const [, render] = useReducer((round: number) => round + 1, 0);
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => render(undefined),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    scrollTo: (index, align = 'auto') => virtualizer.scrollToIndex(index, { align }),
  };
}
