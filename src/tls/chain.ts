/**
 * Follows a certificate to the CA that vouches for it, as OpenSSL does: first among the CAs given, then among what
 * the peer sent.
 *
 * It explains a refusal and never makes one: the verdict is OpenSSL's alone. Where its way differs from OpenSSL's the
 * sentence may be less exact, and nothing is let in that was kept out.
 *
 * @module
 */
import type { CertificateFacts } from './certificate-facts';

/** One certificate on the way. */
export interface Link {
  readonly facts: CertificateFacts;
  /** It is one of the CAs given. */
  readonly given: boolean;
}

/** The way from a certificate up to where it ends. */
export interface Chain {
  /** The peer's own certificate first. */
  readonly links: readonly Link[];
  /** The CAs given. */
  readonly given: readonly CertificateFacts[];
  /** The last link signed itself. Else its issuer is neither given nor sent. */
  readonly complete: boolean;
  /** CAs given under the very name of the last link's issuer, which did not sign it. */
  readonly namesakes: readonly CertificateFacts[];
}

/** More than any stack takes. */
const LONGEST = 32;

/** Follows `sent[0]` upwards. */
export function followChain(
  sent: readonly CertificateFacts[],
  given: readonly CertificateFacts[],
): Chain {
  const links: Link[] = [];
  let [next] = sent;
  while (next !== undefined && links.length < LONGEST) {
    const facts: CertificateFacts = next;
    links.push({ facts, given: isAmong(given, facts) });
    if (facts.selfIssued && hasSigned(facts, facts)) break;
    const above = [...given, ...sent].filter((one) => !links.some((link) => same(link.facts, one)));
    next = above.find((one) => hasSigned(one, facts));
  }
  const last = links.at(-1)?.facts;
  return {
    links,
    given,
    complete: last !== undefined && last.selfIssued && hasSigned(last, last),
    namesakes: links.flatMap(({ facts }) =>
      given.filter(
        (one) => one.subject === facts.issuer && !same(one, facts) && !hasSigned(one, facts),
      ),
    ),
  };
}

/** Whether the one signed the other, by name and by key. */
export function hasSigned(
  issuer: CertificateFacts,
  { x509, issuer: name }: CertificateFacts,
): boolean {
  if (issuer.subject !== name) return false;
  try {
    return x509.verify(issuer.x509.publicKey);
  } catch {
    return false; // a key of a kind that did not sign it, or that OpenSSL does not read
  }
}

/** Whether both are one certificate. */
function same(one: CertificateFacts, other: CertificateFacts): boolean {
  return one.x509.raw.equals(other.x509.raw);
}

function isAmong(certificates: readonly CertificateFacts[], facts: CertificateFacts): boolean {
  return certificates.some((one) => same(one, facts));
}
