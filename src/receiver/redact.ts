/**
 * Takes secrets out of what a request bears before anything else sees it: journal, log, screen.
 *
 * @module
 */
import type { IncomingHttpHeaders } from 'node:http';

import { isSecretName, maskParameters } from '../notification/secret-names';

/** What stands in a secret's place. */
const REDACTED = '[redacted]';

/** Remembers the verdict on names, since a sender's headers are the same each time; bounded, as names are the sender's choice. */
const MAX_KNOWN_NAMES = 1_000;

/** Makes the function that redacts headers; `requiredHeader` is secret whatever its name. */
export function createHeaderRedaction(
  requiredHeader: string | undefined,
): (headers: IncomingHttpHeaders) => Record<string, string | readonly string[]> {
  const known = new Map<string, boolean>();

  function isSecret(name: string): boolean {
    let secret = known.get(name);
    if (secret === undefined) {
      secret = name === requiredHeader || isSecretName(name);
      if (known.size < MAX_KNOWN_NAMES) known.set(name, secret);
    }
    return secret;
  }

  return (headers) => {
    const redacted: Record<string, string | readonly string[]> = {};
    for (const name in headers) {
      redacted[name] = isSecret(name) ? REDACTED : (headers[name] ?? '');
    }
    return redacted;
  };
}

/** Redacts what a path and its query hold of secrets. */
export function redactPath(path: string): string {
  return maskParameters(path, REDACTED);
}
