/**
 * Asks before something that cannot be undone.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

import { Dialog } from './dialog';

/** `verb`: what the button does, such as "Delete". */
export function Confirm({
  title,
  verb,
  children,
  onConfirm,
  onCancel,
}: {
  readonly title: string;
  readonly verb: string;
  readonly children: ComponentChildren;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}) {
  return (
    <Dialog title={title} onClose={onCancel}>
      {children}
      <div class="actions">
        <button type="button" class="button" onClick={onCancel}>
          Cancel
        </button>
        <button type="button" class="button danger" onClick={onConfirm}>
          {verb}
        </button>
      </div>
    </Dialog>
  );
}
