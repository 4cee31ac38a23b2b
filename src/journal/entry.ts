/**
 * What the journal keeps of one delivery.
 *
 * An entry is written once, when its answer is known, and never edited.
 *
 * @module
 */
import type { Findings } from '../notification/inspection';

/** What came of a delivery: `accepted` with a 2xx, `rejected` for what the body holds, `refused` before its body was looked at, or by a fault. */
export type Verdict = 'accepted' | 'rejected' | 'refused';

/** The answer given to a delivery. */
export interface Answer {
  /** HTTP status; 0 when none was sent (a fault, or the sender hung up). */
  readonly status: number;
  /** Why, when it was not the ordinary success: one sentence. */
  readonly reason?: string;
}

/** Where an imported delivery came in. It is no arrival here, and nothing that counts arrivals counts it. */
export interface Origin {
  /** Its id in the journal of the receiver that answered it. */
  readonly id: string;
  /** Unix milliseconds. */
  readonly importedAt: number;
}

/** A delivery as the receiver hands it to the journal. */
export interface EntryDraft {
  /** A TLS handshake on which a fault acted, or that was refused for the client's certificate: no delivery, so `method` and `path` are empty and there is no body. Absent for a delivery. */
  readonly kind?: 'handshake';
  /** Arrival of the request's last byte, Unix milliseconds. */
  readonly receivedAt: number;
  readonly remoteAddress: string;
  /** `TLSv1.2`, `TLSv1.3`, or `null` without TLS (the app mounted in a test). */
  readonly tlsVersion: string | null;
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** Header names in lower case; values of secret ones replaced by `[redacted]` before they get here. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Absent also where it is a secret, or holds one. */
  readonly idempotencyKey?: string;
  /** The body after content decoding, byte for byte; empty when it was not kept. */
  readonly body: Buffer;
  /** Bytes of the body after content decoding; larger than `body.length` when the body was not kept. */
  readonly bodySize: number;
  /** Bounded by `listFindings`: a record takes at most 4/3 of its body and 1.5 MiB. */
  readonly findings: Findings;
  readonly verdict: Verdict;
  readonly answer: Answer;
  /** Name of the fault that acted on this delivery. */
  readonly fault?: string;
  /** Of an imported delivery. Absent for one that arrived here. */
  readonly origin?: Origin;
  /** Of an imported delivery: whether it was a repeat there. Of one that arrived here the journal itself tells. */
  readonly repeat?: boolean;
}

/** A journalled delivery. */
export interface JournalEntry extends EntryDraft {
  /** Sorts in order of arrival, as text and across restarts. */
  readonly id: string;
  /** The same `Idempotency-Key` had been seen before, as far back as the index reaches; of an imported delivery, where it came in. */
  readonly repeat: boolean;
}

/** An entry without its body, headers and single findings: what lists show and what the index keeps. */
export interface EntrySummary {
  readonly id: string;
  /** As in {@link EntryDraft}. */
  readonly kind?: 'handshake';
  readonly receivedAt: number;
  readonly remoteAddress: string;
  readonly method: string;
  readonly path: string;
  readonly bodySize: number;
  readonly carrier: Findings['carrier'];
  /** Notification types in the body, each once, in order; `null` for one without a type. */
  readonly types: readonly (string | null)[];
  /** How many notifications the body holds. */
  readonly notifications: number;
  /** Counts over the body and all its notifications. */
  readonly violations: number;
  readonly notices: number;
  readonly verdict: Verdict;
  readonly status: number;
  readonly repeat: boolean;
  readonly fault?: string;
  /** It was imported: it did not arrive here. */
  readonly imported?: true;
}

/** A draft or an entry while it is made: what it does not have is not there. */
export type Writable<Made> = { -readonly [Field in keyof Made]: Made[Field] };
