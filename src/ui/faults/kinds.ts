/**
 * The kinds of faults in words: what a client meets, and what Wallarm and Logstash then do. Pure.
 *
 * Only what is documented or was observed: Wallarm's retries and timeouts are those of its documentation, Logstash's
 * those of its http output 6.0, with its own defaults.
 *
 * @module
 */
import type { Fault } from '../../api/client-types';

/** A kind by name. */
export type FaultKind = Fault['kind'];

/** A kind in words. */
export interface KindInWords {
  readonly kind: FaultKind;
  /** What a client meets. */
  readonly meets: string;
  /** What Wallarm and Logstash then do. */
  readonly then: string;
  /** It shows a certificate that only the receiver's own CA can issue. */
  readonly needsKey?: boolean;
}

/** Kinds that go wrong in the same place. */
export interface KindGroup {
  readonly title: string;
  /** What it acts on, in the plural. */
  readonly unit: 'requests' | 'handshakes';
  readonly kinds: readonly KindInWords[];
}

const REFUSED = 'A client that verifies certificates refuses it';

/** Every kind, in three groups. */
export const KIND_GROUPS: readonly KindGroup[] = [
  {
    title: 'The answer',
    unit: 'requests',
    kinds: [
      {
        kind: 'status',
        meets: 'Another status in place of the right one, or several in turn.',
        then: 'Wallarm sends again on anything but a 2xx. Logstash retries 429, 500, 502, 503 and 504 without end; on any other it drops the notification.',
      },
      {
        kind: 'delay',
        meets: 'The right answer, but late.',
        then: 'Wallarm gives up after 15 s, Logstash after 10 s, and both send again: the notification was taken, so it arrives twice.',
      },
      {
        kind: 'slow-response',
        meets: 'The right answer, one byte at a time.',
        then: 'A client that only waits for the next byte never gives up. Wallarm has a request timeout of 15 s, Logstash one of 60 s.',
      },
      {
        kind: 'never-respond',
        meets: 'No answer, however long one waits.',
        then: 'Wallarm gives up after 15 s, Logstash after 10 s, and both send again.',
      },
    ],
  },
  {
    title: 'The connection',
    unit: 'requests',
    kinds: [
      {
        kind: 'connection-reset',
        meets: 'The connection is reset in place of an answer.',
        then: 'Wallarm and Logstash both send again: the notification was taken, so it arrives twice.',
      },
      {
        kind: 'empty-response',
        meets: 'The connection is closed without a byte of an answer.',
        then: 'Wallarm and Logstash both send again: the notification was taken, so it arrives twice.',
      },
    ],
  },
  {
    title: 'The TLS handshake',
    unit: 'handshakes',
    kinds: [
      {
        kind: 'expired',
        meets: 'A certificate whose time was over yesterday.',
        then: `${REFUSED}; Wallarm and Logstash both try again.`,
        needsKey: true,
      },
      {
        kind: 'not-yet-valid',
        meets: 'A certificate whose time begins in a year.',
        then: `${REFUSED}, and Wallarm tries again. What Logstash does was not observed.`,
        needsKey: true,
      },
      {
        kind: 'wrong-host',
        meets: 'A certificate for another name, wrong-host.invalid.',
        then: `${REFUSED}. Wallarm tries again; Logstash does not: it drops every notification.`,
        needsKey: true,
      },
      {
        kind: 'unknown-ca',
        meets: 'A certificate by a CA that the client was not given.',
        then: `${REFUSED}; Wallarm and Logstash both try again.`,
      },
      {
        kind: 'missing-intermediate',
        meets:
          'A certificate by an intermediate CA, without the certificate that links it to the CA given.',
        then: `${REFUSED}; Wallarm and Logstash both try again.`,
        needsKey: true,
      },
      {
        kind: 'handshake-hang',
        meets: 'The connection is taken, and the handshake is never answered.',
        then: 'Wallarm gives up after 20 s, Logstash after 10 s, and both try again.',
      },
      {
        kind: 'handshake-reset',
        meets: 'The connection is reset as soon as the handshake begins.',
        then: 'Wallarm and Logstash both try again.',
      },
    ],
  },
];
