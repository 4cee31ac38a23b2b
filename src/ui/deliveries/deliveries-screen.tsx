/**
 * The screen Deliveries: the filters, the strip over time, the list, and beside it the delivery that is open.
 *
 * @module
 */
import { useRef, useState } from 'preact/hooks';

import './deliveries.css';
import { sentenceOf } from '../client';
import { addressOf, go, place } from '../location';
import { say } from '../parts/announcer';
import { clock } from '../parts/clock';
import { Failure } from '../parts/failure';
import { useSlow } from '../parts/use-slow';
import { DeliveryDetail } from './delivery-detail';
import { DeliveryList } from './delivery-list';
import type { DeliveryStore } from './delivery-store';
import { NothingMatches, NothingYet } from './empty';
import { filterOf } from './filter';
import { FilterBar } from './filter-bar';
import type { ChangeFilter } from './filter-fields';
import { nearestTo, timeIn } from './go-to-time';
import { ListHead } from './list-head';
import { PickedBar } from './picked-bar';
import { ReplayBar } from './replay-bar';
import { useSeen } from './seen';
import type { Selection } from './selection';
import { ShortcutsDialog } from './shortcuts-dialog';
import { Strip } from './strip';
import { TroubleBar } from './trouble-bar';
import { useShortcuts } from './use-shortcuts';
import { useChoice, useFilter, useFocusOnReturn, useSelection, useStore } from './use-list';

/** See the module. */
export function DeliveriesScreen() {
  const { rest, query } = place.value;
  const [open] = rest;
  const search = useRef<HTMLInputElement>(null);
  const [explaining, setExplaining] = useState(false);
  const filter = useFilter(query);
  const store = useStore(filter, open);
  const selection = useSelection(filter);
  const { chosen, move } = useChoice(store, open, query);
  useFocusOnReturn(open);

  const close = (): void => {
    if (open !== undefined) go(addressOf(['deliveries'], query));
    else selection.clear();
  };
  useShortcuts({
    ...{ move, close },
    open: () => {
      if (chosen !== undefined) go(addressOf(['deliveries', chosen], query));
    },
    search: () => search.current?.focus(),
    pause: () => store.pause(!store.paused.peek()),
    pick: (extend) => {
      const id = chosen ?? store.entries.peek()[0]?.id;
      if (id === undefined) return;
      if (chosen === undefined) move(1);
      if (extend) selection.extendTo(id, store.entries.peek());
      else selection.toggle(id);
    },
    explain: () => setExplaining(true),
  });

  return (
    <div class={open === undefined ? 'deliveries' : 'deliveries with-detail'}>
      <section class="delivery-master" aria-labelledby="deliveries-title">
        <ListHead
          {...{ store, selection, filter }}
          onClear={clear}
          onExplain={() => setExplaining(true)}
        />
        <FilterBar
          filter={filter}
          onChange={change}
          onTime={goToTime}
          failure={store.refusal.value}
          search={search}
        />
        <Strip store={store.timeline} onChange={change} />
        <TroubleBar />
        <Content store={store} selection={selection} chosen={chosen} />
        <ReplayBar />
        <PickedBar {...{ store, selection, filter }} />
      </section>
      {open !== undefined && (
        <DeliveryDetail id={open} back={addressOf(['deliveries'], query)} onMove={move} />
      )}
      {explaining && <ShortcutsDialog onClose={() => setExplaining(false)} />}
    </div>
  );
}

const change: ChangeFilter = (changes, replace = false) => {
  // As it is now: who types is heard a moment later.
  const { rest: path, query: before } = place.peek();
  go(addressOf(['deliveries', ...path], { ...filterOf(before), ...changes }), { replace });
};

function clear(): void {
  go(addressOf(['deliveries', ...place.peek().rest]));
}

/** Opens the delivery nearest to a time, whatever the filter: one knows when it came, not what it was. */
function goToTime(text: string): void {
  const time = timeIn(text, clock.peek());
  if (time === undefined) return;
  nearestTo(time, clock.peek()).then(
    (found) => {
      if (found === undefined) say('There is no delivery.');
      else go(addressOf(['deliveries', found.id]));
    },
    (error: unknown) => say(sentenceOf(error)),
  );
}

function Content({
  store,
  selection,
  chosen,
}: {
  readonly store: DeliveryStore;
  readonly selection: Selection;
  readonly chosen: string | undefined;
}) {
  const slow = useSlow(store.loading.value);
  const seen = useSeen(store);
  const failure = store.failure.value;
  const isEmpty = store.entries.value.length === 0;
  // Until the first answer it is not known whether there is nothing.
  const isKnown = store.round.value.count > 0;
  // What cannot be looked for is not known to be absent.
  const isRefused = store.refusal.value !== undefined;
  return (
    <>
      {failure !== undefined && (
        <div class="delivery-failure">
          <Failure message={failure} />
          <button type="button" class="button" onClick={() => store.begin()}>
            Try again
          </button>
        </div>
      )}
      <p class="delivery-slow muted" role="status">
        {slow && 'Loading deliveries'}
      </p>
      {!isEmpty && <DeliveryList {...{ store, selection, chosen, seen }} />}
      {isEmpty && isKnown && !store.narrowed.value && <NothingYet />}
      {isEmpty && isKnown && store.narrowed.value && !isRefused && (
        <NothingMatches onClear={clear} />
      )}
    </>
  );
}
