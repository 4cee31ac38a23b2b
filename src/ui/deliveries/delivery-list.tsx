/**
 * The list of deliveries: only the rows in sight are in the page.
 *
 * @module
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import { addressOf, place } from '../location';
import { counted, grouped } from '../parts/numbers';
import { useVirtualRows } from '../parts/use-virtual-rows';
import { DeliveryRow } from './delivery-row';
import { placeOf } from './delivery-order';
import type { DeliveryStore } from './delivery-store';

/** Below this width of the list, which its columns need, a row has two lines; pixels. */
const NARROW = 820;
const ROW_HEIGHT = { wide: 40, narrow: 62 } as const;
/** Rows before the end at which the next page is asked for. */
const AHEAD = 40;

/** `chosen`: the row where the keys are; it is kept in sight. */
export function DeliveryList({
  store,
  chosen,
}: {
  readonly store: DeliveryStore;
  readonly chosen: string | undefined;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(scroller);
  const rowHeight = narrow ? ROW_HEIGHT.narrow : ROW_HEIGHT.wide;
  const entries = store.entries.value;
  const { items, height, scrollTo } = useVirtualRows(scroller, entries.length, rowHeight);
  useKeepPlace(scroller, rowHeight, store.round.value);

  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= entries.length - AHEAD) void store.loadMore();
  }, [store, last, entries.length]);
  useEffect(() => {
    const index = chosen === undefined ? -1 : placeOf(entries, chosen);
    // Only when it is chosen: what comes in afterwards must not pull the list.
    if (entries[index]?.id === chosen) scrollTo(index);
  }, [chosen]);

  const { query, rest } = place.value;
  const focusable = chosen ?? entries[0]?.id;
  return (
    <div class={narrow ? 'delivery-list narrow' : 'delivery-list'}>
      {!narrow && <Columns />}
      <div
        class="delivery-scroller"
        ref={scroller}
        onScroll={(event) => store.lookAtTop(event.currentTarget.scrollTop < rowHeight / 2)}
      >
        <div role="list" aria-label="Deliveries" style={{ height: `${height}px` }}>
          {items.map(({ index, start }) => {
            const summary = entries[index];
            if (summary === undefined) return null;
            const { id } = summary;
            return (
              <div
                key={id}
                role="listitem"
                aria-setsize={-1}
                aria-posinset={index + 1}
                style={{ height: `${rowHeight}px`, transform: `translateY(${start}px)` }}
              >
                <DeliveryRow
                  summary={summary}
                  href={addressOf(['deliveries', id], query)}
                  chosen={id === focusable}
                  open={id === rest[0]}
                />
              </div>
            );
          })}
        </div>
        <End store={store} />
      </div>
      <News store={store} scroller={scroller} />
    </div>
  );
}

/** For the eyes: what a row reads out makes sense without them. */
function Columns() {
  return (
    <div class="delivery-columns" aria-hidden="true">
      <span>Time</span>
      <span>Request</span>
      <span>Notifications</span>
      <span>Verdict</span>
      <span>Findings</span>
      <span class="cell-size">Size</span>
    </div>
  );
}

/** The way to what came in while the person read further down. */
function News({
  store,
  scroller,
}: {
  readonly store: DeliveryStore;
  readonly scroller: RefObject<HTMLDivElement | null>;
}) {
  const count = store.held.value.length;
  if (count === 0) return null;
  const toTop = (): void => {
    store.release();
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <button type="button" class="button primary delivery-news" onClick={toTop}>
      {grouped(count)} new
    </button>
  );
}

/** Below the last row. */
function End({ store }: { readonly store: DeliveryStore }) {
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

/** Whether the list has little room. */
function useNarrow(scroller: RefObject<HTMLElement | null>): boolean {
  const [narrow, setNarrow] = useState(() => innerWidth < NARROW);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => setNarrow(element.clientWidth < NARROW);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return narrow;
}

/** The same row stays on top when rows get higher or lower; a list begun anew starts at its top. */
function useKeepPlace(
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  round: number,
): void {
  const before = useRef(rowHeight);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null) element.scrollTop *= rowHeight / before.current;
    before.current = rowHeight;
  }, [scroller, rowHeight]);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [scroller, round]);
}
