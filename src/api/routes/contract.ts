/**
 * Routes about the contract: what was expected, what a body breaks, and the schemas.
 *
 * @module
 */
import { Type } from '@sinclair/typebox';

import { VerificationError } from '../../contract/errors';
import { EXPECTATION_BOUNDS } from '../../contract/expectation-bounds';
import { readExpectation } from '../../contract/read-expectation';
import { countNotifications } from '../../contract/verify';
import { build } from '../../notification/build';
import { isValid } from '../../notification/is-valid';
import {
  asNotificationType,
  isNotificationType,
  isPublishedType,
  NOTIFICATION_TYPES,
} from '../../notification/notification-type';
import { schemaDocument } from '../../notification/schema-files';
import type { ApiDependencies } from '../dependencies';
import { ApiError, notFound } from '../errors';
import { inspectHere } from '../inspect-here';
import { type Route, route } from '../route';
import { SchemaList, Validation, ValidationRequest } from '../schemas/delivery';
import { AnyObject } from '../schemas/kinds';
import { Expectation, Verification } from '../schemas/verification';

const TAG = 'contract';
/** Matches that an answer shows. */
const SHOWN = 100;
/** Expectations that are waited for at a time. */
const MOST_VERIFICATIONS = 100;
const TypeReference = Type.Object({ type: Type.String({ examples: ['new_hits'] }) });

/** `/api/verify`, `/api/validate` and `/api/schemas`. */
export function contractRoutes(dependencies: ApiDependencies): readonly Route[] {
  return [verifyRoute(dependencies), validateRoute(dependencies), ...schemaRoutes()];
}

function verifyRoute({ journal, inspect }: ApiDependencies): Route {
  const atOnce = new AtOnce();
  return route({
    ...{ method: 'post', path: '/api/verify', id: 'verify', tag: TAG },
    summary: 'Wait until what is expected has arrived',
    description:
      'Answers as soon as it is decided, at the latest after `within` (5 s) and `quietFor`. That it did not hold is an ' +
      'answer like any other. In `where` a matcher is an object with one `$` key: `{"$any":"string"}`, ' +
      '`{"$regex":"…"}`, `{"$oneOf":[…]}`, `{"$between":[1,2]}`, `{"$absent":true}`. Patterns are RE2’s. At most ' +
      `${EXPECTATION_BOUNDS.steps} steps, ${EXPECTATION_BOUNDS.values} values and ${EXPECTATION_BOUNDS.patterns} patterns.`,
    body: Expectation,
    examples: {
      oneHit: { type: 'new_hits', atLeast: 1, within: 1000 },
      byField: { type: 'new_hits', where: { details: { cloud: { $any: 'string' } } }, within: 0 },
    },
    answers: { 200: { description: 'Whether it held.', schema: Verification } },
    handle: async ({ body, signal }) => ({
      status: 200,
      body: await atOnce.run(() =>
        verification(() =>
          countNotifications(journal, readExpectation(body), { signal, inspect, keep: SHOWN }),
        ),
      ),
    }),
  });
}

/** Refuses what would be one too many, since each holds a connection and looks at every delivery. */
class AtOnce {
  #running = 0;

  /** @throws ApiError */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= MOST_VERIFICATIONS) {
      const detail = `Cannot wait for another expectation: ${MOST_VERIFICATIONS} are being waited for. Try again later, or with a shorter wait.`;
      throw new ApiError('WST_TOO_MANY', 429, detail);
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
    }
  }
}

async function verification(count: () => ReturnType<typeof countNotifications>): Promise<object> {
  try {
    const nothing = { nearMisses: [], invalid: [], dropped: 0, cleared: 0 };
    return { held: true, ...(await count()), ...nothing };
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    const { code, message, count, matched, nearMisses, invalid, dropped, cleared } = error;
    const gone = { dropped, cleared };
    return { held: false, code, message, count, matched, nearMisses, invalid, ...gone };
  }
}

function validateRoute(dependencies: ApiDependencies): Route {
  return route({
    ...{ method: 'post', path: '/api/validate', id: 'validate', tag: TAG },
    summary: 'Hold a body against the contract, without keeping it',
    body: ValidationRequest,
    examples: { hit: { body: '[{"summary":"[Test message] New hit detected"}]', strict: true } },
    answers: { 200: { description: 'What it was found to be.', schema: Validation } },
    handle: async ({ body: { body, strict = false } }) => {
      const findings = await inspectHere(Buffer.from(body), dependencies);
      if (findings === undefined) throw new ApiError('WST_TOO_MANY', 429, NO_TURN);
      return { status: 200, body: { valid: isValid(findings, { strict }), findings } };
    },
  });
}

const NO_TURN =
  'Cannot inspect the body now: large ones wait for each other. Try again in some seconds, or use "wallstash validate".';

function schemaRoutes(): readonly Route[] {
  return [
    route({
      ...{ method: 'get', path: '/api/schemas', id: 'listSchemas', tag: TAG },
      summary: 'The known notification types, each with a notification built for it',
      answers: { 200: { description: 'All of them.', schema: SchemaList } },
      handle: () => ({ status: 200, body: { schemas: NOTIFICATION_TYPES.map(describeType) } }),
    }),
    route({
      ...{ method: 'get', path: '/api/schemas/{type}', id: 'getSchema', tag: TAG },
      summary: 'The JSON Schema of a notification type',
      params: TypeReference,
      answers: {
        200: {
          description: 'JSON Schema 2020-12.',
          schema: AnyObject,
          type: 'application/schema+json',
        },
      },
      handle: ({ params: { type } }) => {
        if (!isNotificationType(type))
          throw notFound(`the notification type ${JSON.stringify(type)}`);
        const body = JSON.stringify(schemaDocument(type));
        return { status: 200, body, type: 'application/schema+json' };
      },
    }),
  ];
}

function describeType(name: string): object {
  const type = asNotificationType(name);
  return { type, published: isPublishedType(type), sample: build(type, { seed: 'sample' }) };
}
