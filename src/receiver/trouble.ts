/**
 * What the receiver tells its owner that is no delivery: a sender that gave up in the TLS handshake, a request that
 * was no HTTP, a disk that failed.
 *
 * @module
 */

/** `tls`: the handshake failed; `http`: no readable request came; `overload`: answered 429; `journal`: the disk failed, answered 503; `internal`: a defect in Wallstash. */
export const TROUBLE_KINDS = ['tls', 'http', 'overload', 'journal', 'internal'] as const;

/** One such event. */
export interface Trouble {
  /** One of {@link TROUBLE_KINDS}. */
  readonly kind: (typeof TROUBLE_KINDS)[number];
  /** One sentence that says what happened and, where there is one, the remedy. */
  readonly message: string;
  /** Empty when the connection was gone before it was asked. */
  readonly remoteAddress: string;
  /** The journal's entry that tells the same; absent when the journal has none. */
  readonly entry?: string;
}

/** Called for each trouble; must not throw. */
export type TroubleListener = (trouble: Trouble) => void;

const DISTRUSTS =
  'does not trust the CA of this endpoint: give it the CA file (in Wallarm Console: "CA certificate")';
const ONLY_HTTP1 =
  'offers no protocol that this endpoint takes (ALPN): it takes HTTP/1.1, as Logstash does';
const OLD_PROTOCOL = 'speaks no TLS version that this endpoint takes (1.2 and 1.3)';
const HUNG_UP =
  'hung up during the TLS handshake: it may not accept this certificate (CA or host name), or was only probing the port';

/** What a sender does that checks the certificate after the handshake, as Node's own client does. */
export const HUNG_UP_AFTER_HANDSHAKE =
  'The sender finished the TLS handshake and hung up without a request: ' +
  'it may not accept this certificate (CA or host name), or was only probing the port.';

/** For a request with the method CONNECT, which is for proxies. */
export const NO_PROXY =
  'The sender asked for a tunnel (CONNECT): this endpoint is no proxy. Take it out of the settings for proxies.';

/** OpenSSL's and Node's codes, in words that continue "The sender …". */
const HANDSHAKE_FAILURES: Readonly<Record<string, string>> = {
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: DISTRUSTS,
  ERR_SSL_ALERT_CERTIFICATE_UNKNOWN: 'does not accept the certificate of this endpoint',
  ERR_SSL_ALERT_BAD_CERTIFICATE: 'does not accept the certificate of this endpoint',
  ERR_SSL_ALERT_CERTIFICATE_EXPIRED: 'says that the certificate of this endpoint has expired',
  ERR_SSL_UNSUPPORTED_PROTOCOL: OLD_PROTOCOL,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: OLD_PROTOCOL,
  ERR_SSL_NO_SHARED_CIPHER: 'offers no cipher suite that this endpoint takes',
  ERR_SSL_NO_APPLICATION_PROTOCOL: ONLY_HTTP1,
  ERR_SSL_HTTP_REQUEST: 'speaks plain HTTP to this HTTPS port: its URL must begin with https://',
  ERR_SSL_WRONG_VERSION_NUMBER:
    'does not speak TLS: this is an HTTPS port. A proxy in between may put the PROXY protocol in front (HAProxy send-proxy, a network load balancer): switch that off',
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE:
    'shows no client certificate, and this endpoint requires one (--client-ca)',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'connected and did not finish the TLS handshake in time',
  ECONNRESET: HUNG_UP,
};

/** One sentence for a failed handshake, as the server saw it. */
export function explainHandshakeFailure(error: NodeJS.ErrnoException): string {
  // OpenSSL names these alerts after SSLv3, and from 3.5 on after "SSL/TLS".
  const alert = /^ERR_SSL_(?:SSLV3|SSL\/TLS)_ALERT_/;
  const code = (error.code ?? error.message).replace(alert, 'ERR_SSL_ALERT_');
  return `The sender ${HANDSHAKE_FAILURES[code] ?? `failed the TLS handshake (${code})`}.`;
}

/** Node's code for a connection that the sender ends in the middle of a request. */
const CUT_SHORT = 'HPE_INVALID_EOF_STATE';

/** Node's code for what it could not take while its answers wait. */
const UNREAD = 'HPE_PAUSED';
/** Node's code for a request whose time is up. */
const TOO_SLOW = 'ERR_HTTP_REQUEST_TIMEOUT';
/** The system's codes, and Node's own, for a sender that is gone. */
const GONE: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/** Node's codes for requests that cannot be read, with the status to answer; 0: with none. */
const UNREADABLE: Readonly<Record<string, readonly [status: number, what: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'sent more than 16 KB of headers'],
  HPE_PAUSED_H2_UPGRADE: [
    400,
    'speaks HTTP/2, and this port takes HTTP/1.1, as Logstash does: set the proxy or the client to that',
  ],
  // Node stops reading while its answers wait; what comes all the same it cannot take.
  [UNREAD]: [0, 'sent one request after the other without reading the answers, and was cut off'],
  [CUT_SHORT]: [400, 'ended the connection in the middle of a request'],
  [TOO_SLOW]: [408, 'did not send its whole request in time, and was cut off'],
};

/** Whether the sender ended the connection in the middle of a request. */
export function isCutShort({ code }: NodeJS.ErrnoException): boolean {
  return code === CUT_SHORT;
}

/** Whether what came was not even looked at. */
export function isUnread({ code }: NodeJS.ErrnoException): boolean {
  return code === UNREAD;
}

/** Whether nothing more is to be said on the connection: its sender is gone, or its time is up. */
export function isOver(error: NodeJS.ErrnoException): boolean {
  const { code } = error;
  return code === TOO_SLOW || GONE.includes(code) || isOfTheSystem(error);
}

/** Such as `ETIMEDOUT`: it says nothing of what was sent. */
function isOfTheSystem({ syscall }: NodeJS.ErrnoException): boolean {
  return syscall !== undefined;
}

/** Status and sentence for a request that Node's parser refused; status 0 when the connection is gone already. */
export function explainUnreadableRequest(error: NodeJS.ErrnoException): {
  status: number;
  message: string;
} {
  const code = error.code ?? error.message;
  if (GONE.includes(code)) return { status: 0, message: 'The sender broke the connection.' };
  if (isOfTheSystem(error)) return { status: 0, message: `The connection broke (${code}).` };
  const [status, what] = UNREADABLE[code] ?? [400, `sent something that is not HTTP (${code})`];
  return { status, message: `The sender ${what}.` };
}
