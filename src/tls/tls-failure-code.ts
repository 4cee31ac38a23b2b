/**
 * The stable code of a failed TLS handshake, from the error of the client's socket.
 *
 * Decides by Node's `error.code`, and for `EPROTO` by the OpenSSL number in its message; never by wording, which
 * differs between Node lines (Node 24 appends advice). OpenSSL 3.5 renames `SSLV3_ALERT_…` to `SSL/TLS_ALERT_…`.
 *
 * @module
 */

/** Why a handshake failed. Stable across releases; `docs/errors.md` has a section for each. */
export type TlsFailureCode =
  | 'TLS_SELF_SIGNED'
  | 'TLS_UNKNOWN_CA'
  | 'TLS_INCOMPLETE_CHAIN'
  | 'TLS_CERTIFICATE_EXPIRED'
  | 'TLS_CERTIFICATE_NOT_YET_VALID'
  | 'TLS_CERTIFICATE_REJECTED'
  | 'TLS_WRONG_HOST'
  | 'TLS_PROTOCOL_VERSION'
  | 'TLS_CLIENT_CERTIFICATE_REQUIRED'
  | 'TLS_CLIENT_CERTIFICATE_REFUSED'
  | 'TLS_NOT_TLS'
  | 'TLS_HANDSHAKE_TIMEOUT'
  | 'TLS_HANDSHAKE_RESET'
  | 'TLS_HANDSHAKE_FAILED';

const CODES: ReadonlyMap<string, TlsFailureCode> = new Map<string, TlsFailureCode>([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'TLS_SELF_SIGNED'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'TLS_UNKNOWN_CA'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'TLS_UNKNOWN_CA'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'TLS_UNKNOWN_CA'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS_INCOMPLETE_CHAIN'],
  ['CERT_SIGNATURE_FAILURE', 'TLS_UNKNOWN_CA'],
  ['CERT_HAS_EXPIRED', 'TLS_CERTIFICATE_EXPIRED'],
  ['CERT_NOT_YET_VALID', 'TLS_CERTIFICATE_NOT_YET_VALID'],
  ['CERT_CHAIN_TOO_LONG', 'TLS_CERTIFICATE_REJECTED'],
  ['CERT_REJECTED', 'TLS_CERTIFICATE_REJECTED'],
  ['CERT_REVOKED', 'TLS_CERTIFICATE_REJECTED'],
  ['CERT_UNTRUSTED', 'TLS_CERTIFICATE_REJECTED'],
  ['INVALID_CA', 'TLS_CERTIFICATE_REJECTED'],
  ['INVALID_PURPOSE', 'TLS_CERTIFICATE_REJECTED'],
  ['PATH_LENGTH_EXCEEDED', 'TLS_CERTIFICATE_REJECTED'],
  // Node's word for every verdict of OpenSSL that it has no name for, such as name constraints and weak keys.
  ['UNSPECIFIED', 'TLS_CERTIFICATE_REJECTED'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS_WRONG_HOST'],
  ['HOSTNAME_MISMATCH', 'TLS_WRONG_HOST'],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'TLS_WRONG_HOST'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'TLS_PROTOCOL_VERSION'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'TLS_PROTOCOL_VERSION'],
  ['ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'TLS_PROTOCOL_VERSION'],
  // Alert 116 of TLS 1.3, and alert 42, with which Java servers answer a missing certificate in TLS 1.2.
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'TLS_CLIENT_CERTIFICATE_REQUIRED'],
  ['ERR_SSL_ALERT_BAD_CERTIFICATE', 'TLS_CLIENT_CERTIFICATE_REQUIRED'],
  ['ERR_SSL_ALERT_UNSUPPORTED_CERTIFICATE', 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  ['ERR_SSL_ALERT_CERTIFICATE_REVOKED', 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  ['ERR_SSL_ALERT_CERTIFICATE_EXPIRED', 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  ['ERR_SSL_ALERT_CERTIFICATE_UNKNOWN', 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'TLS_NOT_TLS'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'TLS_NOT_TLS'],
  ['ERR_SSL_UNKNOWN_PROTOCOL', 'TLS_NOT_TLS'],
  ['ERR_SSL_HTTP_REQUEST', 'TLS_NOT_TLS'],
  ['ERR_TLS_HANDSHAKE_TIMEOUT', 'TLS_HANDSHAKE_TIMEOUT'],
]);

/**
 * OpenSSL's reason numbers, for `EPROTO`: what Node says instead when it was just writing. An alert's is 1000 more
 * than its own number; the others stand in OpenSSL's `sslerr.h`.
 */
const REASON_NUMBERS: ReadonlyMap<number, TlsFailureCode> = new Map<number, TlsFailureCode>([
  [156, 'TLS_NOT_TLS'],
  [198, 'TLS_NOT_TLS'],
  [252, 'TLS_NOT_TLS'],
  [267, 'TLS_NOT_TLS'],
  [191, 'TLS_PROTOCOL_VERSION'],
  [258, 'TLS_PROTOCOL_VERSION'],
  [1042, 'TLS_CLIENT_CERTIFICATE_REQUIRED'],
  [1043, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  [1044, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  [1045, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  [1046, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  [1048, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  [1049, 'TLS_CLIENT_CERTIFICATE_REFUSED'],
  [1070, 'TLS_PROTOCOL_VERSION'],
  [1112, 'TLS_WRONG_HOST'],
  [1116, 'TLS_CLIENT_CERTIFICATE_REQUIRED'],
]);

const HANDSHAKE_CODES: ReadonlyMap<string, TlsFailureCode> = new Map<string, TlsFailureCode>([
  ['ECONNRESET', 'TLS_HANDSHAKE_RESET'],
  ['EPIPE', 'TLS_HANDSHAKE_RESET'],
  ['ECONNABORTED', 'TLS_HANDSHAKE_RESET'],
  ['ETIMEDOUT', 'TLS_HANDSHAKE_TIMEOUT'],
]);

/** Why the handshake failed; `undefined` when TLS is not to blame. */
export function tlsFailureCode(
  error: NodeJS.ErrnoException,
  { ca, duringHandshake }: { readonly ca?: boolean; readonly duringHandshake?: boolean },
): TlsFailureCode | undefined {
  const reason = error.code ?? '';
  if (reason === 'EPROTO') return protocolError(error);
  const known = CODES.get(reason.replace(/^ERR_SSL_(?:SSLV3|SSL\/TLS)_ALERT_/, 'ERR_SSL_ALERT_'));
  // Without a CA of the caller's own, an issuer that nobody knows is the plain case of a private CA.
  if (known === 'TLS_INCOMPLETE_CHAIN' && ca !== true) return 'TLS_UNKNOWN_CA';
  if (known !== undefined) return known;
  if (reason.startsWith('ERR_SSL_')) return 'TLS_HANDSHAKE_FAILED';
  return duringHandshake === true ? HANDSHAKE_CODES.get(reason) : undefined;
}

/** `EPROTO` carries OpenSSL's number as eight hex digits: `0A` for TLS, then the reason. */
function protocolError({ message }: NodeJS.ErrnoException): TlsFailureCode {
  const number = /error:0A([0-9A-F]{6}):/i.exec(message)?.[1];
  const known = number === undefined ? undefined : REASON_NUMBERS.get(Number.parseInt(number, 16));
  return known ?? 'TLS_HANDSHAKE_FAILED';
}
