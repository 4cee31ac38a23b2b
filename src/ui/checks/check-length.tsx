/**
 * When a check began and how long it took, or how long it has been running.
 *
 * @module
 */
import type { CheckSummary } from '../../api/client-types';
import { clock, duration } from '../parts/numbers';
import { When } from '../parts/when';
import { lengthOf } from './standing';

/** See the module. */
export function CheckLength({ check }: { readonly check: CheckSummary }) {
  const { state, startedAt } = check;
  if (state === 'running') return <>running for {clock(lengthOf(check))}</>;
  return (
    <>
      <When at={startedAt} />, {state === 'vanished' ? 'last heard of after' : 'took'}{' '}
      {duration(lengthOf(check))}
    </>
  );
}
