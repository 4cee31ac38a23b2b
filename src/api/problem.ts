/**
 * From an error to problem details (RFC 9457). What is not meant for the caller stays here.
 *
 * @module
 */
import type { Response } from 'express';

import { SecretsWantedError } from '../console/errors';
import { WallstashError, type ErrorCode } from '../errors';
import { ApiError } from './errors';

/** Problem details as they are sent. */
export interface ApiProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly string[];
}

/** Statuses of errors that the API passes on; any other is a defect. */
const STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  WST_OPTION: 400,
  WST_CERTIFICATE: 400,
  WST_IMPORT: 400,
  WST_NOTIFICATION_TYPE: 400,
  WST_EXPECTATION_TOO_LARGE: 400,
  WST_INTEGRATION: 404,
  WST_SECRETS_WANTED: 400,
  WST_OUTBOX_FULL: 503,
  WST_CONSOLE_WRITE: 503,
  WST_CONSOLE_CLOSED: 503,
  WST_JOURNAL_WRITE: 503,
  WST_JOURNAL_CLOSED: 503,
  WST_JOURNAL_CORRUPT: 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be used',
  401: 'A token is wanted',
  403: 'The request is refused',
  404: 'Nothing is here',
  405: 'The method is not taken here',
  409: 'It cannot be done with this one',
  413: 'The request is too large',
  415: 'The media type is not taken here',
  429: 'Too many',
  500: 'Something went wrong here',
  503: 'It cannot be done now',
};

/** The problem of an error. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiError) {
    return problem(error.code, error.status, error.message, error.errors);
  }
  if (error instanceof WallstashError) {
    const status = STATUS[error.code];
    if (status !== undefined) return problem(error.code, status, error.message, wantedBy(error));
  }
  const status = parserStatus(error);
  if (status === 413) {
    return problem('WST_REQUEST', 413, 'Cannot read the request: it is over 16 MiB.');
  }
  if (status === 415) {
    const detail = 'Cannot read the request: send JSON in UTF-8, plain or as gzip or deflate.';
    return problem('WST_MEDIA_TYPE', 415, detail);
  }
  if (error instanceof URIError) {
    const detail = 'Cannot read the request: its path is not percent-encoded UTF-8.';
    return problem('WST_REQUEST', 400, detail);
  }
  if (status !== undefined) {
    return problem('WST_REQUEST', 400, 'Cannot read the request: it is not JSON, or broken.');
  }
  const detail = 'Cannot answer because of a defect of Wallstash: its output has the cause.';
  return problem('WST_INTERNAL', 500, detail);
}

/** What is to be given again, one by one. */
function wantedBy(error: WallstashError): readonly string[] {
  if (!(error instanceof SecretsWantedError)) return [];
  const { headers, parameters } = error;
  return [
    ...headers.map((name) => `header ${name}`),
    ...parameters.map((name) => `url parameter ${name}`),
  ];
}

/** Sends problem details. */
export function sendProblem(response: Response, value: ApiProblem): void {
  response.status(value.status).type('application/problem+json').send(JSON.stringify(value));
}

function problem(
  code: string,
  status: number,
  detail: string,
  errors: readonly string[] = [],
): ApiProblem {
  return {
    type: `docs/errors.md#${code.toLowerCase()}`,
    title: TITLES[status] ?? 'It cannot be done',
    status,
    detail,
    ...(errors.length > 0 && { errors }),
  };
}

/** The status that Express and its body parser give their errors, where the request is at fault. */
function parserStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  const { status } = error;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
