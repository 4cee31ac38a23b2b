/**
 * The failure codes of attempts as a list, so that documents and pages can be held against it.
 *
 * @module
 */
import type { TlsFailureCode } from '../tls/explain-tls-error';
import type { AttemptFailureCode } from './attempt-record';

/** Every code but `STATUS_…`, of which there is one for each HTTP status. */
export type NamedFailureCode = Exclude<AttemptFailureCode, `STATUS_${number}`>;

/** A record, so that the compiler finds one that is missing or unknown. */
const TLS_CODES: Readonly<Record<TlsFailureCode, true>> = {
  TLS_SELF_SIGNED: true,
  TLS_UNKNOWN_CA: true,
  TLS_INCOMPLETE_CHAIN: true,
  TLS_CERTIFICATE_EXPIRED: true,
  TLS_CERTIFICATE_NOT_YET_VALID: true,
  TLS_CERTIFICATE_REJECTED: true,
  TLS_WRONG_HOST: true,
  TLS_PROTOCOL_VERSION: true,
  TLS_CLIENT_CERTIFICATE_REQUIRED: true,
  TLS_CLIENT_CERTIFICATE_REFUSED: true,
  TLS_NOT_TLS: true,
  TLS_HANDSHAKE_TIMEOUT: true,
  TLS_HANDSHAKE_RESET: true,
  TLS_HANDSHAKE_FAILED: true,
};

const CODES: Readonly<Record<NamedFailureCode, true>> = {
  NAME_NOT_FOUND: true,
  CONNECTION_REFUSED: true,
  UNREACHABLE: true,
  CONNECTION_TIMEOUT: true,
  CONNECTION_RESET: true,
  CONNECTION_CLOSED: true,
  CONNECTION_FAILED: true,
  ...TLS_CODES,
  REQUEST_TIMEOUT: true,
  ANSWER_TOO_LARGE: true,
  BAD_ANSWER: true,
  ABORTED: true,
};

/** See {@link NamedFailureCode}. */
export const NAMED_FAILURE_CODES = Object.keys(CODES) as readonly NamedFailureCode[];
