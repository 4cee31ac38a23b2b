/**
 * Says on every screen that faults are on: whoever forgets one hunts for a defect that is none.
 *
 * @module
 */
import { useRef } from 'preact/hooks';

import type { FaultList } from '../../api/client-types';
import { addressOf } from '../location';
import { useData } from '../parts/use-data';
import { useFocusKept } from '../parts/use-focus-kept';
import { countsOf, nameOf } from './fault-draft';
import { switchAllOff } from './switch-off';

/** Faults that are named; of more, only the number is told. */
const NAMED = 3;

/** Nothing while no fault is on. */
export function FaultBanner() {
  const { data } = useData<FaultList>('/api/faults', 'faults');
  const faults = data?.faults ?? [];
  const banner = useRef<HTMLElement>(null);
  useFocusKept(banner);
  if (faults.length === 0) return null;
  const named = faults.slice(0, NAMED).map((one) => `${nameOf(one.fault)} (${countsOf(one)})`);
  const unnamed = faults.length - named.length;
  return (
    <section class="fault-banner" aria-label="Faults that are on" ref={banner}>
      <p>
        {faults.length === 1 ? 'A fault is on: ' : `${faults.length} faults are on: `}
        {named.join(', ')}
        {unnamed > 0 && ` and ${unnamed} more`}.
      </p>
      <a href={addressOf(['faults'])}>See faults</a>
      <button type="button" class="button" onClick={switchAllOff}>
        Switch all off
      </button>
    </section>
  );
}
