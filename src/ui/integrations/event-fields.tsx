/**
 * The form's event types, with their risk levels, grouped as the Console groups them.
 *
 * @module
 */
import { useId } from 'preact/hooks';

import type { EventTypeList } from '../../api/client-types';
import { type EventBox, type EventGroup, groupsOf } from './event-boxes';
import type { PartProps } from './draft';

const ERAS = { seed: 'Console of 2023', today: 'today’s Console', both: undefined } as const;

/** See the module. */
export function EventFields({
  draft,
  change,
  eventTypes: { eventTypes },
}: PartProps & { readonly eventTypes: EventTypeList }) {
  const { events } = draft;
  const heading = useId();
  const tick = (box: EventBox, isTicked: boolean): void => {
    const others = events.filter((name) => name !== box.name);
    change({ events: isTicked ? [...others, box.name] : others });
  };
  return (
    <fieldset class="panel part" aria-labelledby={heading}>
      <div class="part-head">
        <h2 id={heading}>Event types</h2>
        <span>
          <button
            type="button"
            class="button quiet"
            onClick={() => change({ events: eventTypes.map(({ name }) => name) })}
          >
            Tick all
          </button>
          <button type="button" class="button quiet" onClick={() => change({ events: [] })}>
            Untick all
          </button>
        </span>
      </div>
      <p class={events.length === 0 ? 'caution' : 'hint'}>
        {events.length === 0
          ? 'None is ticked: nothing will be sent but the test notifications.'
          : 'The integration is told of what is ticked, and of nothing else.'}
      </p>
      <div class="event-groups">
        {groupsOf(eventTypes).map((group) => (
          <Group
            key={group.name}
            group={group}
            isTicked={(name) => events.includes(name)}
            tick={tick}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Group({
  group: { name: groupName, label, boxes },
  isTicked,
  tick,
}: {
  readonly group: EventGroup;
  readonly isTicked: (name: EventBox['name']) => boolean;
  readonly tick: (box: EventBox, isTicked: boolean) => void;
}) {
  const [first] = boxes;
  const era = first === undefined ? undefined : ERAS[first.era];
  const box = (one: EventBox, text: string) => (
    <label class="tick" key={one.name}>
      <input
        type="checkbox"
        checked={isTicked(one.name)}
        onChange={(event) => tick(one, event.currentTarget.checked)}
      />
      {text}
    </label>
  );
  if (first !== undefined && boxes.length === 1) {
    return (
      <div class="event-group">
        {groupName === 'hourly-requests' && <p class="group-label">Regular notifications</p>}
        {box(first, label)}
        {era !== undefined && <span class="hint">{era}</span>}
      </div>
    );
  }
  return (
    <fieldset class="event-group">
      <legend class="group-label">
        {label} {era !== undefined && <span class="hint">{era}</span>}
      </legend>
      <div class="risks">{boxes.map((one) => box(one, capitalised(one.risk ?? one.label)))}</div>
    </fieldset>
  );
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
