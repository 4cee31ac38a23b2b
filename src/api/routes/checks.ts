/**
 * Routes about checks: what `wallstash check --arrives-at` tells of itself, and what a browser shows of it.
 *
 * @module
 */
import type { Checks } from '../checks';
import { notFound } from '../errors';
import { type Route, route } from '../route';
import { Check, CheckList, CheckReference, CheckReport } from '../schemas/check';

const TAG = 'checks';

/** The routes under `/api/checks`. */
export function checkRoutes(checks: Checks): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/api/checks', id: 'listChecks', tag: TAG },
      summary: 'The newest twenty checks, the newest first',
      answers: { 200: { description: 'All that are kept.', schema: CheckList } },
      handle: () => ({ status: 200, body: { checks: checks.list() } }),
    }),
    route({
      ...{ method: 'get', path: '/api/checks/{run}', id: 'getCheck', tag: TAG },
      summary: 'One check with its scenarios',
      params: CheckReference,
      answers: { 200: { description: 'The check.', schema: Check } },
      handle: ({ params: { run } }) => {
        const check = checks.get(run);
        if (check !== undefined) return { status: 200, body: check };
        throw notFound(`the check ${run}: there is none, or newer ones have taken its place`);
      },
    }),
    route({
      ...{ method: 'post', path: '/api/checks', id: 'reportCheck', tag: TAG },
      summary: 'Tell of a check; the same `run` again takes the place of what was told before',
      body: CheckReport,
      examples: { running: EXAMPLE },
      answers: {
        201: { description: 'It was not known.' },
        204: { description: 'It is brought up to date.' },
      },
      handle: async ({ body }) => {
        const isNew = await checks.keep(body, Date.now());
        return { status: isNew ? 201 : 204 };
      },
    }),
  ];
}

const EXAMPLE: CheckReport = {
  ...{ run: '1a2b3c4d', state: 'running', seed: '1', through: 'localhost:5044' },
  ...{ startedAt: 1_700_000_000_000, duration: 120, passed: true, toCome: ['put'] },
  counts: { passed: 1, failed: 0, skipped: 0 },
  scenarios: [
    {
      id: 'post',
      hazard: 'Nothing gets through at all.',
      expects: 'One notification, by POST, arrives.',
      remedy: 'Check that the pipeline runs.',
      ...{ outcome: 'passed', problems: [], findings: null, duration: 120 },
    },
  ],
  unexpected: { count: 0, examples: [] },
};
