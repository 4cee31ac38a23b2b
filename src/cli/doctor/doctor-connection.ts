/**
 * What one attempt shows of the way to the receiver: name, port, handshake and certificate. Pure.
 *
 * @module
 */
import type { Attempt, AttemptFailure, Phase } from '../../sender/attempt-record';
import { senderNotes } from '../../tls/sender-notes';
import type { Chain } from '../../tls/chain';
import { INTERMEDIATE_REFUSERS, INTERMEDIATE_TAKERS } from '../../tls/clients';
import type { PeerCertificate } from '../../sender/peer-certificate';
import type { ResolvedDeliverySettings } from '../../sender/settings';
import type { Finding } from './doctor-check';

const DAY = 86_400_000;
/** Days left below which a certificate is warned of. */
const RENEW_DAYS = 30;

/** The failure as a finding. */
export function failed({ code, message }: AttemptFailure): Finding {
  return { outcome: 'failed', code, message };
}

/** Whether the name was found; `addresses` are all that it stands for. */
export function judgeName(
  { failure }: Attempt,
  addresses: readonly string[],
  { host }: ResolvedDeliverySettings,
): Finding {
  if (failure?.phase === 'dns') return failed(failure);
  const message = addresses.includes(host)
    ? 'The URL holds an address: there is no name to look up.'
    : `${host} is ${addresses.join(', ')}.`;
  return { outcome: 'passed', message };
}

/** Whether the TCP connection came up; `null` when the attempt did not come so far. */
export function judgePort(attempt: Attempt, { port }: ResolvedDeliverySettings): Finding | null {
  const { failure, remoteAddress } = attempt;
  if (!reached(attempt, 'connect')) return null;
  if (failure?.phase === 'connect') return failed(failure);
  return { outcome: 'passed', message: `Port ${port} of ${remoteAddress} takes connections.` };
}

/** Whether the handshake was completed, whatever the certificate; `null` when the attempt did not come so far. */
export function judgeHandshake(attempt: Attempt): Finding | null {
  const { failure, tls } = attempt;
  if (!reached(attempt, 'tls')) return null;
  if (failure?.phase === 'tls' && (tls === null || isAboutClient(failure))) return failed(failure);
  return { outcome: 'passed', message: `The connection uses ${tls?.version ?? 'TLS'}.` };
}

/** Whether the certificate holds and for how long; `null` when it was not seen. */
export function judgeCertificate(
  { failure, tls, startedAt }: Attempt,
  chain: Chain | undefined,
  { host, customCa, verifyTls }: ResolvedDeliverySettings,
): Finding | null {
  if (tls === null) return null;
  const words =
    tls.certificate === null ? '' : inWords(tls.certificate, startedAt, failure?.message);
  if (failure?.phase === 'tls' && !isAboutClient(failure)) {
    const takers = isIntermediateGiven(failure, chain)
      ? ` ${INTERMEDIATE_TAKERS} take such a file as it is, ${INTERMEDIATE_REFUSERS} do not.`
      : '';
    const message = `${failure.message}${takers} ${words}`.trim();
    return { outcome: 'failed', code: failure.code, message };
  }
  const by = customCa ? 'the CA given' : 'a public CA';
  if (!verifyTls) {
    const verdict = tls.trusted
      ? `It would pass with ${by}, so leave --insecure out.`
      : 'It would not pass: run doctor without --insecure to see why.';
    const message = `It was not verified (--insecure): anybody could have answered. ${verdict} ${words}`;
    return { outcome: 'warning', message: message.trim() };
  }
  const daysLeft = tls.certificate === null ? Infinity : daysUntilEnd(tls.certificate, startedAt);
  const verified = `Verified by ${by}. ${words}`.trim();
  const notes = chain === undefined ? [] : senderNotes(chain, host, new Date(startedAt));
  const toKnow = [...(daysLeft < RENEW_DAYS ? ['Renew it now.'] : []), ...notes];
  return toKnow.length > 0
    ? { outcome: 'warning', message: `${verified} ${toKnow.join(' ')}` }
    : { outcome: 'passed', message: verified };
}

/** The CA that was given is below another one. */
function isIntermediateGiven({ code }: AttemptFailure, chain: Chain | undefined): boolean {
  return (
    code === 'TLS_UNKNOWN_CA' &&
    chain?.links.some(({ given, facts }, depth) => given && !facts.selfIssued && depth > 0) === true
  );
}

const ORDER: readonly Phase[] = ['dns', 'connect', 'tls', 'firstByte', 'end'];

/** The attempt did not fail before this phase. */
function reached({ failure }: Attempt, phase: Phase): boolean {
  return failure === null || ORDER.indexOf(failure.phase) >= ORDER.indexOf(phase);
}

/** In TLS 1.3 a server judges its client after the client has judged the server. */
function isAboutClient({ code }: AttemptFailure): boolean {
  return code.startsWith('TLS_CLIENT_CERTIFICATE_');
}

/** `told`: what has been said of it, to which its names need not be added once more. */
function inWords(certificate: PeerCertificate, now: string, told = ''): string {
  const { subject, issuer, names, validTo } = certificate;
  const signer = issuer === subject ? 'itself' : `"${issuer}"`;
  const bears = names.length === 0 ? 'bears no alternative name' : `is for ${names.join(', ')}`;
  const isNamed = names.length > 0 && names.every((name) => told.includes(name));
  const left = daysUntilEnd(certificate, now);
  const days = left === 1 ? 'day' : 'days';
  const until =
    left < 0
      ? `ended on ${validTo.slice(0, 10)}`
      : `is valid until ${validTo.slice(0, 10)} (${left} ${days} left)`;
  return `It ${isNamed ? '' : `${bears}, `}was signed by ${signer} and ${until}.`;
}

function daysUntilEnd({ validTo }: PeerCertificate, now: string): number {
  return Math.floor((Date.parse(validTo) - Date.parse(now)) / DAY);
}
