/**
 * What stands at the ends of the list: the way to what is newer, and why it does not go on.
 *
 * @module
 */
import type { RefObject } from 'preact';

import { counted, grouped } from '../parts/numbers';
import type { DeliveryStore } from './delivery-store';

/** The way to what came in while the person read further down, or had paused. */
export function News({
  store,
  scroller,
}: {
  readonly store: DeliveryStore;
  readonly scroller: RefObject<HTMLDivElement | null>;
}) {
  const count = store.held.value.length;
  const isDetached = store.newer.value !== undefined;
  if (count === 0 && !isDetached) return null;
  const toTop = (): void => {
    store.release();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <button type="button" class="button primary delivery-news" onClick={toTop}>
      {count === 0 ? 'To the newest' : `${grouped(count)} new`}
    </button>
  );
}

/** Below the last row. */
export function End({ store }: { readonly store: DeliveryStore }) {
  const failure = store.moreFailure.value;
  const dropped = store.dropped.value;
  if (failure !== undefined) {
    return (
      <p class="delivery-end" role="alert">
        {failure}{' '}
        <button type="button" class="button quiet" onClick={() => void store.loadMore()}>
          Load more
        </button>
      </p>
    );
  }
  if (store.next.value !== undefined) return <p class="delivery-end muted">More to come</p>;
  if (dropped === 0) return null;
  return (
    <p class="delivery-end muted">
      {counted(dropped, 'older delivery', 'older deliveries')} gone: the journal keeps only the
      newest.
    </p>
  );
}
