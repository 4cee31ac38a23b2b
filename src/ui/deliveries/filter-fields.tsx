/**
 * The controls of the filters. Each shows what the address says, and tells what was chosen.
 *
 * @module
 */
import type { ComponentChildren } from 'preact';

import type { DeliveryFilter, FilterName } from './filter';

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
    <select
      class={value === '' ? 'filter' : 'filter set'}
      aria-label={label}
      value={value}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    >
      <option value="">{`Any ${label.toLowerCase()}`}</option>
      {children}
    </select>
  );
}

/** A condition that has no control, or whose control is elsewhere: what it says, and a way to lift it. */
export function Chip({ text, onLift }: { readonly text: string; readonly onLift: () => void }) {
  return (
    <span class="chip">
      <span>{text}</span>
      <button type="button" aria-label={`Lift: ${text}`} onClick={onLift}>
        ×
      </button>
    </span>
  );
}
