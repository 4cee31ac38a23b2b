/**
 * What other senders would hold against a server whose certificate this one took.
 *
 * Tried with real clients; docs/tls.md has the table. Nobody knows which TLS stack Wallarm Cloud sends with, so each
 * of these is worth knowing before going live.
 *
 * @module
 */
import type { Chain } from './chain';
import { chainFaults } from './chain-faults';

/** Sentences, each with its remedy. */
export function senderNotes(chain: Chain, host: string, now: Date): readonly string[] {
  const [leaf, ...above] = chain.links.map(({ facts }) => facts);
  if (leaf === undefined) return [];
  return [
    ...nameNotes(chain, host),
    ...(leaf.ca === true && !leaf.selfIssued
      ? [
          'It may sign certificates itself (CA:TRUE): Rust and Deno refuse such a certificate of a server.',
        ]
      : []),
    ...(leaf.ca === true && leaf.selfIssued
      ? [
          `It is a CA and a server's certificate at once, as "openssl req -x509" makes it: Rust and Deno refuse it. Issue one below a CA.`,
        ]
      : []),
    ...(leaf.keyUsage?.has('digitalSignature') === false
      ? [
          'Its key usage lacks digitalSignature: Java, GnuTLS, Bun and mbedTLS refuse it. Issue it again with that.',
        ]
      : []),
    ...strictNotes(chain),
    ...weakNotes(chain, now),
    ...endNotes(above, leaf.validTo),
  ];
}

function nameNotes({ links }: Chain, host: string): readonly string[] {
  const leaf = links[0]?.facts;
  if (leaf === undefined) return [];
  const { names, commonName } = leaf;
  if (names.dns.length === 0 && names.addresses.length === 0) {
    const only = commonName === undefined ? '' : `, only the common name ${commonName}`;
    return [
      `It bears no alternative name${only}: Go, Rust, Deno, browsers and Python's requests refuse it. Issue it again with subjectAltName DNS:${host}.`,
    ];
  }
  return host.includes('_')
    ? [`The name ${host} holds an underscore: Java's HttpClient cannot call it. Use another name.`]
    : [];
}

/** Python 3.13 verifies by the letter of RFC 5280. */
function strictNotes({ links }: Chain): readonly string[] {
  const missing = links.flatMap(({ facts }, depth) => {
    const what = depth === 0 ? 'it' : `"${facts.subject}"`;
    return [
      ...(facts.authorityKeyId === undefined && !facts.selfIssued
        ? [`${what} has no authority key identifier`]
        : []),
      ...(depth > 0 && facts.subjectKeyId === undefined
        ? [`${what} has no subject key identifier`]
        : []),
      ...(depth > 0 && facts.keyUsage === undefined ? [`${what} has no key usage`] : []),
    ];
  });
  return missing.length === 0
    ? []
    : [`Python 3.13 and later refuse it: ${missing.join(', ')}. Issue what is meant again.`];
}

function weakNotes(chain: Chain, now: Date): readonly string[] {
  return chainFaults(chain, { purpose: 'server', now })
    .filter(({ kind }) => kind === 'weak-key' || kind === 'weak-digest')
    .map(({ depth, link, words }) => {
      const what = depth === 0 ? 'It' : `The CA "${link.facts.subject}"`;
      return `${what} ${words}: Node from 24, Python, curl of many distributions and others refuse it.`;
    });
}

function endNotes(
  above: readonly { subject: string; validTo: Date }[],
  end: Date,
): readonly string[] {
  const first = [...above].sort((a, b) => a.validTo.getTime() - b.validTo.getTime())[0];
  if (first === undefined || first.validTo >= end) return [];
  const day = first.validTo.toISOString().slice(0, 10);
  return [`It is of use until ${day} only: the CA "${first.subject}" above it ends then.`];
}
