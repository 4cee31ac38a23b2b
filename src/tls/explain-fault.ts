/**
 * One thing that is wrong with a certificate, as a sentence with its remedy.
 *
 * @module
 */
import type { Link } from './chain';
import type { ChainFault, ChainFaultKind } from './chain-faults';
import type { JudgedParty } from './judged-party';

/** The sentence: which certificate, what is wrong with it, and what to do. */
export function explainFault(fault: ChainFault, party: JudgedParty): string {
  return `${subjectOf(fault, party)} ${fault.words}; ${REMEDIES[fault.kind](fault, party)}.`;
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

/** The subject of a certificate, in quotes. */
export function quoted({ facts }: Link): string {
  return `"${facts.subject}"`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
