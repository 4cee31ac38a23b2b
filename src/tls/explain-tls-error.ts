/**
 * Puts a failed TLS handshake, seen from the client, into one sentence with its remedy.
 *
 * Pure: knows no socket and reads no certificate; the caller says what it saw of the certificate.
 *
 * @module
 */
import { tlsFailureCode } from './tls-failure-code';
import type { TlsFailureCode } from './tls-failure-code';

export type { TlsFailureCode } from './tls-failure-code';

/** What the caller knows of the connection. */
export interface TlsFailureContext {
  /** The host name or address that was called. */
  readonly host: string;
  /** The names that the server's certificate bears. */
  readonly names?: readonly string[];
  readonly validFrom?: Date;
  readonly validTo?: Date;
  /** A CA was given, which replaces the public ones. @default false */
  readonly ca?: boolean;
  /** Who signed the server's certificate, for example `CN=Acme Issuing CA`. */
  readonly issuer?: string;
  /** The socket failed before the handshake was over, so that a reset or a timeout belongs to TLS. @default false */
  readonly duringHandshake?: boolean;
  /** @default the current time */
  readonly now?: Date;
}

/** A TLS failure in plain words. */
export interface TlsFailure {
  readonly code: TlsFailureCode;
  /** What is wrong and what to do about it. */
  readonly message: string;
}

/**
 * Names the TLS failure behind an error of `node:tls` or `node:https`; `undefined` when TLS is not to blame.
 *
 * A reset or a timeout counts only with `duringHandshake`, because its code does not say when it happened.
 */
export function explainTlsError(
  error: NodeJS.ErrnoException,
  context: TlsFailureContext,
): TlsFailure | undefined {
  const code = tlsFailureCode(error, context);
  if (code === undefined) return undefined;
  return { code, message: SENTENCES[code](context, error.code ?? '') };
}

const SENTENCES: Readonly<
  Record<TlsFailureCode, (context: TlsFailureContext, reason: string) => string>
> = {
  TLS_SELF_SIGNED: ({ host }) =>
    `The certificate of ${host} is self-signed, and it is not among the CA certificates given; give that very certificate as the CA, or use one that a CA signed.`,
  TLS_UNKNOWN_CA: unknownCa,
  TLS_INCOMPLETE_CHAIN: (context) =>
    `The certificate of ${context.host} is signed by ${signer(context)}, which is not the CA given, and the server sent nothing that links the two; give the CA that signed it, or, if an intermediate CA stands between, have the server send that certificate too.`,
  TLS_CERTIFICATE_EXPIRED: expired,
  TLS_CERTIFICATE_NOT_YET_VALID: ({ host, validFrom }) =>
    `The certificate of ${host} is not valid yet${validFrom === undefined ? '' : `: it begins on ${instant(validFrom)}`}; check the clocks of both machines, or issue the certificate again.`,
  TLS_CERTIFICATE_REJECTED: ({ host }, reason) =>
    `The certificate of ${host} may not be used for this (${reason}); issue one for TLS servers, from a CA that may sign it.`,
  TLS_WRONG_HOST: wrongHost,
  TLS_PROTOCOL_VERSION: ({ host }) =>
    `${host} and this client share no TLS version; let the server speak TLS 1.2 or 1.3.`,
  TLS_CLIENT_CERTIFICATE_REQUIRED: ({ host }) =>
    `${host} wants a client certificate that it accepts; give one signed by a CA that the server trusts, or stop the server from asking (in Logstash: ssl_client_authentication => "none").`,
  TLS_CLIENT_CERTIFICATE_REFUSED: ({ host }, reason) =>
    `${host} refused the client certificate (${reason}); give one that has not expired and that a CA which the server trusts has signed.`,
  TLS_NOT_TLS: ({ host }) =>
    `${host} did not answer in TLS: the port likely speaks plain HTTP; switch TLS on there (in Logstash: ssl_enabled => true), or check the port.`,
  TLS_HANDSHAKE_TIMEOUT: ({ host }) =>
    `${host} took the connection but did not finish the TLS handshake in time; check that TLS is on at that port and that the server is not overloaded.`,
  TLS_HANDSHAKE_RESET: ({ host }) =>
    `${host} closed the connection during the TLS handshake; see the server's log: TLS may be off at that port, its key unusable, or a proxy in between may have closed it.`,
  TLS_HANDSHAKE_FAILED: ({ host }, reason) =>
    `${host} ended the TLS handshake (${reason}): no cipher in common, or it wants a client certificate; see the server's log.`,
};

function signer({ issuer }: TlsFailureContext): string {
  return issuer === undefined ? 'a CA' : `"${issuer}"`;
}

function unknownCa(context: TlsFailureContext): string {
  const problem = `The certificate of ${context.host} is signed by ${signer(context)},`;
  return context.ca === true
    ? `${problem} and its chain does not end at the CA given; give the CA that signed it.`
    : `${problem} which is not a public CA; give its certificate as the CA.`;
}

function expired({ host, validTo, now = new Date() }: TlsFailureContext): string {
  if (validTo !== undefined && validTo > now) {
    return `A CA certificate in the chain of ${host} has expired (its own is valid until ${instant(validTo)}); renew the CA, then have the server send the new chain.`;
  }
  const when = validTo === undefined ? 'has expired' : `expired on ${instant(validTo)}`;
  return `The certificate of ${host} ${when}; renew it and restart the server.`;
}

function wrongHost({ host, names = [] }: TlsFailureContext, reason: string): string {
  if (reason !== 'ERR_TLS_CERT_ALTNAME_INVALID' && reason !== 'HOSTNAME_MISMATCH') {
    return `The server has no certificate for the name ${host}; call it by a name that it knows, or add this one.`;
  }
  const borne = names.length === 0 ? 'no name that fits' : names.join(', ');
  return `The server's certificate is not for ${host}: it bears ${borne}; call the server by one of its names, or issue a certificate that bears ${host}.`;
}

function instant(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
