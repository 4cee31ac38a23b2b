/**
 * Why a certificate was refused, in one sentence with its remedy: for a server's as its client sees it, and for a
 * client's as the server sees it.
 *
 * The verdict is OpenSSL's, `reason` and `words`; the chain says which certificate is meant and what about it. What
 * is wrong besides is told too, so that nobody mends one thing after the other.
 *
 * @module
 */
import { type Chain, type Link } from './chain';
import { type ChainFault, type ChainFaultKind, chainFaults } from './chain-faults';

/** Whose certificate was judged, and in which words to speak of it. */
export interface JudgedParty {
  readonly purpose: 'server' | 'client';
  /** Begins a sentence: `The certificate of localhost`. */
  readonly what: string;
  /** Words for the CAs given; `undefined` when the public ones were to vouch for it. */
  readonly given: string | undefined;
  /** @default the current time */
  readonly now?: Date;
  /** What is wrong besides the chain, in words that continue "The certificate …". */
  readonly besides?: readonly string[];
}

/** OpenSSL's verdict. */
export interface Verdict {
  /** Node's code. */
  readonly reason: string;
  /** OpenSSL's own words, where Node has no code for them. */
  readonly words?: string | undefined;
}

/** A refusal explained. */
export interface CertificateRefusal {
  /** The CA is at fault and not what the peer sent, whatever Node's code says. */
  readonly unknownCa: boolean;
  readonly message: string;
}

const UNTRUSTED: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
]);

const KINDS: ReadonlyMap<string, readonly ChainFaultKind[]> = new Map<
  string,
  readonly ChainFaultKind[]
>([
  ['CERT_HAS_EXPIRED', ['expired']],
  ['CERT_NOT_YET_VALID', ['not-yet-valid']],
  ['INVALID_PURPOSE', ['purpose']],
  ['INVALID_CA', ['no-ca', 'may-not-sign', 'purpose']],
  ['PATH_LENGTH_EXCEEDED', ['path-length']],
]);

/** OpenSSL's words for which Node has no code; the same in all versions since 1.1. */
const WORDS: readonly (readonly [RegExp, readonly ChainFaultKind[]])[] = [
  [/permitted subtree/i, ['name-not-permitted']],
  [/excluded subtree/i, ['name-excluded']],
  [/certificate signing/i, ['may-not-sign']],
  [/critical extension/i, ['critical-extension']],
  [/digest algorithm too weak/i, ['weak-digest']],
  [/key too weak/i, ['weak-key']],
];

/** What OpenSSL refuses and Node has no code for, when its words could not be had. */
const WORDLESS: readonly ChainFaultKind[] = WORDS.flatMap(([, kinds]) => kinds);

/** `undefined` when the chain does not show why. */
export function explainCertificate(
  verdict: Verdict,
  chain: Chain,
  party: JudgedParty,
): CertificateRefusal | undefined {
  const now = party.now ?? new Date();
  const faults = chainFaults(chain, { purpose: party.purpose, now });
  const refusal = untrusted(verdict, chain, faults, party) ?? faulty(verdict, faults, party);
  if (refusal === undefined) return undefined;
  const besides = [
    ...faults
      .filter((fault) => TOLD_BESIDES.has(fault.kind) && fault !== refusal.fault)
      .map((fault) => `${besidesOf(fault)} ${fault.words}`),
    ...(party.besides ?? []).map((words) => `it ${words}`),
  ];
  const more = besides.length === 0 ? '' : ` Besides, ${besides.join('; ')}.`;
  return { unknownCa: refusal.unknownCa, message: refusal.message + more };
}

interface Found extends CertificateRefusal {
  readonly fault?: ChainFault;
}

/** Weak keys and digests are taken by some, and a critical extension may be known to others: no faults by themselves. */
const TOLD_BESIDES: ReadonlySet<ChainFaultKind> = new Set([
  ...(['expired', 'not-yet-valid', 'purpose', 'no-ca', 'may-not-sign', 'path-length'] as const),
  ...(['name-not-permitted', 'name-excluded'] as const),
]);

function besidesOf({ depth, link }: ChainFault): string {
  return depth === 0 ? 'it' : `the CA ${quoted(link)}`;
}

