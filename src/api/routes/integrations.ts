/**
 * Routes of the Wallarm Console stand-in: integrations and their test run.
 *
 * @module
 */
import type { TestResult } from '../../console/test-run';
import { type ApiDependencies, theConsole } from '../dependencies';
import { type Route, route } from '../route';
import {
  Integration,
  IntegrationChange,
  IntegrationList,
  IntegrationReference,
  IntegrationRequest,
  TestRun,
  TriggerList,
} from '../schemas/integration';
import { integrationHealthRoute } from './integration-health';

const TAG = 'integrations';

/** Told of each result of a test run as it comes. */
export type TestResultListener = (integrationId: string, result: TestResult) => void;

/** The routes under `/api/integrations`. */
export function integrationRoutes(
  dependencies: ApiDependencies,
  onResult: TestResultListener,
): readonly Route[] {
  return [
    ...keepingRoutes(dependencies),
    ...changingRoutes(dependencies),
    integrationHealthRoute(dependencies),
    testRoute(dependencies, onResult),
  ];
}

function keepingRoutes(dependencies: ApiDependencies): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/api/integrations', id: 'listIntegrations', tag: TAG },
      summary: 'Integrations in order of creation; header values are masked',
      answers: { 200: { description: 'All of them.', schema: IntegrationList } },
      handle: () => {
        const running = theConsole(dependencies);
        return { status: 200, body: { integrations: running.list(), kept: running.kept() } };
      },
    }),
    route({
      ...{ method: 'get', path: '/api/triggers', id: 'listTriggers', tag: TAG },
      summary: 'Triggers, as Wallarm’s own API made them; in order of creation',
      answers: { 200: { description: 'All of them.', schema: TriggerList } },
      handle: () => ({ status: 200, body: { triggers: theConsole(dependencies).triggers() } }),
    }),
    route({
      ...{ method: 'post', path: '/api/integrations', id: 'createIntegration', tag: TAG },
      summary: 'Create an integration',
      body: IntegrationRequest,
      examples: {
        wallarmsDefaults: {
          name: 'SIEM',
          url: 'https://localhost:5044',
          headers: [{ name: 'X-Auth-Token', value: 'a secret' }],
          events: ['hits', 'system'],
        },
      },
      answers: { 201: { description: 'It is kept.', schema: Integration } },
      handle: async ({ body }) => ({
        status: 201,
        body: await theConsole(dependencies).create(body),
      }),
    }),
    route({
      ...{ method: 'get', path: '/api/integrations/{reference}', id: 'getIntegration', tag: TAG },
      summary: 'One integration',
      params: IntegrationReference,
      answers: { 200: { description: 'The integration.', schema: Integration } },
      handle: ({ params: { reference } }) => ({
        status: 200,
        body: theConsole(dependencies).get(reference),
      }),
    }),
  ];
}

function changingRoutes(dependencies: ApiDependencies): readonly Route[] {
  const path = '/api/integrations/{reference}';
  const shared = { params: IntegrationReference, tag: TAG };
  return [
    route({
      ...{ ...shared, method: 'patch', path, id: 'changeIntegration' },
      summary: 'Change settings of an integration',
      body: IntegrationChange,
      examples: { format: { format: 'ndjson' } },
      answers: { 200: { description: 'As it is now.', schema: Integration } },
      handle: async ({ params: { reference }, body }) => ({
        status: 200,
        body: await theConsole(dependencies).update(reference, body),
      }),
    }),
    route({
      ...{ ...shared, method: 'delete', path, id: 'deleteIntegration' },
      summary: 'Delete an integration; what waits for it is never sent. Cannot be undone',
      answers: { 204: { description: 'It is gone.' } },
      handle: async ({ params: { reference } }) => {
        await theConsole(dependencies).delete(reference);
        return { status: 204 };
      },
    }),
    ...(['enable', 'disable'] as const).map((what) =>
      route({
        ...{ ...shared, method: 'post', path: `${path}/${what}`, id: `${what}Integration` },
        summary: what === 'enable' ? 'Enable an integration' : 'Disable an integration',
        answers: { 200: { description: 'As it is now.', schema: Integration } },
        handle: async ({ params: { reference } }) => ({
          status: 200,
          body: await theConsole(dependencies)[what](reference),
        }),
      }),
    ),
  ];
}

function testRoute(dependencies: ApiDependencies, onResult: TestResultListener): Route {
  return route({
    ...{ method: 'post', path: '/api/integrations/{reference}/test', tag: TAG },
    id: 'testIntegration',
    summary: 'Test integration: five test notifications, one attempt each',
    description:
      'Each result is told on `/api/stream` as it comes (`test-result`). Nothing is kept.',
    params: IntegrationReference,
    answers: { 200: { description: 'How it went.', schema: TestRun } },
    handle: async ({ params: { reference }, signal }) => {
      const running = theConsole(dependencies);
      const { id } = running.get(reference);
      const run = await running.test(id, { signal, onResult: (result) => onResult(id, result) });
      return { status: 200, body: run };
    },
  });
}
