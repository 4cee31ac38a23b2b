/**
 * The result of inspecting a body, as plain data: what the body holds, and where it departs from the contract.
 *
 * Everything here survives `JSON.stringify`, so that it can be journalled, reported and sent over HTTP as it is;
 * only {@link NotificationInspection.payload} is left out of those (see {@link Findings}).
 *
 * @module
 */

/**
 * How a body carries its notifications: a JSON array (Wallarm's default), NDJSON (Wallarm's `jsonl`), one bare
 * object, or a Logstash event that holds the notification at its root or under a field.
 *
 * An array or NDJSON body of Logstash events has the carrier `array` or `ndjson`, its elements `logstash-event`.
 */
export type Carrier = 'array' | 'ndjson' | 'object' | 'logstash-event';

/**
 * When Wallarm published the shape that a notification has.
 *
 * - `flat`: the objects without `details` of June 2020 to June 2021;
 * - `classic`: `summary` and `details` since June 2021, spelled `domain`, `vuln`, `threat`;
 * - `current`: `summary` and `details` with nothing of the classic spelling (since January 2026 `host`,
 *   `security_issue`, `risk`).
 */
export type Era = 'flat' | 'classic' | 'current';

/** One departure from the contract: a violation breaks the schema, a notice is drift that it allows. */
export interface Finding {
  /** JSON Pointer from the body's root, cut to 500 characters; in NDJSON the first segment is the number of the notification, from 0. A missing field has the pointer where it should stand. */
  readonly pointer: string;
  /** Line in the raw body, from 1. For a missing field, that of the object that lacks it. */
  readonly line: number;
  /** Column in the raw body, from 1, in characters (UTF-16 code units). */
  readonly column: number;
  /** The JSON Schema keyword broken (`required`, `type`, `pattern` …), or for the rest one of `syntax`, `depth`, `size`, `duplicate-key`, `encoding`, `number`, `prototype`, `era`, `spelling`, `unknown-field`, `unknown-type`, `unknown-value`, `foreign-format`. */
  readonly keyword: string;
  /** One sentence for a person. */
  readonly message: string;
  /** What the contract wants there, in words. */
  readonly expected: string;
  /** What stands there: JSON, cut to a readable length, or `nothing`. */
  readonly found: string;
}

/** What is known of one notification apart from its content. */
export interface NotificationFindings {
  /** JSON Pointer of the notification within the body. */
  readonly pointer: string;
  /** `details.notification_type`, cut to 200 characters; `null` when it has none that is a string. */
  readonly type: string | null;
  readonly carrier: Carrier;
  /** `null` when the value is no notification at all. */
  readonly era: Era | null;
  readonly violations: readonly Finding[];
  readonly notices: readonly Finding[];
}

/** One notification of an inspected body. */
export interface NotificationInspection extends NotificationFindings {
  /** The notification itself, as parsed; of a Logstash event, only what it carries. Objects made by `JSON.parse`: never merge them into others. */
  readonly payload: unknown;
}

/** What is counted of a body and not listed: a large body can have more than anybody reads. */
export interface UnlistedFindings {
  /** Notification type; `null` for notifications without one, and for the body as a whole. */
  readonly type: string | null;
  /** Notifications that are not listed. */
  readonly notifications: number;
  /** Violations that are not listed, of notifications listed or not. */
  readonly violations: number;
  readonly notices: number;
}

/** What a body was found to be: the part of an inspection that is journalled. */
export interface Findings {
  /** `null` when the body holds no JSON that could be read. */
  readonly carrier: Carrier | null;
  readonly notifications: readonly NotificationFindings[];
  /** What is wrong with the body and with no notification in particular: syntax, encoding, depth, size, foreign formats. */
  readonly violations: readonly Finding[];
  /** Of a journalled body: what is not listed above, by type. Absent when all is listed, as always in what {@link inspectBody} returns. */
  readonly unlisted?: readonly UnlistedFindings[];
}

/** The result of {@link inspectBody}. */
export interface BodyInspection extends Findings {
  readonly notifications: readonly NotificationInspection[];
}
