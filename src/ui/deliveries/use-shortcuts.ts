/**
 * What the keys do on the screen Deliveries; `shortcuts-dialog.tsx` tells of them.
 *
 * @module
 */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What a key can do. */
interface Shortcuts {
  /** 1: the next, older one; -1: the newer one. */
  readonly move: (step: 1 | -1) => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly search: () => void;
  readonly pause: () => void;
  /** Picks the row with the keys; `extend`: and all from the one picked last. */
  readonly pick: (extend: boolean) => void;
  readonly explain: () => void;
}

/** Listens as long as the component is there. Nothing happens while one types, or under a dialog. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const act = actionOf(event, current.current);
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function actionOf(
  { key, target, shiftKey }: KeyboardEvent,
  shortcuts: Shortcuts,
): (() => void) | undefined {
  const element = target instanceof HTMLElement ? target : document.body;
  if (element.matches('input:not([type=checkbox]), select, textarea')) return undefined;
  // Arrows and Enter belong to whatever has the focus, unless that is the list.
  const isFree = element.matches('body, main, .delivery-scroller, .delivery-row');
  if (key === 'j' || (key === 'ArrowDown' && isFree)) return () => shortcuts.move(1);
  if (key === 'k' || (key === 'ArrowUp' && isFree)) return () => shortcuts.move(-1);
  if (key === 'Enter' && isFree && !element.matches('.delivery-row')) return shortcuts.open;
  if (key === 'x' || key === 'X') return () => shortcuts.pick(shiftKey);
  const others: Readonly<Record<string, () => void>> = {
    ...{ Escape: shortcuts.close, '/': shortcuts.search, p: shortcuts.pause },
    '?': shortcuts.explain,
  };
  return others[key];
}
