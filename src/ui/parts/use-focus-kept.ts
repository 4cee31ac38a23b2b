/**
 * Where the focus goes when the button that had it is gone, as when a row of a list was switched off.
 *
 * @module
 */
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** To the button that stands in its place now; with none left to `root`, or else to the screen. Both can take the focus. */
export function useFocusKept(root: RefObject<HTMLElement | null>): void {
  const buttons = (): HTMLElement[] => [
    ...(root.current?.querySelectorAll<HTMLElement>('button') ?? []),
  ];
  // While it renders, the page is still as it was.
  const place = buttons().findIndex((button) => button === document.activeElement);
  useLayoutEffect(() => {
    if (place === -1 || document.activeElement !== document.body) return;
    const left = buttons();
    const next = left[Math.min(place, left.length - 1)];
    (next ?? root.current ?? document.getElementById('main'))?.focus();
  });
}
