/**
 * Every route of the API, in the order of its documents.
 *
 * @module
 */
import type { ApiDependencies } from './dependencies';
import { readPages } from './pages';
import type { Route } from './route';
import { checkRoutes } from './routes/checks';
import { contractRoutes } from './routes/contract';
import { deliveryRoutes } from './routes/deliveries';
import { documentRoutes } from './routes/documents';
import { eventRoutes } from './routes/events';
import { faultRoutes } from './routes/faults';
import { integrationRoutes } from './routes/integrations';
import { receiverRoutes } from './routes/receiver';
import { pageFileRoutes, pageRoutes } from './routes/pages';
import { type SystemParts, systemRoutes } from './routes/system';

/** Makes all routes. */
export function allRoutes(dependencies: ApiDependencies, parts: SystemParts): readonly Route[] {
  const pages = readPages(dependencies.pages);
  const routes = [
    ...deliveryRoutes(dependencies),
    ...contractRoutes(dependencies),
    ...integrationRoutes(dependencies, (id, result) => parts.streams.testResult(id, result)),
    ...eventRoutes(dependencies),
    ...receiverRoutes(dependencies),
    ...faultRoutes(dependencies),
    ...checkRoutes(() => parts.streams.changed('checks')),
    ...systemRoutes(dependencies, parts),
    ...pageRoutes(pages),
  ];
  return [...routes, ...documentRoutes(routes), ...pageFileRoutes(pages)];
}
