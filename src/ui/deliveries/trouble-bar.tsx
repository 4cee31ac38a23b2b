/**
 * Above the list: what came to the receiver and was no delivery, until the person has read it. Who waits in vain for a
 * sender that does not trust the CA learns it here.
 *
 * @module
 */
import type { RepeatedTrouble, TroubleList } from '../../api/client-types';
import { counted, grouped } from '../parts/numbers';
import { readMark } from '../parts/read-mark';
import { useData } from '../parts/use-data';
import { When } from '../parts/when';

const read = readMark('wallstash.troubles-read');

/** See the module. */
export function TroubleBar() {
  const { data } = useData<TroubleList>('/api/troubles', 'troubles');
  const [newest, ...others] = (data?.troubles ?? []).filter(
    // Those of an entry are in the list.
    ({ entry, at }) => entry === undefined && at > read.at,
  );
  if (newest === undefined) return null;
  return (
    <div class="trouble-bar" role="group" aria-label="No delivery">
      <div class="trouble-told">
        <Told trouble={newest} />
        {others.length > 0 && (
          <details>
            <summary>{counted(others.length, 'other reason')}</summary>
            {others.map((trouble) => (
              <Told key={trouble.message} trouble={trouble} />
            ))}
          </details>
        )}
      </div>
      <button type="button" class="button quiet" onClick={() => read.moveTo(newest.at)}>
        Dismiss
      </button>
    </div>
  );
}

function Told({ trouble }: { readonly trouble: RepeatedTrouble }) {
  const { message, remoteAddress, at, times } = trouble;
  return (
    <p>
      {message}{' '}
      <span class="muted">
        {remoteAddress !== '' && `${remoteAddress}, `}
        {times > 1 && `${grouped(times)} times, the last `}
        <When at={at} />
      </span>
    </p>
  );
}
