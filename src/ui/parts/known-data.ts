/**
 * Data that several screens want: where it is, what it is, and what makes it change.
 *
 * @module
 */
import type {
  BesideReceiver,
  EventTypeList,
  IntegrationHealthList,
  IntegrationList,
  SchemaList,
  SearchFields,
} from '../../api/client-types';
import { type Data, useData } from './use-data';

/** All integrations. Fails where there is no console. */
export function useIntegrations(): Data<IntegrationList> {
  return useData('/api/integrations', 'integrations');
}

/** How each integration does. */
export function useIntegrationHealth(): Data<IntegrationHealthList> {
  return useData('/api/integration-health', 'attempts');
}

/** The receiver beside the console. Fails where there is none; it does not change while the page is open. */
export function useReceiver(): Data<BesideReceiver> {
  return useData('/api/receiver');
}

/** What an integration can be told of; it does not change while the page is open. */
export function useEventTypes(): Data<EventTypeList> {
  return useData('/api/event-types');
}

/** Every notification type; they do not change while the page is open. */
export function useSchemas(): Data<SchemaList> {
  return useData('/api/schemas');
}

/** The fields that a search may name; they do not change while the page is open. */
export function useSearchFields(): Data<SearchFields> {
  return useData('/api/search-fields');
}
