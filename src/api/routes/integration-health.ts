/**
 * The route that tells how integrations do.
 *
 * @module
 */
import { healthOf } from '../../console/health';
import { type ApiDependencies, theConsole } from '../dependencies';
import { type Route, route } from '../route';
import { IntegrationHealthList } from '../schemas/integration-health';

/** More attempts are not kept. */
const ALL_ATTEMPTS = 2_000;

/** `/api/integration-health` */
export function integrationHealthRoute(dependencies: ApiDependencies): Route {
  return route({
    ...{ method: 'get', path: '/api/integration-health', id: 'listIntegrationHealth' },
    tag: 'integrations',
    summary: 'How integrations do: failures over time, time to answer; test runs do not count',
    answers: { 200: { description: 'All of them.', schema: IntegrationHealthList } },
    handle: () => {
      const running = theConsole(dependencies);
      const now = Date.now();
      const integrations = running
        .list()
        .map(({ id }) =>
          healthOf(id, running.attempts({ integrationId: id, limit: ALL_ATTEMPTS }), now),
        );
      return { status: 200, body: { integrations } };
    },
  });
}
