/**
 * The keys of the screen Deliveries.
 *
 * @module
 */
import { Dialog } from '../parts/dialog';

const KEYS: readonly (readonly [string, string])[] = [
  ['j  or  ↓', 'the next delivery, an older one'],
  ['k  or  ↑', 'the delivery before, a newer one'],
  ['Enter', 'open it'],
  ['x', 'select it; with Shift, all from the one before'],
  ['Esc', 'close it; select none; in the search, empty the field'],
  ['/', 'search, or paste a time to go to'],
  ['p', 'pause the list, and go on'],
  ['?', 'this list'],
];

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
