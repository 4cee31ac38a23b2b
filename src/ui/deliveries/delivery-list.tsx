/**
 * The list of deliveries: only the rows in sight are in the page.
 *
 * @module
 */
import { useEffect, useMemo, useRef } from 'preact/hooks';

import type { DeliverySummary } from '../../api/client-types';
import { addressOf, place } from '../location';
import { clock, dayOf, dayText, timeText } from '../parts/clock';
import { useVirtualRows, type VirtualRow } from '../parts/use-virtual-rows';
import { DeliveryRow } from './delivery-row';
import type { DeliveryStore } from './delivery-store';
import { Columns } from './list-columns';
import { End, News } from './list-edges';
import { type ListRows, listRows, type Mark } from './list-rows';
import { PickBox } from './pick-box';
import type { Selection } from './selection';
import { useNarrow, useReveal, useStillRows } from './use-list-place';

const ROW_HEIGHT = { wide: 38, narrow: 60 } as const;
/** Rows before either end at which more is asked for. */
const AHEAD = 40;

/** What the list shows. */
interface ListParts {
  readonly store: DeliveryStore;
  readonly selection: Selection;
  /** The row where the keys are; it is kept in sight. */
  readonly chosen: string | undefined;
  /** The newest delivery that is not new. */
  readonly seen: string | undefined;
}

/** See the module. */
export function DeliveryList({ store, selection, chosen, seen }: ListParts) {
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(scroller);
  const rowHeight = narrow ? ROW_HEIGHT.narrow : ROW_HEIGHT.wide;
  const entries = store.entries.value;
  const today = dayOf(Date.now(), clock.value);
  const rows = useMemo(
    () => listRows(entries, { clock: clock.value, seen, today }),
    [entries, clock.value, seen, today],
  );
  const { items, height, scrollTo } = useVirtualRows(scroller, rows.count, rowHeight);
  useStillRows({ scroller, rowHeight, rows, store });
  useReveal({ scroller, rowHeight, rows, store, chosen, scrollTo });

  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    if (last >= rows.count - AHEAD) void store.loadMore();
    if (first <= AHEAD) void store.loadNewer();
  }, [store, first, last, rows.count]);

  const classes = ['delivery-list', narrow && 'narrow', selection.active.value && 'picking'];
  return (
    <div class={classes.filter(Boolean).join(' ')}>
      {!narrow && <Columns />}
      <div
        class="delivery-scroller"
        ref={scroller}
        onScroll={(event) => store.lookAtTop(event.currentTarget.scrollTop < rowHeight / 2)}
      >
        <div role="list" aria-label="Deliveries" style={{ height: `${height}px` }}>
          {items.map((item) => (
            <Row
              key={keyOf(rows, entries, item.index)}
              {...{ item, rows, entries, rowHeight, selection, store }}
              focusable={chosen ?? entries[0]?.id}
            />
          ))}
        </div>
        <End store={store} />
      </div>
      <News store={store} scroller={scroller} />
    </div>
  );
}

function keyOf(rows: ListRows, entries: readonly DeliverySummary[], row: number): string {
  const what = rows.at(row);
  return typeof what === 'number'
    ? (entries[what]?.id ?? '')
    : `${what.kind}-${entries[what.above]?.id ?? ''}`;
}

function Row({
  item: { index: row, start },
  rows,
  entries,
  rowHeight,
  selection,
  store,
  focusable,
}: {
  readonly item: VirtualRow;
  readonly rows: ListRows;
  readonly entries: readonly DeliverySummary[];
  readonly rowHeight: number;
  readonly selection: Selection;
  readonly store: DeliveryStore;
  readonly focusable: string | undefined;
}) {
  const what = rows.at(row);
  const summary = entries[typeof what === 'number' ? what : what.above];
  if (summary === undefined) return null;
  const style = { height: `${rowHeight}px`, transform: `translateY(${start}px)` };
  if (typeof what !== 'number') {
    return (
      <div class={`delivery-mark ${what.kind}`} role="listitem" style={style}>
        <MarkText mark={what} summary={summary} />
      </div>
    );
  }
  const { query, rest } = place.value;
  return (
    <div
      role="listitem"
      aria-setsize={-1}
      aria-posinset={what + 1}
      class={selection.has(summary.id) ? 'picked' : undefined}
      style={style}
    >
      <DeliveryRow
        summary={summary}
        href={addressOf(['deliveries', summary.id], query)}
        chosen={summary.id === focusable}
        open={summary.id === rest[0]}
      />
      <PickBox id={summary.id} selection={selection} store={store} />
    </div>
  );
}

function MarkText({ mark, summary }: { readonly mark: Mark; readonly summary: DeliverySummary }) {
  const { receivedAt, imported } = summary;
  const shown = clock.value;
  if (mark.kind === 'day') return <span>{dayText(receivedAt, shown)}</span>;
  // When one came in elsewhere says nothing of when somebody looked here.
  if (imported === true) return <span>New</span>;
  return <span>New since {timeText(receivedAt, shown).slice(0, 8)}</span>;
}
