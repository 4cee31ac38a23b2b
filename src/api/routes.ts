/**
 * Every route of the API, in the order of its documents.
 *
 * @module
 */
import type { ApiDependencies } from './dependencies';
import type { Checks } from './checks';
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
import { replayRoutes } from './routes/replays';
import { sendRoutes } from './routes/sends';
import { settingsRoutes } from './routes/settings';
import { type SystemParts, systemRoutes } from './routes/system';
import { troubleRoutes } from './routes/troubles';
import type { Replays } from './replays/replays';
import type { Sends } from './sends/sends';

/** What the routes need beside the dependencies. */
export interface RouteParts extends SystemParts {
  readonly checks: Checks;
  readonly sends: Sends;
  readonly replays: Replays;
}

/** Makes all routes. */
export function allRoutes(dependencies: ApiDependencies, parts: RouteParts): readonly Route[] {
  const pages = readPages(dependencies.pages);
  const routes = [
    ...deliveryRoutes(dependencies, {
      cleared: (entries) => parts.streams.cleared(entries),
      imported: (entries) => parts.streams.imported(entries),
    }),
    ...contractRoutes(dependencies),
    ...integrationRoutes(dependencies, (id, result) => parts.streams.testResult(id, result)),
    ...eventRoutes(dependencies),
    ...replayRoutes(parts.replays),
    ...sendRoutes(parts.sends),
    ...receiverRoutes(dependencies),
    ...troubleRoutes(dependencies),
    ...settingsRoutes(dependencies),
    ...faultRoutes(dependencies),
    ...checkRoutes(parts.checks),
    ...systemRoutes(dependencies, parts),
    ...pageRoutes(pages),
  ];
  return [...routes, ...documentRoutes(routes, dependencies.version), ...pageFileRoutes(pages)];
}
