/**
 * A route of Wallarm's API as one object: what checks its request, answers it and describes it.
 *
 * @module
 */
import type { Static, TSchema } from '@sinclair/typebox';

import type { WallarmSide } from '../console/wallarm-side';

/** What a handler works with; `body` was checked. */
export interface WallarmRequest<Body> {
  readonly wallarm: WallarmSide;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
}

interface RouteFacts {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As OpenAPI writes it: `/v2/integration/{id}`. */
  readonly path: string;
  /** The OpenAPI operationId. */
  readonly id: string;
  readonly summary: string;
  /** Query parameters, each with what it is for. */
  readonly query?: Readonly<Record<string, string>>;
  /** A body may be left out. */
  readonly bodyOptional?: boolean;
  /** An answer, for the document. */
  readonly example: unknown;
}

/** A route. Success is always 200. */
export interface WallarmRoute extends RouteFacts {
  readonly body: TSchema | undefined;
  readonly handle: (request: WallarmRequest<unknown>) => unknown;
}

/** Makes a route. The cast is sound: only what its schema accepts reaches the handler (see `server.ts`). */
export function route<Body extends TSchema>(
  facts: RouteFacts & {
    readonly body?: Body;
    readonly handle: (request: WallarmRequest<Static<Body>>) => unknown;
  },
): WallarmRoute {
  return { ...facts, body: facts.body, handle: facts.handle };
}
