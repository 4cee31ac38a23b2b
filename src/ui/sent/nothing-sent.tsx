/**
 * What to do while nothing has been sent yet.
 *
 * @module
 */
import { addressOf } from '../location';
import { EmptyState } from '../parts/empty-state';
import { useIntegrations } from '../parts/known-data';
import { RaiseEvent } from './raise-event';

/** An event to raise; without an integration, the way to one. */
export function NothingSent() {
  const { data } = useIntegrations();
  // Which of the two it is to be is not known yet.
  if (data === undefined) return null;
  if (data.integrations.length === 0) {
    return (
      <EmptyState title="There is nobody to send to yet">
        <p>
          An event goes to each integration that ticked its event type, and there is no integration.{' '}
          <a href={addressOf(['integrations'])}>Create one</a>, then raise an event here.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing has been sent yet" command="npx wallstash event new_hits">
      <p>
        Raise an event as Wallarm Cloud would. It goes to each enabled integration that ticked its
        event type, and every attempt at it shows here. A test run shows at its integration.
      </p>
      <RaiseEvent />
    </EmptyState>
  );
}
