/**
 * Takes secrets out of what a request bears before anything else sees it: journal, log, screen.
 *
 * @module
 */
import type { IncomingHttpHeaders } from 'node:http';

/** What stands in a secret's place. */
const REDACTED = '[redacted]';

const SECRET_NAME =
  /authorization|cookie|token|secret|passw|credential|signature|session|api-?_?key|^key$/i;

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
      secret = name === requiredHeader || SECRET_NAME.test(name);
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

/** Redacts the values of query parameters whose name says that they are secret. */
export function redactPath(path: string): string {
  if (!path.includes('?')) return path;
  return path.replace(/([?&])([^=&]+)=([^&]*)/g, (whole, separator: string, name: string) =>
    SECRET_NAME.test(name) ? `${separator}${name}=${REDACTED}` : whole,
  );
}
