/**
 * The screen Deliveries: the filters, the list, and beside it the delivery that is open.
 *
 * @module
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import './deliveries.css';
import { addressOf, go, place } from '../location';
import { Failure } from '../parts/failure';
import { useSlow } from '../parts/use-slow';
import { DeliveryDetail } from './delivery-detail';
import { DeliveryList } from './delivery-list';
import { placeOf } from './delivery-order';
import { DeliveryStore } from './delivery-store';
import { NothingMatches, NothingYet } from './empty';
import { type DeliveryFilter, filterOf } from './filter';
import { FilterBar } from './filter-bar';
import type { ChangeFilter } from './filter-fields';
import { ShortcutsDialog, useShortcuts } from './shortcuts';

/** See the module. */
export function DeliveriesScreen() {
  const { rest, query } = place.value;
  const [open] = rest;
  const search = useRef<HTMLInputElement>(null);
  const [explaining, setExplaining] = useState(false);
  const filter = useFilter(query);
  const store = useStore(filter);
  const { chosen, move } = useChoice(store, open, query);

  useFocusOnReturn(open);

  const close = (): void => {
    if (open !== undefined) go(addressOf(['deliveries'], query));
  };
  const clear = (): void => go(addressOf(['deliveries', ...rest]));
  const change: ChangeFilter = (changes, replace = false) => {
    // As it is now: who types is heard a moment later.
    const { rest: path, query: before } = place.peek();
    go(addressOf(['deliveries', ...path], { ...filterOf(before), ...changes }), { replace });
  };
  useShortcuts({
    ...{ move, close },
    open: () => {
      if (chosen !== undefined) go(addressOf(['deliveries', chosen], query));
    },
    search: () => search.current?.focus(),
    explain: () => setExplaining(true),
  });

  return (
    <div class={open === undefined ? 'deliveries' : 'deliveries with-detail'}>
      <section class="delivery-master" aria-labelledby="deliveries-title">
        <div class="delivery-head">
          <h1 id="deliveries-title">Deliveries</h1>
          <button type="button" class="button quiet" onClick={() => setExplaining(true)}>
            Shortcuts
          </button>
        </div>
        <FilterBar filter={filter} onChange={change} onClear={clear} search={search} />
        <Content store={store} chosen={chosen} onClear={clear} />
      </section>
      {open !== undefined && (
        <DeliveryDetail id={open} back={addressOf(['deliveries'], query)} onMove={move} />
      )}
      {explaining && <ShortcutsDialog onClose={() => setExplaining(false)} />}
    </div>
  );
}

function Content({
  store,
  chosen,
  onClear,
}: {
  readonly store: DeliveryStore;
  readonly chosen: string | undefined;
  readonly onClear: () => void;
}) {
  const slow = useSlow(store.loading.value);
  const failure = store.failure.value;
  const isEmpty = store.entries.value.length === 0;
  // Until the first answer it is not known whether there is nothing.
  const isKnown = store.round.value > 0;
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
      {!isEmpty && <DeliveryList store={store} chosen={chosen} />}
      {isEmpty && isKnown && !store.narrowed.value && <NothingYet />}
      {isEmpty && isKnown && store.narrowed.value && <NothingMatches onClear={onClear} />}
    </>
  );
}

/** The filter of the address; the same object as long as it says the same. */
function useFilter(query: Readonly<Record<string, string>>): DeliveryFilter {
  const filter = filterOf(query);
  return useMemo(() => filter, [JSON.stringify(filter)]);
}

function useStore(filter: DeliveryFilter): DeliveryStore {
  const [store] = useState(() => new DeliveryStore());
  const started = useRef(false);
  useEffect(() => {
    started.current = true;
    return store.start(filter);
  }, [store]);
  useEffect(() => {
    if (started.current) started.current = false;
    else store.show(filter);
  }, [store, filter]);
  return store;
}

/** Which delivery the keys are at: the one that is open, or else the one that was chosen last. */
function useChoice(
  store: DeliveryStore,
  open: string | undefined,
  query: Readonly<Record<string, string>>,
): { readonly chosen: string | undefined; readonly move: (step: 1 | -1) => void } {
  const [last, setLast] = useState(open);
  const chosen = open ?? last;
  useEffect(() => {
    if (open !== undefined) setLast(open);
  }, [open]);
  const move = (step: 1 | -1): void => {
    const entries = store.entries.peek();
    const at = chosen === undefined ? -1 : placeOf(entries, chosen);
    const isThere = entries[at]?.id === chosen;
    // The place of one that is not in the list is that of the next older one.
    const next = entries[at + (step === 1 && !isThere && chosen !== undefined ? 0 : step)];
    if (next === undefined) return;
    if (open !== undefined) go(addressOf(['deliveries', next.id], query), { replace: true });
    else {
      setLast(next.id);
      focusRow(next.id);
    }
  };
  return { chosen, move };
}

/** Who comes back to the list, by whatever way, goes on at the row of what was open. */
function useFocusOnReturn(open: string | undefined): void {
  const before = useRef(open);
  useEffect(() => {
    const left = open === undefined ? before.current : undefined;
    before.current = open;
    // What had the focus is gone, unless it was in the list.
    if (left !== undefined && document.activeElement === document.body) focusRow(left);
  }, [open]);
}

/** Gives the focus to a row of the list, once it is there. */
function focusRow(id: string): void {
  requestAnimationFrame(() => {
    const rows = document.querySelectorAll<HTMLElement>('.delivery-row');
    [...rows].find((row) => row.dataset['id'] === id)?.focus({ preventScroll: true });
  });
}
