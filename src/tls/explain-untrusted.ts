/**
 * Why nobody vouches for a certificate: where its chain ends, and which CA would have to be given or sent.
 *
 * @module
 */
import type { Chain, Link } from './chain';
import type { ChainFault } from './chain-faults';
import type { JudgedParty } from './judged-party';

/** Why it is not trusted. */
export interface Untrusted {
  /** The CA is at fault and not what the peer sent, whatever Node's code says. */
  readonly unknownCa: boolean;
  /** The sentence, or the fault that a sentence is to be made of. */
  readonly why: string | ChainFault;
}

/**
 * `undefined` when the chain does not show why. `faults` are those of its certificates: one that may not sign is taken
 * for no issuer.
 */
export function explainUntrusted(
  chain: Chain,
  faults: readonly ChainFault[],
  party: JudgedParty,
): Untrusted | undefined {
  const [leaf] = chain.links;
  const top = chain.links.at(-1);
  if (leaf === undefined || top === undefined) return undefined;
  // OpenSSL takes no CA for an issuer that may not sign, and goes on as if it were not there.
  const unfit = faults.find(({ kind, depth }) => kind === 'may-not-sign' && depth > 0);
  if (unfit !== undefined) return { unknownCa: false, why: unfit };
  const trusted = chain.complete && top.given;
  if (chain.namesakes.length > 0) return { unknownCa: true, why: namesake(chain, trusted, party) };
  // Where OpenSSL would say that it is out of date, Deno says that it cannot be verified.
  const outdated = faults.find(({ kind }) => kind === 'expired' || kind === 'not-yet-valid');
  if (trusted) return outdated && { unknownCa: false, why: outdated };
  const given = chain.links.find((link) => link.given);
  if (given !== undefined) return { unknownCa: true, why: givenBelow(chain, given, party) };
  if (chain.complete && chain.links.length === 1)
    return { unknownCa: false, why: selfSigned(party) };
  return {
    unknownCa: chain.complete,
    why: chain.complete ? foreignRoot(chain, party) : missingIssuer(chain, party),
  };
}

function selfSigned({ what, given, purpose }: JudgedParty): string {
  const among = given === undefined || purpose === 'server' ? 'the CA certificates given' : given;
  const remedy =
    purpose === 'server'
      ? 'give that very certificate as the CA, or use one that a CA signed'
      : 'give the sender one that this CA signed, or name that very certificate in its place';
  return `${what} is self-signed, and it is not among ${among}; ${remedy}.`;
}

/** The CA given has the issuer's name and another key. */
function namesake(
  { links, namesakes, given: cas }: Chain,
  trusted: boolean,
  { what, given }: JudgedParty,
): string {
  const [other] = namesakes;
  const name = other?.subject ?? '';
  const signedBy = `${what} is signed by "${links[0]?.facts.issuer ?? ''}"`;
  if (trusted) {
    return `${signedBy}, and among the certificates given are ${cas.filter(({ subject }) => subject === name).length} CAs named "${name}", of which OpenSSL tries the first alone; leave out the one with the SHA-256 fingerprint ${shortFingerprint(other?.x509.fingerprint256)}, or put it last.`;
  }
  return `${signedBy}, and ${given ?? 'the CA given'} has the same name${name === links[0]?.facts.issuer ? '' : ` as a CA above it, "${name}",`} and another key: it is not the one that signed, but another that was made under its name; give the certificate of the CA whose key signed, or issue the certificate again with the CA given (SHA-256 ${shortFingerprint(other?.x509.fingerprint256)}).`;
}

function shortFingerprint(fingerprint = ''): string {
  return `${fingerprint.slice(0, 23)}…`;
}

/** What was given stands in the chain, and is no root: OpenSSL wants the root. */
function givenBelow({ links }: Chain, link: Link, { what, given, purpose }: JudgedParty): string {
  const { facts } = link;
  const whose = purpose === 'server' ? "the server's" : "the sender's";
  if (links[0] === link) {
    return `${what} is the very one given as the CA, and it is ${whose} own, signed by "${facts.issuer}"; give the certificate of "${facts.issuer}".`;
  }
  const top = links.at(-1)?.facts;
  const root = top === undefined || top.selfIssued ? (top?.subject ?? '') : top.issuer;
  const between = root === facts.issuer ? '' : `, below "${root}"`;
  return `${what} is signed by "${links[0]?.facts.issuer ?? ''}", and ${given ?? 'the CA given'}, "${facts.subject}", is itself signed by "${facts.issuer}"${between}: add the certificate of "${root}", the root, to the file, which may hold several.`;
}

/** The peer sent a root that nobody gave. */
function foreignRoot({ links, given: cas }: Chain, { what, given, purpose }: JudgedParty): string {
  const issuer = links[0]?.facts.issuer ?? '';
  const root = links.at(-1)?.facts.subject ?? '';
  const signed = `${what} is signed by "${issuer}"`;
  if (given === undefined) {
    return root === issuer
      ? `${signed}, which is not a public CA; give its certificate as the CA.`
      : `${signed}, and its chain ends at "${root}", which is not a public CA; give the certificate of "${root}" as the CA.`;
  }
  const at = root === issuer ? '' : ` but at "${root}"`;
  const end = `${signed}, and its chain does not end at ${given}${namesOf(cas)}${at}`;
  return purpose === 'server'
    ? `${end}; give the CA that signed it, "${root}".`
    : `${end}; ${clientRemedy(root)}.`;
}

/** The chain breaks off. */
function missingIssuer(
  { links, given: cas }: Chain,
  { what, given, purpose }: JudgedParty,
): string {
  const [leaf] = links;
  const top = links.at(-1);
  const peer = purpose === 'server' ? 'the server' : 'the sender';
  const signed = `${what} is signed by "${leaf?.facts.issuer ?? ''}"`;
  if (top !== leaf) {
    const missing = top?.facts.issuer ?? '';
    const remedy =
      given === undefined
        ? `have ${peer} send it, or give its certificate as the CA`
        : `have ${peer} send it if ${given}${namesOf(cas)} signed it, else give the root above it`;
    return `${signed}, and its chain breaks off at "${top?.facts.subject ?? ''}": the certificate of "${missing}", which signed that, is neither sent nor ${given === undefined ? 'a public one' : 'given'}; ${remedy}.`;
  }
  if (given === undefined) {
    return `${signed}, which is not a public CA; give its certificate as the CA, or, if it stands below a public CA, have ${peer} send its certificate too.`;
  }
  if (purpose === 'client') {
    return `${signed}, not by ${given}${namesOf(cas)}, and the sender sent nothing that links the two; ${clientRemedy(leaf?.facts.issuer ?? '')}, or, if that is an intermediate below it, have the sender send its certificate too.`;
  }
  return `${signed}, which is not ${given}${namesOf(cas)}, and ${peer} sent nothing that links the two; give the CA that signed it, or, if an intermediate CA stands between, have ${peer} send that certificate too.`;
}

function clientRemedy(issuer: string): string {
  return `give the sender a certificate of that CA, or name "${issuer}" in its place`;
}

/** ` ("CN=A", "CN=B")` for a few, nothing for many. */
function namesOf(cas: Chain['given']): string {
  const names = [...new Set(cas.map(({ subject }) => `"${subject}"`))];
  return names.length === 0 || names.length > 3 ? '' : ` (${names.join(', ')})`;
}
