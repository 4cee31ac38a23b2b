/**
 * What Wallarm's own API made beside the integrations that deliver: those of other kinds, and triggers.
 *
 * @module
 */
import type { IntegrationList, TriggerList } from '../../api/client-types';
import { Badge } from '../parts/badge';
import { useData } from '../parts/use-data';
import { EnabledBadge } from './badges';

/** On an integration that Wallarm's own API made. */
export function MakerBadge({ maker }: { readonly maker: 'console' | 'wallarm-api' }) {
  return maker === 'console' ? null : <Badge tone="quiet">made by Wallarm’s API</Badge>;
}

/** Nothing when there is nothing. */
export function WallarmMade({ kept }: Pick<IntegrationList, 'kept'>) {
  const { data } = useData<TriggerList>('/api/triggers', 'integrations');
  const triggers = data?.triggers ?? [];
  return (
    <>
      {kept.length > 0 && (
        <section aria-label="Integrations of other kinds">
          <h2>Of other kinds: kept, never sent</h2>
          <ul>
            {kept.map(({ id, kind, name, enabled }) => (
              <li key={id}>
                {name} <span class="muted">{kind}</span> <EnabledBadge enabled={enabled} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {triggers.length > 0 && (
        <section aria-label="Triggers">
          <h2>Triggers</h2>
          <ul>
            {triggers.map(({ id, name, template, enabled, integrations }) => (
              <li key={id}>
                {name} <span class="muted">{template}</span> <EnabledBadge enabled={enabled} />{' '}
                {integrations.length > 0 && `tells ${integrations.join(', ')}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
