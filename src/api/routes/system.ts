/**
 * Routes about the server itself: the live stream, health, metrics, and the browser's session.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { messageOf } from '../../errors';
import type { JournalStatistics } from '../../journal/journal';
import type { TokenAccess } from '../access';
import type { ApiDependencies } from '../dependencies';
import type { LiveStreams } from '../live-streams';
import type { Metrics } from '../metrics';
import { type Route, route } from '../route';
import { Count, Moment, oneOf } from '../schemas/kinds';

const TAG = 'system';
/** Milliseconds for which a failed append counts, when the disk takes files again. */
const FORGIVEN_MS = 60_000;
const Health = Type.Object({ status: oneOf(['ok']) }, { title: 'Health' });
const Readiness = Type.Object(
  {
    status: oneOf(['ready', 'not-ready']),
    reason: Type.Optional(Type.String({ description: 'Why it is not ready.' })),
    journal: Type.Optional(
      Type.Object({
        entries: Count,
        bytes: Count,
        dropped: Count,
        cleared: Count,
        pending: Count,
        oldest: Type.Optional(Type.String()),
        newest: Type.Optional(Type.String()),
        failure: Type.Optional(
          Type.Object(
            { at: Moment, message: Type.String() },
            { description: 'The last append failed. Absent as soon as one is kept again.' },
          ),
        ),
      }),
    ),
  },
  {
    title: 'Readiness',
    description: 'Where a token is wanted, who does not bear it is told the status alone.',
  },
);

/** What these routes need beside the dependencies. */
export interface SystemParts {
  readonly streams: LiveStreams;
  readonly metrics: Metrics;
  readonly access: TokenAccess;
}

/** `/api/stream`, `/api/session`, `/healthz`, `/readyz`, `/metrics`. */
export function systemRoutes(dependencies: ApiDependencies, parts: SystemParts): readonly Route[] {
  return [
    streamRoute(parts.streams),
    ...sessionRoutes(parts.access),
    ...healthRoutes(dependencies, parts.access),
    route({
      ...{ method: 'get', path: '/metrics', id: 'metrics', tag: TAG },
      summary: 'Metrics for Prometheus',
      answers: { 200: { description: 'Its text format.', type: parts.metrics.contentType } },
      handle: async () => ({
        status: 200,
        body: await parts.metrics.text(),
        type: parts.metrics.contentType,
      }),
    }),
  ];
}

function streamRoute(streams: LiveStreams): Route {
  return route({
    ...{ method: 'get', path: '/api/stream', id: 'stream', tag: TAG, streams: true },
    summary: 'What happens, as server-sent events',
    description:
      'Resumable: the id of a `delivery` event is that of its entry, and `Last-Event-ID` (or `after`) goes on behind it; ' +
      'the stream begins with the id from which it tells, `0000000000` before the first. ' +
      'Events: `delivery` (a DeliverySummary, or a whole Delivery with `bodies`), `dropped` (`entries` that retention let go before they could be sent), ' +
      '`cleared` (so many `entries` were cleared: what is shown may be gone; with `bodies` also `untold`, of those that this stream had not told of), `damaged` (with `bodies`: so many `entries` cannot be read), `reset` (the journal began anew), `changed` (`what`: integrations, attempts, faults, checks, sends), ' +
      '`test-result` (`integrationId`, `result`).',
    query: Type.Object({
      after: Type.Optional(Type.String({ pattern: '^\\d{10}$' })),
      bodies: Type.Optional(
        Type.Boolean({
          description: 'Tell of whole deliveries, with their bodies. Default: false.',
        }),
      ),
    }),
    answers: { 200: { description: 'The stream.', type: 'text/event-stream' } },
    handle: async ({ query, request, response }) => {
      if (request.method === 'HEAD') {
        return { status: 200, headers: { 'content-type': 'text/event-stream' } };
      }
      const last = request.headers['last-event-id'];
      const known = typeof last === 'string' && /^\d{10}$/.test(last) ? last : query.after;
      await streams.serve(response, { after: known, bodies: query.bodies });
      return undefined;
    },
  });
}

function sessionRoutes(access: TokenAccess): readonly Route[] {
  return [
    route({
      ...{ method: 'post', path: '/api/session', id: 'login', tag: TAG },
      summary: 'Give a browser that bears the token a cookie in its place, for a day',
      description: 'It is called `wallstash_console_<port>`, by the port in the request’s `Host`.',
      answers: { 204: { description: 'The cookie is set.' } },
      handle: ({ request }) => ({
        status: 204,
        headers: { 'set-cookie': access.login(request) },
      }),
    }),
    route({
      ...{ method: 'delete', path: '/api/session', id: 'logout', tag: TAG },
      summary: 'Take the cookie back',
      answers: { 204: { description: 'The cookie is gone.' } },
      handle: ({ request }) => ({
        status: 204,
        headers: { 'set-cookie': access.logout(request) },
      }),
    }),
  ];
}

function healthRoutes(
  { journal, probe }: ApiDependencies,
  { isLetIn }: TokenAccess,
): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/healthz', id: 'health', tag: TAG, open: true },
      summary: 'Whether the process answers',
      answers: { 200: { description: 'It does.', schema: Health, example: { status: 'ok' } } },
      handle: () => ({ status: 200, body: { status: 'ok' } }),
    }),
    route({
      ...{ method: 'get', path: '/readyz', id: 'readiness', tag: TAG, open: true },
      summary: 'Whether the journal takes deliveries',
      answers: {
        200: { description: 'It does.', schema: Readiness },
        503: { description: 'It does not, and why.', schema: Readiness },
      },
      handle: async ({ request }) => {
        const unwritable = await probe?.().then(() => undefined, messageOf);
        const held = journal.statistics();
        const reason = unwritable ?? recentFailure(held);
        // Paths are in the reason, and how much is going on here in the rest.
        const more = isLetIn(request) ? { reason, journal: held } : {};
        return reason === undefined
          ? { status: 200, body: { status: 'ready', ...more } }
          : { status: 503, body: { status: 'not-ready', ...more } };
      },
    }),
  ];
}

/** Forgiven after a while: who is not ready is sent nothing, and could never show that it has recovered. */
function recentFailure({ failure }: JournalStatistics): string | undefined {
  if (failure === undefined || Date.now() - failure.at > FORGIVEN_MS) return undefined;
  return failure.message;
}
