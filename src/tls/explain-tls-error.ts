/**
 * Puts a failed TLS handshake, seen from the client, into one sentence with its remedy.
 *
 * Pure: knows no socket; the caller hands over what the server showed.
 *
 * @module
 */
import type { Chain } from './chain';
import { type CertificateRefusal, explainCertificate } from './explain-certificate';
import { explainNames } from './explain-names';
import { isForHost } from './server-identity';
import { tlsFailureCode } from './tls-failure-code';
import type { TlsFailureCode } from './tls-failure-code';

export type { TlsFailureCode } from './tls-failure-code';

/** What the caller knows of the connection. */
export interface TlsFailureContext {
  /** The host name or address that was called. */
  readonly host: string;
  /** What the server showed, followed to where it ends. @default it is not known */
  readonly chain?: Chain | undefined;
  /** OpenSSL's own words for a certificate that it refused, where Node has no code for them. */
  readonly words?: string | undefined;
  /** A CA was given, which replaces the public ones. @default false */
  readonly ca?: boolean;
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
  const reason = error.code ?? '';
  const refusal = JUDGED.has(code) ? refusalOf(reason, context) : undefined;
  if (refusal === undefined) return { code, message: SENTENCES[code](context, reason) };
  return {
    code: code === 'TLS_INCOMPLETE_CHAIN' ? codeOf(refusal) : code,
    message: refusal.message,
  };
}

/** What a chain that could not be verified comes to, once it is known why. */
function codeOf({ unknownCa, fault }: CertificateRefusal): TlsFailureCode {
  if (unknownCa) return 'TLS_UNKNOWN_CA';
  if (fault?.kind === 'expired') return 'TLS_CERTIFICATE_EXPIRED';
  return fault?.kind === 'not-yet-valid' ? 'TLS_CERTIFICATE_NOT_YET_VALID' : 'TLS_INCOMPLETE_CHAIN';
}

/** Verdicts on what the server showed. */
const JUDGED: ReadonlySet<TlsFailureCode> = new Set([
  ...(['TLS_SELF_SIGNED', 'TLS_UNKNOWN_CA', 'TLS_INCOMPLETE_CHAIN'] as const),
  ...([
    'TLS_CERTIFICATE_EXPIRED',
    'TLS_CERTIFICATE_NOT_YET_VALID',
    'TLS_CERTIFICATE_REJECTED',
  ] as const),
]);

function refusalOf(reason: string, context: TlsFailureContext): CertificateRefusal | undefined {
  const { host, chain, words, ca, now } = context;
  const leaf = chain?.links[0]?.facts;
  if (chain === undefined || leaf === undefined) return undefined;
  const besides = isForHost(leaf.x509, host) ? [] : [`is not for ${host}`];
  return explainCertificate({ reason, words }, chain, {
    purpose: 'server',
    what: `The certificate of ${host}`,
    given: ca === true ? 'the CA given' : undefined,
    besides,
    ...(now !== undefined && { now }),
  });
}

const SENTENCES: Readonly<
  Record<TlsFailureCode, (context: TlsFailureContext, reason: string) => string>
> = {
  TLS_SELF_SIGNED: ({ host }) =>
    `The certificate of ${host} is self-signed, and it is not among the CA certificates given; give that very certificate as the CA, or use one that a CA signed.`,
  TLS_UNKNOWN_CA: unknownCa,
  TLS_INCOMPLETE_CHAIN: ({ host }) =>
    `The certificate of ${host} is not signed by the CA given, and the server sent nothing that links the two; give the CA that signed it, or, if an intermediate CA stands between, have the server send that certificate too.`,
  TLS_CERTIFICATE_EXPIRED: ({ host }) =>
    `The certificate of ${host}, or that of a CA above it, has expired; renew it and restart the server.`,
  TLS_CERTIFICATE_NOT_YET_VALID: ({ host }) =>
    `The certificate of ${host}, or that of a CA above it, is not valid yet; check the clocks of both machines, or issue the certificate again.`,
  TLS_CERTIFICATE_REJECTED: rejected,
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
    `${host} closed the connection during the TLS handshake; see the server's log: TLS may be off at that port, its key unusable, it may want a client certificate and not say so (servers in Node and Java 17 do not), or a proxy in between may have closed it.`,
  TLS_HANDSHAKE_FAILED: ({ host }, reason) =>
    `${host} ended the TLS handshake (${reason}): no cipher in common, or it wants a client certificate; see the server's log.`,
};

function unknownCa({ host, ca }: TlsFailureContext): string {
  return ca === true
    ? `The chain of ${host} does not end at the CA given; give the CA that signed its certificate.`
    : `The certificate of ${host} is not signed by a public CA; give the certificate of the CA that signed it.`;
}

/** OpenSSL refused it, and the chain does not show why. */
function rejected({ host, words }: TlsFailureContext, reason: string): string {
  const said = words ?? reason;
  return `The certificate of ${host} cannot be trusted: OpenSSL says "${said}"; have it, or the CA certificate that is meant, issued again without that.`;
}

function wrongHost({ host, chain }: TlsFailureContext, reason: string): string {
  if (reason !== 'ERR_TLS_CERT_ALTNAME_INVALID' && reason !== 'HOSTNAME_MISMATCH') {
    return `The server has no certificate for the name ${host}; call it by a name that it knows, or add this one.`;
  }
  const leaf = chain?.links[0]?.facts;
  const why =
    leaf === undefined
      ? `call the server by one of its names, or issue a certificate that bears ${host}.`
      : explainNames(host, leaf);
  return `The server's certificate is not for ${host}: ${why}`;
}
