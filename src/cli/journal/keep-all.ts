/**
 * How a command opens a journal that it adds to or takes from: it drops nothing.
 *
 * @module
 */

/** Retention is for `serve`, which knows how much is to be kept. */
export const KEEP_ALL = {
  keep: Number.MAX_SAFE_INTEGER,
  keepBytes: Number.MAX_SAFE_INTEGER,
} as const;
