/**
 * The search and the filters above the list. What is chosen goes into the address; what the address says is shown.
 *
 * @module
 */
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';

import { type Clock, clock, minuteText, timeText } from '../parts/clock';
import { useSchemas } from '../parts/known-data';
import { SPANS } from './filter';
import { Chip, Choice, type Part } from './filter-fields';
import { SEARCH_FAILURE, SearchBox } from './search-box';

/** Conditions without a menu, in words. */
const CHIPS = {
  text: (value: string) => `body contains ${value}`,
  fingerprint: (value: string) => `notification ${value.slice(0, 12)}…`,
  method: (value: string) => value,
  carrier: (value: string) => value,
  path: (value: string) => `path ${value}`,
} as const;

/** `failure`: why the search cannot be understood. `search`: where its field is, for its key. */
export function FilterBar({
  filter,
  onChange,
  onTime,
  failure,
  search,
}: Part & {
  readonly onTime: (text: string) => void;
  readonly failure: string | undefined;
  readonly search: RefObject<HTMLInputElement | null>;
}) {
  const [expanded, setExpanded] = useState(false);
  const part = { filter, onChange };
  return (
    <form
      class={expanded ? 'filters expanded' : 'filters'}
      role="search"
      onSubmit={(event) => event.preventDefault()}
    >
      <div class="filter-line">
        <SearchBox
          value={filter.search ?? ''}
          onSearch={(text, replace) => onChange({ search: text }, replace)}
          {...{ onTime, isRefused: failure !== undefined, field: search }}
        />
        <button
          type="button"
          class="button quiet filters-more"
          aria-expanded={expanded}
          onClick={() => setExpanded(!expanded)}
        >
          Filters
        </button>
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
        <Choice {...part} name="last" label="Time">
          {Object.entries(SPANS).map(([value, { label }]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Choice>
      </div>
      {failure !== undefined && (
        <p class="search-failure" id={SEARCH_FAILURE} role="alert">
          {failure}
        </p>
      )}
      <Chips {...part} />
    </form>
  );
}

/** Conditions that come from a link, or from the strip. */
function Chips({ filter, onChange }: Part) {
  const stretch = stretchText(filter.since, filter.until, clock.value);
  const others = Object.entries(CHIPS).flatMap(([name, say]) => {
    const value = filter[name as keyof typeof CHIPS];
    const lift = (): void => onChange({ [name]: undefined });
    return value === undefined ? [] : [<Chip key={name} text={say(value)} onLift={lift} />];
  });
  if (stretch === undefined && others.length === 0) return null;
  return (
    <div class="filter-line">
      {stretch !== undefined && (
        <Chip text={stretch} onLift={() => onChange({ since: undefined, until: undefined })} />
      )}
      {others}
    </div>
  );
}

/** `from 11-28 19:28:00 until 11-28 19:29:00 UTC`; nothing for times that are none. */
function stretchText(
  since: string | undefined,
  until: string | undefined,
  shown: Clock,
): string | undefined {
  const words = [
    ['from', since],
    ['until', until],
  ].flatMap(([word = '', text]) => {
    const at = Date.parse(text ?? '');
    if (Number.isNaN(at)) return [];
    const [day = ''] = minuteText(at, shown, true).split(' ');
    return [`${word} ${day} ${timeText(at, shown).slice(0, 8)}`];
  });
  return words.length === 0 ? undefined : `${words.join(' ')}${shown === 'utc' ? ' UTC' : ''}`;
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
