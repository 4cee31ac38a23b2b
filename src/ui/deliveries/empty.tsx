/**
 * What the list says when it has nothing to show.
 *
 * @module
 */
import type { BesideReceiver, SchemaList } from '../../api/client-types';
import { addressOf } from '../location';
import { EmptyState } from '../parts/empty-state';
import { useData } from '../parts/use-data';
import { firstCurl } from './curl';

/** Nothing has come yet: how to make something come. */
export function NothingYet() {
  const { data: receiver } = useData<BesideReceiver>('/api/receiver');
  const { data: contract } = useData<SchemaList>('/api/schemas');
  const [sample] = (contract?.schemas.map((one) => one.sample) ?? []).sort(
    (one, other) => JSON.stringify(one).length - JSON.stringify(other).length,
  );
  const command =
    receiver === undefined || sample === undefined ? undefined : firstCurl(receiver, sample);
  return (
    <div class="delivery-empty">
      <EmptyState title="No delivery yet" command={command}>
        <p>
          Create an integration and press <i>Test integration</i>
          {command === undefined ? '.' : ', or paste the command below into a terminal.'}
        </p>
        <a class="button primary" href={addressOf(['integrations'])}>
          Create an integration
        </a>
      </EmptyState>
    </div>
  );
}

/** The filters leave nothing. */
export function NothingMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState title="No delivery matches">
      <p>What comes in and matches the filters appears here.</p>
      <button type="button" class="button" onClick={onClear}>
        Show all deliveries
      </button>
    </EmptyState>
  );
}