function untrusted(
  { reason }: Verdict,
  chain: Chain,
  faults: readonly ChainFault[],
  party: JudgedParty,
): Found | undefined {
  if (!UNTRUSTED.has(reason)) return undefined;
  const [leaf] = chain.links;
  const top = chain.links.at(-1);
  if (leaf === undefined || top === undefined) return undefined;
  // OpenSSL takes no CA for an issuer that may not sign, and goes on as if it were not there.
  const unfit = faults.find(({ kind, depth }) => kind === 'may-not-sign' && depth > 0);
  if (unfit !== undefined) return sentenceOf(unfit, party);
  const trusted = chain.complete && top.given;
  if (chain.namesakes.length > 0)
    return { unknownCa: true, message: namesake(chain, trusted, party) };
  if (trusted) return undefined;
  const given = chain.links.find((link) => link.given);
  if (given !== undefined) return { unknownCa: true, message: givenBelow(chain, given, party) };
  if (chain.complete && chain.links.length === 1)
    return { unknownCa: false, message: selfSigned(party) };
  return {
    unknownCa: chain.complete,
    message: chain.complete ? foreignRoot(chain, party) : missingIssuer(chain, party),
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

function faulty(
  { reason, words = '' }: Verdict,
  faults: readonly ChainFault[],
  party: JudgedParty,
): Found | undefined {
  const kinds =
    KINDS.get(reason) ?? WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? WORDLESS;
  const fault = faults.find(({ kind }) => kinds.includes(kind));
  return fault === undefined ? undefined : sentenceOf(fault, party);
}

function sentenceOf(fault: ChainFault, party: JudgedParty): Found {
  const subject = subjectOf(fault, party);
  return {
    unknownCa: false,
    fault,
    message: `${subject} ${fault.words}; ${REMEDIES[fault.kind](fault, party)}.`,
  };
}

function subjectOf({ depth, link }: ChainFault, { what, given, purpose }: JudgedParty): string {
  // Who wants to find a client needs to know where its certificate came from.
  if (depth === 0)
    return purpose === 'server' ? what : `${what}, issued by "${link.facts.issuer}",`;
  const chain = `above ${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  return link.given
    ? `${capital(given ?? 'the CA given')}, ${quoted(link)}, ${chain},`
    : `The CA ${quoted(link)} ${chain}`;
}

type Remedy = (fault: ChainFault, party: JudgedParty) => string;

const again = (party: JudgedParty): string =>
  party.purpose === 'server' ? 'for TLS servers' : 'for TLS clients';

const REMEDIES: Readonly<Record<ChainFaultKind, Remedy>> = {
  expired: (fault, party) => {
    if (fault.depth === 0) {
      return party.purpose === 'server'
        ? 'renew it and restart the server'
        : 'renew it and give the sender the new one';
    }
    if (fault.link.given)
      return 'renew the CA, and give its new certificate wherever the old one is trusted';
    return `have it renewed, and have ${party.purpose === 'server' ? 'the server' : 'the sender'} send the new one in its place`;
  },
  'not-yet-valid': () => 'check the clocks of both machines, or issue the certificate again',
  purpose: ({ depth }, party) =>
    depth === 0
      ? `issue one ${again(party)} (extendedKeyUsage ${party.purpose}Auth, keyUsage digitalSignature)`
      : `have the certificate issued by a CA that may sign ${again(party)}`,
  'no-ca': () => 'have the certificate issued by one that is a CA (basicConstraints CA:TRUE)',
  'may-not-sign': ({ link }) =>
    `issue the certificate of ${quoted(link)} again with keyUsage keyCertSign, or leave key usage out`,
  'path-length': ({ link }) =>
    `issue the certificate from ${quoted(link)} itself, or issue that CA's certificate again with a larger pathlen`,
  'critical-extension': () =>
    'issue that certificate again without the extension, or without marking it critical',
  'weak-key': () =>
    'issue that certificate again with a key of EC P-256, or RSA of 2048 bits or more',
  'weak-digest': () => 'issue that certificate again with a signature of SHA-256',
  'name-not-permitted': () =>
    'issue the certificate for names that the CA may vouch for, or from another CA',
  'name-excluded': () => 'issue the certificate for other names, or from another CA',
};

function quoted({ facts }: Link): string {
  return `"${facts.subject}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
