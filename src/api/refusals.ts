/**
 * Answers that are alike on every route: how requests are refused. The OpenAPI document has each once, under its name.
 *
 * Each example is what the server answers, word for word (`test/api/refusals.test.ts`).
 *
 * @module
 */
import type { ApiProblem } from './problem';
import type { AnswerShape, Route } from './route';
import { Problem } from './schemas/kinds';

/** One way to refuse a request. */
interface Refusal extends AnswerShape {
  /** Its name among the document's responses. */
  readonly name: string;
  /** Its status; `default` stands for what belongs to no operation, since its method is none of the path's. */
  readonly status: Refused;
}

/** See {@link Refusal.status}. */
type Refused = 400 | 401 | 403 | 404 | 413 | 415 | 429 | 500 | 503 | 'default';

/** All of them. */
export const REFUSALS: readonly Refusal[] = [
  refusal(400, 'BadRequest', {
    description: 'The request is not what is taken here; `errors` says what is wrong.',
    example: {
      type: 'docs/errors.md#wst_request',
      title: 'The request cannot be used',
      status: 400,
      detail: "Cannot use the request: body must have required property 'body'.",
      errors: ["body must have required property 'body'"],
    },
  }),
  refusal(401, 'Unauthorized', {
    description: 'A token is wanted.',
    example: {
      type: 'docs/errors.md#wst_token',
      title: 'A token is wanted',
      status: 401,
      detail:
        'Cannot let you in: the request bears no token. Give the console\'s token as "Authorization: Bearer …".',
    },
  }),
  refusal(403, 'Forbidden', {
    description: 'The host or the origin is not the console’s own.',
    example: {
      type: 'docs/errors.md#wst_host',
      title: 'The request is refused',
      status: 403,
      detail:
        'Cannot serve the host "evil.example": it is no name of this console. Use localhost, or name it when you start.',
    },
  }),
  refusal(404, 'NotFound', {
    description: 'Nothing goes by this id or name.',
    example: {
      type: 'docs/errors.md#wst_not_found',
      title: 'Nothing is here',
      status: 404,
      detail:
        'Cannot find the delivery 0000000009: there is none, retention dropped it, or it was cleared.',
    },
  }),
  refusal(413, 'ContentTooLarge', {
    description: 'The body is over 16 MiB.',
    example: {
      type: 'docs/errors.md#wst_request',
      title: 'The request is too large',
      status: 413,
      detail: 'Cannot read the request: it is over 16 MiB.',
    },
  }),
  refusal(415, 'UnsupportedMediaType', {
    description: 'The body is not JSON.',
    example: {
      type: 'docs/errors.md#wst_media_type',
      title: 'The media type is not taken here',
      status: 415,
      detail: 'Cannot take "text/plain" as content-type: send application/json.',
    },
  }),
  refusal(429, 'TooManyRequests', {
    description: 'Too many wrong tokens, or too much of one kind at a time.',
    example: {
      type: 'docs/errors.md#wst_too_many',
      title: 'Too many',
      status: 429,
      detail: 'Cannot let you in: more than 10 wrong tokens came from your address. Wait a minute.',
    },
  }),
  refusal(500, 'Defect', {
    description: 'A defect of Wallstash.',
    example: {
      type: 'docs/errors.md#wst_internal',
      title: 'Something went wrong here',
      status: 500,
      detail: 'Cannot answer because of a defect of Wallstash: its output has the cause.',
    },
  }),
  refusal(503, 'Unavailable', {
    description: 'What is needed does not run, or its disk fails.',
    example: {
      type: 'docs/errors.md#wst_not_running',
      title: 'It cannot be done now',
      status: 503,
      detail:
        'Cannot serve this: a receiver does not run beside this API. Start it with "wallstash serve".',
    },
  }),
  refusal('default', 'MethodNotAllowed', {
    description:
      'To a method that is none of the path’s: 405, and `Allow` names them; 415 when it brings what is not JSON.',
    example: {
      type: 'docs/errors.md#wst_not_found',
      title: 'The method is not taken here',
      status: 405,
      detail: 'Cannot PUT /api/faults: it takes GET, HEAD, POST, DELETE.',
    },
  }),
];

function refusal(
  status: Refused,
  name: string,
  { description, example }: { readonly description: string; readonly example: ApiProblem },
): Refusal {
  return { status, name, description, example, schema: Problem, type: 'application/problem+json' };
}

/** What a route like this one may answer in place of its own, by status. */
export function refusalsOf({
  method,
  body,
  takes,
  params,
  query,
  open,
  tag,
}: Route): readonly (readonly [string, { readonly $ref: string }])[] {
  const named = Object.keys(params.properties).length > 0;
  const asked = named || Object.keys(query.properties).length > 0;
  const locked = open !== true;
  const may: Readonly<Record<Refused, boolean>> = {
    400: asked || body !== undefined || takes !== undefined,
    401: locked,
    403: true,
    404: named,
    413: body !== undefined,
    415: method === 'post' || method === 'patch',
    429: locked,
    500: true,
    503: !['documents', 'pages', 'system'].includes(tag),
    default: true,
  };
  return REFUSALS.filter(({ status }) => may[status]).map(({ status, name }) => [
    String(status),
    { $ref: `#/components/responses/${name}` },
  ]);
}
