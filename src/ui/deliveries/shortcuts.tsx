/**
 * The keys of the screen Deliveries.
 *
 * @module
 */
import { useEffect, useRef } from 'preact/hooks';

import { Dialog } from '../parts/dialog';

/** What a key can do. */
interface Shortcuts {
  /** 1: the next, older one; -1: the newer one. */
  readonly move: (step: 1 | -1) => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly search: () => void;
  readonly explain: () => void;
}

const KEYS: readonly (readonly [string, string])[] = [
  ['j  or  ↓', 'the next delivery, an older one'],
  ['k  or  ↑', 'the delivery before, a newer one'],
  ['Enter', 'open it'],
  ['Esc', 'close it; in the search, empty the field'],
  ['/', 'search'],
  ['?', 'this list'],
];

/** Listens as long as the component is there. Nothing happens while one types, or under a dialog. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts);
  current.current = shortcuts;
  useEffect(() => {
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

function actionOf({ key, target }: KeyboardEvent, shortcuts: Shortcuts): (() => void) | undefined {
  const element = target instanceof HTMLElement ? target : document.body;
  if (element.matches('input, select, textarea')) return undefined;
  // Arrows and Enter belong to whatever has the focus, unless that is the list.
  const isFree = element.matches('body, main, .delivery-scroller, .delivery-row');
  if (key === 'j' || (key === 'ArrowDown' && isFree)) return () => shortcuts.move(1);
  if (key === 'k' || (key === 'ArrowUp' && isFree)) return () => shortcuts.move(-1);
  if (key === 'Enter' && isFree && !element.matches('.delivery-row')) return shortcuts.open;
  if (key === 'Escape') return shortcuts.close;
  if (key === '/') return shortcuts.search;
  return key === '?' ? shortcuts.explain : undefined;
}

/** The list of keys. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl class="shortcuts">
        {KEYS.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
