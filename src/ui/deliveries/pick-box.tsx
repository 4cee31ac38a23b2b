/**
 * The box by which a delivery of the list is picked. It stands beside the row's link, not in it.
 *
 * @module
 */
import type { DeliveryStore } from './delivery-store';
import type { Selection } from './selection';

/** With Shift, all from the one picked last are picked. */
export function PickBox({
  id,
  selection,
  store,
}: {
  readonly id: string;
  readonly selection: Selection;
  readonly store: DeliveryStore;
}) {
  return (
    <label class="pick">
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={`Select delivery ${id}`}
        checked={selection.has(id)}
        onClick={(event) => {
          if (event.shiftKey) selection.extendTo(id, store.entries.peek());
          else selection.toggle(id);
        }}
      />
    </label>
  );
}
