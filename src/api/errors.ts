/**
 * Why a request to the console's API was not served. Each becomes problem details with its status.
 *
 * @module
 */
import { WallstashError, type ErrorCode } from '../errors';

/** Codes that only the API uses; the rest are those of what it calls. */
export type ApiErrorCode = Extract<
  ErrorCode,
  | 'WST_HOST'
  | 'WST_ORIGIN'
  | 'WST_TOKEN'
  | 'WST_MEDIA_TYPE'
  | 'WST_REQUEST'
  | 'WST_NOT_FOUND'
  | 'WST_NOT_KEPT'
  | 'WST_NOT_RUNNING'
  | 'WST_TOO_MANY'
>;

/** A request that is not served, with the status of its answer. */
export class ApiError extends WallstashError {
  override readonly name = 'ApiError';
  readonly status: number;
  /** What is wrong, one by one; empty when the message says it all. */
  readonly errors: readonly string[];

  constructor(code: ApiErrorCode, status: number, message: string, errors: readonly string[] = []) {
    super(code, message);
    this.status = status;
    this.errors = errors;
  }
}

/** Nothing goes by this name. */
export function notFound(what: string): ApiError {
  return new ApiError('WST_NOT_FOUND', 404, `Cannot find ${what}.`);
}
