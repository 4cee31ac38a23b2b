/**
 * The Chromium of this machine, for browser tests and the benchmark of the client.
 *
 * @module
 */
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is: what `CHROMIUM` names, or where distributions put it; `undefined` when there is none. */
export function chromiumPath(): string | undefined {
  return [process.env['CHROMIUM'] ?? '', ...PLACES].find((path) => path !== '' && existsSync(path));
}
