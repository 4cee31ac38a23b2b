/**
 * Puts what went wrong in an attempt into a stable code and one sentence with a remedy. Pure.
 *
 * Invariant: a sentence names the receiver's host and port, numbers and codes; never a header's value, the path, the
 * query or words of the peer other than the names on its certificate.
 *
 * @module
 */
import type { Chain } from '../tls/chain';
import type { Verdict } from '../tls/explain-certificate';
import { explainTlsError } from '../tls/explain-tls-error';
import { MAX_ANSWER_HEADER_BYTES, MAX_INTERIM_ANSWERS } from './answer';
import type { AttemptFailure, Phase } from './attempt-record';
import type { ResolvedDeliverySettings } from './settings';

/** A connection that could not be opened: `error` is that of the socket. */
export function connectionFailure(
  error: NodeJS.ErrnoException,
  phase: Phase,
  settings: ResolvedDeliverySettings,
): AttemptFailure {
  const { host, authority, customCa } = settings;
  const reason = reasonOf(error);
  if (phase === 'tls') {
    const tls = explainTlsError(error, { host, ca: customCa, duringHandshake: true });
    if (tls !== undefined) return { ...tls, phase };
  }
  switch (reason) {
    case 'ENOTFOUND':
    case 'ENODATA':
    case 'EAI_AGAIN':
      return nameFailure(reason, host);
    case 'ECONNREFUSED':
      return {
        code: 'CONNECTION_REFUSED',
        phase,
        message: `Nothing listens on ${authority}: it refused the connection; start the receiver, or check the port in the URL and the address it listens on.`,
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return {
        code: 'UNREACHABLE',
        phase,
        message: `There is no way to ${authority} from here (${reason}); check the address, the network or VPN, and the routes and firewalls in between.`,
      };
    case 'ETIMEDOUT':
      return connectionTimeoutFailure(phase, settings);
    case 'ECONNRESET':
      return reset(phase, authority);
    default:
      return otherConnectionFailure(reason, phase, authority);
  }
}

function nameFailure(reason: string, host: string): AttemptFailure {
  const message =
    reason === 'EAI_AGAIN'
      ? `The name ${host} could not be looked up because no name server answered (${reason}); check the network and the DNS settings of this machine.`
      : `The name ${host} was not found (${reason}); check its spelling in the URL, or add it to DNS or to the hosts file.`;
  return { code: 'NAME_NOT_FOUND', phase: 'dns', message };
}

function otherConnectionFailure(reason: string, phase: Phase, authority: string): AttemptFailure {
  return {
    code: 'CONNECTION_FAILED',
    phase,
    message: `The connection to ${authority} failed (${reason}); look the code up in the system's manual (errno), and try again.`,
  };
}

/** Of a host with several addresses Node reports all failures; the last one had the time to be a real answer. */
function reasonOf(error: NodeJS.ErrnoException): string {
  const last: unknown = error instanceof AggregateError ? error.errors.at(-1) : error;
  const { code, message } = last instanceof Error ? (last as NodeJS.ErrnoException) : error;
  return code ?? message;
}

/** The connection was not up in time. */
export function connectionTimeoutFailure(
  phase: Phase,
  { host, authority, connectionTimeout }: ResolvedDeliverySettings,
): AttemptFailure {
  const limit = `within the connection timeout of ${seconds(connectionTimeout)}`;
  const code = 'CONNECTION_TIMEOUT';
  if (phase === 'dns') {
    const message = `The name ${host} was not resolved ${limit}; check the DNS settings of this machine and that its name servers answer.`;
    return { code, phase, message };
  }
  if (phase === 'connect') {
    const message = `${authority} did not take a TCP connection ${limit}; check the address and that no firewall drops the packets, or whether the server is too busy to accept.`;
    return { code, phase, message };
  }
  const message = `${authority} took the connection but did not finish the TLS handshake ${limit}; check that the port serves HTTPS and that the server is not overloaded.`;
  return { code, phase, message };
}

/** The handshake was complete but the server's certificate is not to be trusted; `reason` is Node's code for why. */
export function verificationFailure(
  { reason, words }: Verdict,
  chain: Chain | undefined,
  { host, customCa }: ResolvedDeliverySettings,
): AttemptFailure {
  const error = Object.assign(new Error(reason), { code: reason });
  const tls = explainTlsError(error, { host, ca: customCa, chain, words });
  if (tls !== undefined) return { ...tls, phase: 'tls' };
  return {
    code: 'TLS_CERTIFICATE_REJECTED',
    phase: 'tls',
    message: `The certificate of ${host} cannot be trusted: OpenSSL says ${reason}; have it, or the CA certificate that is meant, issued again without that.`,
  };
}

/** The request or its answer broke: `error` is that of the request, `status` what had been read by then. */
export function exchangeFailure(
  error: NodeJS.ErrnoException,
  phase: Phase,
  { host, authority, customCa }: ResolvedDeliverySettings,
): AttemptFailure {
  const reason = error.code ?? '';
  // In TLS 1.3 the server judges the client after the client's handshake is over: its alert comes in place of an answer.
  if (reason.includes('_ALERT_')) {
    const tls = explainTlsError(error, { host, ca: customCa });
    if (tls !== undefined) return { ...tls, phase: 'tls' };
  }
  if (reason === 'HPE_HEADER_OVERFLOW' || reason === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') {
    return {
      code: 'ANSWER_TOO_LARGE',
      phase,
      message: `The headers of ${authority}'s answer are larger than ${MAX_ANSWER_HEADER_BYTES / 1024} KiB; check that the URL points at the receiver and that no proxy in between adds them.`,
    };
  }
  if (error.syscall !== undefined || reason === 'EPIPE') return reset(phase, authority);
  if (reason === 'ECONNRESET' || reason === '') return closed(phase, authority);
  return {
    code: 'BAD_ANSWER',
    phase,
    message: `${authority} answered, but not in HTTP/1.1 (${reason}); check that the port is the receiver's and that no other service listens there.`,
  };
}

/** More interim answers than any server sends. */
export function interimFloodFailure({ authority }: ResolvedDeliverySettings): AttemptFailure {
  return {
    code: 'BAD_ANSWER',
    phase: 'end',
    message: `${authority} sent more than ${MAX_INTERIM_ANSWERS} interim answers (1xx) and no real one; check that the URL points at the receiver.`,
  };
}

/** The whole answer was not there in time. */
export function requestTimeoutFailure(
  phase: Phase,
  { authority, requestTimeout }: ResolvedDeliverySettings,
): AttemptFailure {
  const what = phase === 'end' ? 'began an answer but did not end it' : 'did not answer';
  return {
    code: 'REQUEST_TIMEOUT',
    phase,
    message: `${authority} took the request and ${what} within the request timeout of ${seconds(requestTimeout)}; find what holds it up (a blocked Logstash queue does), and expect a repeat, because it may have received this one.`,
  };
}

/** The caller gave up. */
export function abortedFailure(phase: Phase): AttemptFailure {
  return {
    code: 'ABORTED',
    phase,
    message:
      'The attempt was cut short by the sender; send again, and expect a repeat, because the receiver may have received this one.',
  };
}

function reset(phase: Phase, authority: string): AttemptFailure {
  return { code: 'CONNECTION_RESET', phase, message: broken(phase, authority, 'reset') };
}

function closed(phase: Phase, authority: string): AttemptFailure {
  return { code: 'CONNECTION_CLOSED', phase, message: broken(phase, authority, 'closed') };
}

function broken(phase: Phase, authority: string, how: string): string {
  const when = phase === 'end' ? 'in the middle of its answer' : 'before it answered';
  const why =
    phase === 'end'
      ? 'it may have restarted'
      : 'it may have restarted, refuse a body of this size, want a client certificate and not say so, or be a proxy that does not reach the receiver';
  return `${authority} ${how} the connection ${when}; see its log (${why}), and expect a repeat, because it may have received this one.`;
}

/** Milliseconds as a person writes them: `15 s`, `250 ms`. */
function seconds(ms: number): string {
  return ms % 1_000 === 0 ? `${ms / 1_000} s` : `${ms} ms`;
}
