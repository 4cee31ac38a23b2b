/**
 * Every route of the API, in the order of its documents.
 *
 * @module
 */
import type { ApiDependencies } from './dependencies';
import type { Route } from './route';
import { contractRoutes } from './routes/contract';
import { deliveryRoutes } from './routes/deliveries';
import { documentRoutes } from './routes/documents';
import { faultRoutes } from './routes/faults';
import { integrationRoutes } from './routes/integrations';
import { type SystemParts, systemRoutes } from './routes/system';

/** Makes all routes. */
export function allRoutes(dependencies: ApiDependencies, parts: SystemParts): readonly Route[] {
  const routes = [
    ...deliveryRoutes(dependencies),
    ...contractRoutes(dependencies),
    ...integrationRoutes(dependencies, (id, result) => parts.streams.testResult(id, result)),
    ...faultRoutes(dependencies),
    ...systemRoutes(dependencies, parts),
  ];
  return [...routes, ...documentRoutes(routes)];
}
