/**
 * What a receiver shows in the TLS handshake.
 *
 * @module
 */

/** What the server shows in the TLS handshake, and whom it asks for a certificate; all PEM. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
  /** Require client certificates signed by this CA. */
  readonly clientCa?: string;
}
