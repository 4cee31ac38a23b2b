/**
 * Brings a route to life: checks the request against its schemas, calls its handler and sends what it answers.
 *
 * @module
 */
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import type { Request, RequestHandler, Response } from 'express';

import { ApiError } from './errors';
import type { Reply, Route } from './route';

/** Makes the handlers of routes. A route's schemas are compiled at its first request: all at once are a third of a start. */
export function routeServer(): (route: Route) => RequestHandler {
  // That the schemas are schemas a test sees to: Ajv would compile that of all schemas first, which takes longer than they do.
  const options = { allErrors: true, validateSchema: false };
  const strict = new Ajv2020(options);
  // What stands in a URL is text: it is read as what the schema wants.
  const coercing = new Ajv2020({ ...options, coerceTypes: true });
  return (route) => {
    const compile = () => ({
      params: coercing.compile(route.params),
      query: coercing.compile(route.query),
      body: route.body === undefined ? undefined : strict.compile(route.body),
    });
    let compiled: ReturnType<typeof compile> | undefined;
    return async (request, response) => {
      const checks = (compiled ??= compile());
      const params = checked(checks.params, { ...request.params }, 'path');
      const query = checked(checks.query, { ...request.query }, 'query');
      const body = checks.body && checked(checks.body, bodyOf(request), 'body');
      const hangUp = new AbortController();
      response.once('close', () => hangUp.abort(new Error('the caller hung up')));
      const { signal } = hangUp;
      try {
        const reply = await route.handle({ params, query, body, request, response, signal });
        if (reply !== undefined) send(response, reply);
      } catch (error) {
        // What was stopped because nobody waits for it any more is no failure.
        if (!signal.aborted) throw error;
      }
    };
  };
}

/** Express gives an empty body as `undefined`. */
function bodyOf(request: Request): unknown {
  return request.body as unknown;
}

function checked(validate: ValidateFunction, value: unknown, where: string): unknown {
  if (validate(value)) return value;
  const errors = (validate.errors ?? []).map((error) => wordsOf(error, where));
  const detail = `Cannot use the request: ${errors[0] ?? `its ${where} is wrong`}.`;
  throw new ApiError('WST_REQUEST', 400, detail, errors);
}

/** `body/limit must be <= 1000`; an unknown field and a value that is none of those allowed are named. */
function wordsOf({ instancePath, message, params }: ErrorObject, where: string): string {
  const { additionalProperty, allowedValues } = params as Readonly<Record<string, unknown>>;
  const more = Array.isArray(allowedValues) ? `: ${allowedValues.join(', ')}` : '';
  const name = typeof additionalProperty === 'string' ? ` (${additionalProperty})` : '';
  return `${where}${instancePath} ${message ?? 'is wrong'}${more}${name}`;
}

function send(response: Response, { status, body, type, headers = {} }: Reply): void {
  response.status(status).set(headers);
  if (body === undefined) response.end();
  else if (type === undefined) response.json(body);
  else response.set('content-type', type).send(body);
}
