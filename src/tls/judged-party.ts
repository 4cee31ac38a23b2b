/**
 * Whose certificate is spoken of when a refusal is explained, and in which words.
 *
 * @module
 */
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
