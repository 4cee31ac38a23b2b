/**
 * The version of Wallstash that this client was built for; the build puts it in.
 *
 * @module
 */
declare const WALLSTASH_VERSION: string;

/** For example `0.1.0`. */
export const VERSION = WALLSTASH_VERSION;
