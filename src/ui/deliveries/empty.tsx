/**
 * What the list says when it has nothing to show.
 *
 * @module
 */
import type { BesideReceiver, SchemaList } from '../../api/client-types';
import { addressOf } from '../location';
import { EmptyState } from '../parts/empty-state';
import { useIntegrations, useReceiver, useSchemas } from '../parts/known-data';
import { isSettled } from '../parts/use-data';
import { firstCurl } from './curl';

/** Nothing has come yet: how to make something come. It shows once it is known what there is to do so. */
export function NothingYet() {
  const integrations = useIntegrations();
  const receiver = useReceiver();
  const contract = useSchemas();
  if (![integrations, receiver, contract].every(isSettled)) return null;
  const command = commandFor(receiver.data, contract.data);
  return (
    <div class="delivery-empty">
      <EmptyState title="No delivery yet" command={command}>
        {/* Without a console there are no integrations to have. */}
        {integrations.data !== undefined && (
          <ByIntegration isThere={integrations.data.integrations.length > 0} />
        )}
        {command !== undefined && (
          <p class="muted">
            {integrations.data === undefined
              ? 'Paste this into a terminal:'
              : 'Or paste this into a terminal:'}
          </p>
        )}
      </EmptyState>
    </div>
  );
}

function ByIntegration({ isThere }: { readonly isThere: boolean }) {
  return (
    <>
      <p>
        {isThere ? 'Open' : 'Create'} an integration and press <i>Test integration</i>: what it
        sends appears here.
      </p>
      <a
        class="button primary"
        href={addressOf(isThere ? ['integrations'] : ['integrations', 'new'])}
      >
        {isThere ? 'See the integrations' : 'Create an integration'}
      </a>
    </>
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

/** With the shortest sample: it is a first try. */
function commandFor(
  receiver: BesideReceiver | undefined,
  contract: SchemaList | undefined,
): string | undefined {
  const [sample] = (contract?.schemas.map((one) => one.sample) ?? []).sort(
    (one, other) => JSON.stringify(one).length - JSON.stringify(other).length,
  );
  return receiver === undefined || sample === undefined ? undefined : firstCurl(receiver, sample);
}
