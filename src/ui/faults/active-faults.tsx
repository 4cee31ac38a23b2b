/**
 * The faults that are on, each with how often it acted.
 *
 * @module
 */
import { useRef } from 'preact/hooks';

import type { ActiveFault } from '../../api/client-types';
import { grouped } from '../parts/numbers';
import { useFocusKept } from '../parts/use-focus-kept';
import { nameOf } from './fault-draft';
import { switchAllOff, switchOff } from './switch-off';

/** `faults`: `undefined` before they are known; the place is kept for them. */
export function ActiveFaults({ faults }: { readonly faults: readonly ActiveFault[] | undefined }) {
  const section = useRef<HTMLElement>(null);
  useFocusKept(section);
  return (
    <section class="active" aria-label="On now" ref={section} tabIndex={-1}>
      <div class="section-head">
        <h2>On now</h2>
        {faults !== undefined && faults.length > 1 && (
          <button type="button" class="button quiet" onClick={switchAllOff}>
            Switch all off
          </button>
        )}
      </div>
      <ul class="panel">
        {faults?.map((one) => (
          <Active key={one.id} active={one} />
        ))}
        {(faults === undefined || faults.length === 0) && (
          <li class="muted">{faults !== undefined && 'No fault is on.'}</li>
        )}
      </ul>
      {faults !== undefined && faults.length > 1 && (
        <p class="hint">Of several that could act, the first one does.</p>
      )}
    </section>
  );
}

function Active({ active: { id, fault, acted } }: { readonly active: ActiveFault }) {
  const name = nameOf(fault);
  return (
    <li>
      <code>{name}</code>
      <span class="scope">{scopeOf(fault)}</span>
      <span class="number">{acted === 0 ? 'has not acted yet' : `acted ${times(acted)}`}</span>
      <button
        type="button"
        class="button quiet"
        aria-label={`Switch off ${name}`}
        onClick={() => switchOff(id)}
      >
        Switch off
      </button>
    </li>
  );
}

function times(count: number): string {
  return count === 1 ? 'once' : `${grouped(count)} times`;
}

function scopeOf({ next, share, seed = 1 }: ActiveFault['fault']): string {
  const which = next === undefined ? 'until it is switched off' : `only the next ${grouped(next)}`;
  if (share === undefined) return which;
  return `${which}, ${Math.round(share * 100)} % by seed ${seed}`;
}
