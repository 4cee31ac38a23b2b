/**
 * When a server certificate must be made anew, and for which names.
 *
 * @module
 */
import { describeCertificate } from './describe-certificate';
import type { KeyType } from './engine';
import { normaliseName } from './names';
import { isOwnIssuer } from './own-certificates';

/** Why a certificate will not do any longer. */
export type RenewalReason =
  | 'expired'
  | 'expires-soon'
  | 'not-yet-valid'
  | 'outlives-authority'
  | 'name-missing'
  | 'other-authority'
  | 'key-type';

/** What the certificate is held against. */
export interface RenewalDemands {
  /** The CA that issues, PEM. */
  readonly ca: string;
  /** This CA signed it, or an intermediate below it that the server sends along. */
  readonly vouchedFor: boolean;
  /** Names it must bear, each in its one spelling. */
  readonly names: readonly string[];
  /** `undefined`: any will do. */
  readonly keyType: KeyType | undefined;
  readonly now: Date;
}

const DAYS_AHEAD = 7;
const MOST_NAMES = 100;

/** Why the certificate (PEM) must be made anew; `undefined` when it will do. */
export function renewalReason(
  cert: string,
  { ca, vouchedFor, names, keyType, now }: RenewalDemands,
): RenewalReason | undefined {
  const held = describeCertificate(cert, now);
  if (!vouchedFor) return 'other-authority';
  if (held.validTo <= now) return 'expired';
  // One that ends with its CA cannot be made to last any longer.
  const caEnds = describeCertificate(ca, now).validTo;
  const endsWithCa = held.validTo >= caEnds;
  if (held.daysLeft < DAYS_AHEAD && !endsWithCa) return 'expires-soon';
  if (held.validFrom > now) return 'not-yet-valid';
  // Ours end with their CA at the latest, and did not always: nobody would take it as long as it says.
  if (held.validTo > caEnds && isOwnIssuer(cert)) return 'outlives-authority';
  if (names.some((name) => !held.names.includes(name))) return 'name-missing';
  if (keyType !== undefined && held.key.startsWith('RSA') !== (keyType === 'rsa')) {
    return 'key-type';
  }
  return undefined;
}

/**
 * The wanted names and then those that the certificate bore before: two starts with different names in one directory
 * would else renew it in turns. At most 100, since a container's name changes with every start.
 */
export function keptNames(cert: string | undefined, wanted: readonly string[]): readonly string[] {
  const names = cert === undefined ? [] : describeCertificate(cert).names;
  // What stands there and is no name cannot be borne again.
  const borne = names.filter((name) => normaliseName(name) === name);
  return [...new Set([...wanted, ...borne])].slice(0, Math.max(MOST_NAMES, wanted.length));
}
