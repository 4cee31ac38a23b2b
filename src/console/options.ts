/**
 * The options of a console, with their defaults, checked once.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { BUILD_DEFAULTS } from '../notification/build';
import { systemClock } from '../sender/clock';
import { checkTimeScale } from '../sender/deliver';
import type { ConsoleOptions } from './console';

/** Options that were checked. */
export type ResolvedConsoleOptions = Required<ConsoleOptions>;

/** Checks options and fills in the defaults. @throws InvalidOptionError */
export function resolveConsoleOptions(options: ConsoleOptions): ResolvedConsoleOptions {
  const resolved = {
    owner: 'another Wallstash',
    api: () => undefined,
    timeScale: 1,
    hourlyCounts: false,
    paused: false,
    account: { client: BUILD_DEFAULTS.client, cloud: BUILD_DEFAULTS.cloud },
    clock: systemClock,
    ...options,
  };
  // JavaScript lets pass what is no path.
  const directory: unknown = resolved.directory;
  if (typeof directory !== 'string' || directory === '') {
    throw new InvalidOptionError('directory', directory, 'the path of a directory');
  }
  checkTimeScale(resolved.timeScale);
  return resolved;
}
