/**
 * Tells certificates that Wallstash's own CAs issued from those that somebody put there.
 *
 * @module
 */
import { readFacts } from './certificate-facts';

/** Of every CA that `createAuthority` names by itself. */
const OWN_CA = /^CN=Wallstash CA [0-9a-f]{8}, O=Wallstash$/;

/** Whether the certificate (PEM; the first of several) was issued by a CA that Wallstash made, whichever. */
export function isOwnIssuer(cert: string): boolean {
  return OWN_CA.test(readFacts(cert).issuer);
}
