/**
 * A route as one object: what validates its request, types its handler and describes it in the OpenAPI document.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox';

/** What a handler answers; without a body the answer is empty. */
export interface Reply {
  readonly status: number;
  /** Sent as JSON; a Buffer or text as it is, with `type`. */
  readonly body?: unknown;
  /** Media type of a body that is no JSON. */
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer as the OpenAPI document has it. */
export interface AnswerShape {
  readonly description: string;
  readonly schema?: TSchema;
  /** @default 'application/json' */
  readonly type?: string;
  /** What is answered to the first example, when everything that the examples speak of is there. */
  readonly example?: unknown;
}

/** What a handler works with; all of it was checked. */
export interface RouteInput<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: IncomingMessage;
  /** For a handler that answers by itself. */
  readonly response: ServerResponse;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
}

type Handler<Input> = (input: Input) => Reply | undefined | Promise<Reply | undefined>;

interface RouteFacts {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** As OpenAPI writes it: `/api/faults/{id}`. */
  readonly path: string;
  /** The OpenAPI operationId. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Media type of a body that the handler reads by itself. @default it takes JSON, by its schema, or nothing */
  readonly takes?: string;
  /** Its answer is written bit by bit and has no ETag. */
  readonly streams?: boolean;
  /** Served without a token. */
  readonly open?: boolean;
  /** Bodies that can be sent as they are. */
  readonly examples?: Readonly<Record<string, unknown>>;
  /** Answers beside those that every route has. */
  readonly answers: Readonly<Record<number, AnswerShape>>;
}

/** A route with the types of its request; `undefined` from the handler means that it answered by itself. */
export interface RouteDefinition<
  P extends TObject,
  Q extends TObject,
  B extends TSchema,
> extends RouteFacts {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly handle: Handler<RouteInput<Static<P>, Static<Q>, Static<B>>>;
}

/** A route. */
export interface Route extends RouteFacts {
  readonly params: TObject;
  readonly query: TObject;
  /** `undefined` when no body is taken. */
  readonly body: TSchema | undefined;
  readonly handle: Handler<RouteInput<unknown, unknown, unknown>>;
}

const NOTHING = Type.Object({});

/** Makes a route. The cast is sound: nothing but what its own schemas accept reaches the handler (see `serve-route.ts`). */
export function route<
  P extends TObject = typeof NOTHING,
  Q extends TObject = typeof NOTHING,
  B extends TSchema = typeof NOTHING,
>({ params, query, body, handle, ...facts }: RouteDefinition<P, Q, B>): Route {
  return {
    ...facts,
    params: params ?? NOTHING,
    query: query ?? NOTHING,
    body,
    handle: handle as Route['handle'],
  };
}
