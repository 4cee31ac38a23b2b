/**
 * The screen Integrations: which of its views stands at the address.
 *
 * @module
 */

import { useLayoutEffect, useRef } from 'preact/hooks';

import { place } from '../location';
import { EditIntegration, NewIntegration } from './form-pages';
import { IntegrationDetail } from './integration-detail';
import { IntegrationListView } from './integration-list';

/** `#/integrations`, `…/new`, `…/<id>` and `…/<id>/edit`. */
export function IntegrationsScreen() {
  const { rest } = place.value;
  const [id, view] = rest;
  const path = rest.join('/');
  const shown = useRef(path);
  useLayoutEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    // What had the focus is gone: the next Tab begins at the top of the new view.
    document.getElementById('main')?.focus();
  }, [path]);
  return (
    <div class="page integrations">
      {id === undefined ? (
        <IntegrationListView />
      ) : id === 'new' ? (
        <NewIntegration />
      ) : view === 'edit' ? (
        <EditIntegration key={id} id={id} />
      ) : (
        <IntegrationDetail key={id} id={id} />
      )}
    </div>
  );
}
