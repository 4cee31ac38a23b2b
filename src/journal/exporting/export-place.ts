/**
 * What an export knows beside the journal.
 *
 * @module
 */

/** Where what is exported was sent to, as far as it is known. */
export interface ExportPlace {
  /** Origin of the receiver, such as `https://localhost:5044`. */
  readonly origin: string;
  /** PEM of the CA of its certificate. @default the script asks for a file */
  readonly ca?: string | undefined;
  /** Milliseconds to the answer of an entry, where they are known. */
  readonly answeredIn?: ((id: string) => number | undefined) | undefined;
}
