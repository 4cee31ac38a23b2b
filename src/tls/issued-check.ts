/**
 * What clients would refuse of certificates that are about to be used: told before, in place of being found out.
 *
 * @module
 */
import { parseCaFile } from './ca-file';
import { type CertificateFacts, readFacts } from './certificate-facts';
import { type Chain, followChain } from './chain';
import { chainFaults } from './chain-faults';
import { INTERMEDIATE_TAKERS, INTERMEDIATE_REFUSERS } from './clients';

/** Facts of all certificates of a PEM text. */
export function factsOfAll(pem: string, origin: string): readonly CertificateFacts[] {
  return parseCaFile(pem, origin).map((one) => readFacts(one));
}

/** The way of a server's certificate, with what it sends along, to the CA that its clients are given; all PEM. */
export function chainOf(cert: string, ca: string, files: { cert: string; ca: string }): Chain {
  return followChain(factsOfAll(cert, files.cert), factsOfAll(ca, files.ca));
}

/** Some CA given vouches for it. */
export function isVouchedFor({ links }: Chain): boolean {
  return links.some(({ given }) => given);
}

/**
 * Why clients would refuse the certificate although one of the CAs signed it, dates aside: words that continue
 * "Clients refuse it: ". `undefined` when nothing is known against it.
 */
export function unusableBecause(chain: Chain, now: Date): string | undefined {
  const [fault] = chainFaults(chain, { purpose: 'server', now }).filter(
    ({ kind }) => !['expired', 'not-yet-valid', 'weak-key', 'weak-digest'].includes(kind),
  );
  if (fault === undefined) return undefined;
  const what = fault.depth === 0 ? 'it' : `the CA "${fault.link.facts.subject}"`;
  return `${what} ${fault.words}`;
}

/** Sentences on a CA file: what some clients do not take as a CA. */
export function authorityWarnings(ca: string, caFile: string): readonly string[] {
  const [first] = factsOfAll(ca, caFile);
  return first === undefined ? [] : [...rootWarnings(ca, caFile), ...strictWarnings(first, caFile)];
}

/** Sentences on a CA file (PEM) whose first certificate ends in no root. */
export function rootWarnings(ca: string, caFile: string): readonly string[] {
  const all = factsOfAll(ca, caFile);
  const [first] = all;
  return first === undefined ? [] : intermediateWarnings(followChain([first], all), caFile);
}

/** OpenSSL wants a certificate that signed itself at the end of every chain. */
function intermediateWarnings({ links, complete }: Chain, caFile: string): readonly string[] {
  const top = links.at(-1)?.facts;
  if (complete || top === undefined) return [];
  return [
    `The CA in ${caFile}, "${top.subject}", is itself signed by "${top.issuer}", whose certificate is not in the file: ${INTERMEDIATE_REFUSERS} do not take such a file as a CA, ${INTERMEDIATE_TAKERS} do. Add the certificate of "${top.issuer}" to it.`,
  ];
}

function strictWarnings(
  { keyUsage, subjectKeyId, ca }: CertificateFacts,
  caFile: string,
): readonly string[] {
  if (ca !== true) return [];
  const missing = [
    ...(keyUsage === undefined ? ['key usage'] : []),
    ...(subjectKeyId === undefined ? ['subject key identifier'] : []),
  ];
  if (missing.length === 0) return [];
  return [
    `The CA in ${caFile} has no ${missing.join(' and no ')}: Python 3.13 and later refuse it. Where it matters, have it issued again with keyUsage keyCertSign, cRLSign and a subjectKeyIdentifier.`,
  ];
}

/** Sentences on names that a certificate may bear and that many clients do not take. */
export function nameWarnings(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    if (name.startsWith('*.') && !name.slice(2).includes('.')) {
      return [
        `The name ${name} is a wildcard below a name of one label: OpenSSL, curl, Node, Python, Rust and browsers do not take it, Go and Java do. Name each host, or put them below a name of two labels, such as *.internal.example.`,
      ];
    }
    return name.includes('_')
      ? [
          `The name ${name} holds an underscore: Java's HttpClient cannot call it at all. Other clients can.`,
        ]
      : [];
  });
}
