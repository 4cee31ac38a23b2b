/**
 * Who may post: Basic credentials as Logstash's http input takes them, and a required header.
 *
 * Secrets are compared as SHA-256 digests in constant time and never leave this module.
 *
 * @module
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import type { ResolvedReceiverOptions } from './options';

/** Why a request may not post. */
export interface CredentialRefusal {
  /** One sentence for the journal; holds no secret. */
  readonly reason: string;
  /** Ask for Basic credentials: Logstash does so only when none were sent. */
  readonly challenge: boolean;
}

/** Checks one request; `undefined` when it may post. */
export type CredentialCheck = (request: IncomingMessage) => CredentialRefusal | undefined;

/** The check for these options; without credentials in them, every request may post. */
export function createCredentialCheck(options: ResolvedReceiverOptions): CredentialCheck {
  const { user, password, requireHeader } = options;
  const basic =
    user === undefined || password === undefined ? undefined : digest(`${user}:${password}`);
  const header = requireHeader && {
    name: requireHeader.name,
    value: digest(requireHeader.value),
  };
  if (basic === undefined && header === undefined) return () => undefined;

  return ({ headers }) => {
    if (basic !== undefined) {
      const { authorization } = headers;
      if (authorization === undefined) {
        return {
          reason: 'The request bears no credentials (no Authorization header).',
          challenge: true,
        };
      }
      if (!timingSafeEqual(digest(decodeBasic(authorization)), basic)) {
        return { reason: 'The request bears wrong credentials.', challenge: false };
      }
    }
    if (header !== undefined) {
      const value = headers[header.name];
      if (value === undefined) {
        return { reason: `The request lacks the header "${header.name}".`, challenge: false };
      }
      if (!timingSafeEqual(digest(String(value)), header.value)) {
        return { reason: `The header "${header.name}" has a wrong value.`, challenge: false };
      }
    }
    return undefined;
  };
}

/** The scheme is matched as Logstash matches it: `Basic`, and `basic` is wrong. */
function decodeBasic(authorization: string): string {
  const encoded = authorization.startsWith('Basic ') ? authorization.slice('Basic '.length) : '';
  return Buffer.from(encoded, 'base64').toString('utf8');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
