/**
 * How Wallarm's API refuses: `{"status":…,"body":…}`, by its published examples.
 *
 * @module
 */

/** Statuses that are answered. */
export type RefusalStatus = 400 | 403 | 404 | 405 | 413 | 415 | 500 | 503;

/** What a request is refused with; `body` is a text, or names fields with what is wrong. */
export class WallarmApiError extends Error {
  override readonly name = 'WallarmApiError';
  readonly status: RefusalStatus;
  readonly body: unknown;

  constructor(status: RefusalStatus, body: unknown) {
    super(typeof body === 'string' ? body : JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

/** Nothing is here, or not any more. */
export function notFound(): WallarmApiError {
  return new WallarmApiError(404, 'Not found');
}

/** No token, or one that is none. */
export function notAuthenticated(): WallarmApiError {
  return new WallarmApiError(403, 'User not authenticated');
}

/** A field cannot be what it is. `value` is what came; left out where it may be a secret. */
export function wrongField(field: string, error: string, value?: unknown): WallarmApiError {
  return new WallarmApiError(400, {
    [field]: { error, ...(value !== undefined && { value: shortened(value) }) },
  });
}

const LONGEST_VALUE = 200;

function shortened(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? value : `${text.slice(0, LONGEST_VALUE)}…`;
}
