/**
 * The filters above the list. What is chosen goes into the address; what the address says is shown.
 *
 * @module
 */
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';

import { useSchemas } from '../parts/known-data';
import { isNarrowed, SPANS } from './filter';
import { Choice, MomentField, type Part, TextField } from './filter-fields';

/** `search`: where the field for text is, for its key. */
export function FilterBar({
  filter,
  onChange,
  onClear,
  search,
}: Part & { readonly onClear: () => void; readonly search: RefObject<HTMLInputElement | null> }) {
  const hasMore = [filter.carrier, filter.path, filter.since, filter.until].some(
    (value) => value !== undefined,
  );
  const [more, setMore] = useState(false);
  const expanded = more || hasMore;
  const part = { filter, onChange };
  return (
    <form
      class={expanded ? 'filters expanded' : 'filters'}
      role="search"
      onSubmit={(event) => event.preventDefault()}
    >
      <div class="filter-line">
        <TextField {...part} search={search} />
        <TypeChoice {...part} />
        <Choice {...part} name="verdict" label="Verdict">
          <option value="accepted">accepted</option>
          <option value="rejected">rejected</option>
          <option value="refused">refused</option>
        </Choice>
        <Choice {...part} name="valid" label="Contract">
          <option value="true">valid</option>
          <option value="false">with violations</option>
        </Choice>
        <Choice {...part} name="method" label="Method">
          <option>POST</option>
          <option>PUT</option>
        </Choice>
        <Choice {...part} name="last" label="Time">
          {Object.entries(SPANS).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Choice>
        <button
          type="button"
          class="button quiet"
          aria-expanded={expanded}
          onClick={() => setMore(!more)}
        >
          More filters
        </button>
        {isNarrowed(filter) && (
          <button type="button" class="button quiet" onClick={onClear}>
            Clear filters
          </button>
        )}
      </div>
      {expanded && <MoreFilters {...part} />}
    </form>
  );
}

function MoreFilters({ filter, onChange }: Part) {
  const part = { filter, onChange };
  return (
    <div class="filter-line">
      <Choice {...part} name="carrier" label="Carrier">
        <option value="array">array</option>
        <option value="ndjson">NDJSON</option>
        <option value="object">object</option>
        <option value="logstash-event">Logstash event</option>
      </Choice>
      <label class="filter">
        <span>Path begins with</span>
        <input
          type="text"
          value={filter.path ?? ''}
          onChange={(event) => onChange({ path: event.currentTarget.value })}
        />
      </label>
      <MomentField {...part} name="since" label="From" />
      <MomentField {...part} name="until" label="Until" />
    </div>
  );
}

function TypeChoice(part: Part) {
  const { data } = useSchemas();
  const known = data?.schemas.map(({ type }) => type) ?? [];
  const { type } = part.filter;
  const all = type === undefined || known.includes(type) ? known : [type, ...known];
  return (
    <Choice {...part} name="type" label="Type">
      {all.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </Choice>
  );
}
