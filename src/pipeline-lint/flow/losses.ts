/**
 * Something that is lost on the way of a body.
 *
 * @module
 */
import type { Problem } from '../finding';
import type { Branch, Plugin } from '../grammar/syntax-tree';

/** A problem, and the plugin or branch by which its file is known. */
export interface Loss extends Problem {
  readonly by: Plugin | Branch;
}
