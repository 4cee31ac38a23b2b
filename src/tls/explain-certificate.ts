/**
 * Why a certificate was refused, in one sentence with its remedy: for a server's as its client sees it, and for a
 * client's as the server sees it.
 *
 * The verdict is OpenSSL's, `reason` and `words`; the chain says which certificate is meant and what about it. What
 * is wrong besides is told too, so that nobody mends one thing after the other.
 *
 * @module
 */
import type { Chain } from './chain';
import { type ChainFault, type ChainFaultKind, chainFaults } from './chain-faults';
import { explainFault, quoted } from './explain-fault';
import { explainUntrusted } from './explain-untrusted';
import type { JudgedParty } from './judged-party';

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
  /** What is wrong with a certificate of the chain, where that is why. */
  readonly fault?: ChainFault | undefined;
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
  const refusal = untrusted(verdict, chain, { faults, party }) ?? faulty(verdict, faults, party);
  if (refusal === undefined) return undefined;
  const besides = [
    ...faults
      .filter((fault) => TOLD_BESIDES.has(fault.kind) && fault !== refusal.fault)
      .map((fault) => `${besidesOf(fault)} ${fault.words}`),
    ...(party.besides ?? []).map((words) => `it ${words}`),
  ];
  const more = besides.length === 0 ? '' : ` Besides, ${besides.join('; ')}.`;
  return { ...refusal, message: refusal.message + more };
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
  { faults, party }: { readonly faults: readonly ChainFault[]; readonly party: JudgedParty },
): CertificateRefusal | undefined {
  const found = UNTRUSTED.has(reason) ? explainUntrusted(chain, faults, party) : undefined;
  if (found === undefined) return undefined;
  const { unknownCa, why } = found;
  if (typeof why === 'string') return { unknownCa, message: why };
  return { unknownCa, message: explainFault(why, party), fault: why };
}

function faulty(
  { reason, words = '' }: Verdict,
  faults: readonly ChainFault[],
  party: JudgedParty,
): CertificateRefusal | undefined {
  const kinds =
    KINDS.get(reason) ?? WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? WORDLESS;
  const fault = faults.find(({ kind }) => kinds.includes(kind));
  return fault && { unknownCa: false, message: explainFault(fault, party), fault };
}
