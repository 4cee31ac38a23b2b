/**
 * The controls of the filters. Each shows what the address says, and tells what was chosen.
 *
 * @module
 */
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import type { DeliveryFilter, FilterName } from './filter';

/** Typing rests this long before it is searched for. */
const TYPING_MS = 250;

/** A change of some conditions; `undefined` lifts one. `replace`: Back skips the filter before. */
export type ChangeFilter = (
  change: Partial<Record<FilterName, string | undefined>>,
  replace?: boolean,
) => void;

/** What each control is given. */
export interface Part {
  readonly filter: DeliveryFilter;
  readonly onChange: ChangeFilter;
}

/** Text; searched for when the typing rests. */
export function TextField({
  filter,
  onChange,
  search,
}: Part & { readonly search: RefObject<HTMLInputElement | null> }) {
  const { text = '' } = filter;
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onChange({ text: typed }, text !== ''), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label class="filter filter-text">
      <span>Text in the body</span>
      <input
        ref={search}
        type="search"
        autoComplete="off"
        spellcheck={false}
        aria-keyshortcuts="/"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (typed === '') event.currentTarget.blur();
          setTyped('');
        }}
      />
    </label>
  );
}

/** One of some values, or any. */
export function Choice({
  filter,
  onChange,
  name,
  label,
  children,
}: Part & {
  readonly name: FilterName;
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  const value = filter[name] ?? '';
  return (
    <label class={value === '' ? 'filter' : 'filter set'}>
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange({ [name]: event.currentTarget.value })}>
        <option value="">any</option>
        {children}
      </select>
    </label>
  );
}

/** A moment, in local time. */
export function MomentField({
  filter,
  onChange,
  name,
  label,
}: Part & { readonly name: 'since' | 'until'; readonly label: string }) {
  return (
    <label class="filter filter-moment">
      <span>{label}</span>
      <input
        type="datetime-local"
        step="1"
        value={localText(filter[name])}
        onChange={({ currentTarget: { value } }) =>
          onChange({ [name]: value === '' ? undefined : new Date(value).toISOString() })
        }
      />
    </label>
  );
}

/** A moment as its field wants it: local time without a zone. */
function localText(text: string | undefined): string {
  const moment = new Date(text ?? NaN);
  if (Number.isNaN(moment.getTime())) return '';
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 19);
}
