/**
 * The version of this package, read from its package.json so that it is written in one place.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that holds package.json: the same two levels up from `src/cli` and from `dist/cli`. */
export const PACKAGE_ROOT = join(__dirname, '..', '..');

const manifest = JSON.parse(readFileSync(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
};

export const VERSION = manifest.version;
