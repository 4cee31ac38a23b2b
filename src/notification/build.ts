/**
 * Builds notifications of every type: realistic, unique, and the same for the same seed on every machine.
 *
 * Neither the clock nor `Math.random` is asked. Of types whose fields are unpublished only the envelope is built:
 * no field is made up in Wallarm's name.
 *
 * @module
 */
import { InvalidOptionError } from '../errors';
import { ipBlockedBody, scopeBody } from './building/build-address';
import { type Account, randomFinding, securityIssueBody, vulnBody } from './building/build-finding';
import { buildHit, type HitForm } from './building/build-hit';
import { merge } from './building/merge';
import type { NotificationOf } from './notification';
import {
  asNotificationType,
  isPublishedType,
  type NotificationType,
  type PublishedType,
} from './notification-type';
import { type Random, seededRandom } from './building/random';
import { descriptionOf, wordingOf } from './validation/wording';

/** What to build. */
export interface BuildOptions {
  /** The same seed builds the same notification, to the byte. @default 1 */
  readonly seed?: number | string;
  /** Which notification of the seed's series: each is unique. @default 0 */
  readonly index?: number;
  /** Spelling of hits: `classic` has `domain`, `current` has `host`. @default 'current' */
  readonly era?: 'classic' | 'current';
  /** Form of hits: `short` has 27 fields, `long` has 37. @default 'long' */
  readonly form?: 'short' | 'long';
  /** Name of the company account. @default 'TestCompany' */
  readonly client?: string;
  /** Wallarm Cloud. @default 'EU' */
  readonly cloud?: string;
  /** When it happened, in milliseconds since 1970. @default a moment of 2026 that the seed decides */
  readonly now?: number;
  /** Merged over what was built, at any depth; `undefined` removes a field. A `details.hit.type` chooses a fitting request. */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/** The one place where defaults of {@link BuildOptions} are written. */
export const BUILD_DEFAULTS = {
  seed: 1,
  index: 0,
  era: 'current',
  form: 'long',
  client: 'TestCompany',
  cloud: 'EU',
} as const;

const START_OF_2026 = 1_767_225_600;
const HALF_A_YEAR = 15_768_000;
/** End of the year 9999, in milliseconds: later dates have no four-digit year. */
const LATEST = 253_402_300_799_999;

/**
 * Builds one notification.
 *
 * With overrides that break the type's schema, so does the result: that is how bad ones are made.
 *
 * @example
 * import { build } from 'wallstash';
 *
 * build('new_hits', { seed: 7, overrides: { details: { hit: { type: 'xss' } } } }).details.hit.payloads;
 *
 * @throws UnknownNotificationTypeError when Wallarm is not known to send this type
 * @throws InvalidOptionError when `now` is no date
 */
export function build<Type extends NotificationType>(
  type: Type,
  options: BuildOptions = {},
): NotificationOf<Type> {
  const { now, overrides, ...given } = options;
  const { seed, index, era, form, client, cloud } = { ...BUILD_DEFAULTS, ...given };
  const random = seededRandom(`${seed}/${asNotificationType(type)}/${index}`);
  const time = now === undefined ? momentOf(seed, index) : secondsOf(now);
  const hitForm = { era, form, attack: overrides === undefined ? null : attackOf(overrides) };
  const notification = buildBare(type, { random, time, account: { client, cloud }, hitForm });
  return (
    overrides === undefined ? notification : merge(notification, overrides)
  ) as NotificationOf<Type>;
}

interface Circumstances {
  readonly random: Random;
  /** Unix seconds. */
  readonly time: number;
  readonly account: Account;
  readonly hitForm: HitForm;
}

function buildBare(type: NotificationType, circumstances: Circumstances): unknown {
  if (isPublishedType(type)) return BUILDERS[type](circumstances);
  const { random, account } = circumstances;
  const { client, cloud } = account;
  const { headline, text } = wordingOf(type, random, cloud);
  return {
    summary: `[Wallarm] ${headline}`,
    description: descriptionOf(type, text, client, cloud),
    details: { client_name: client, cloud, notification_type: type },
  };
}

const BUILDERS: {
  readonly [Type in PublishedType]: (circumstances: Circumstances) => NotificationOf<Type>;
} = {
  new_hits: ({ random, time, account: { client, cloud }, hitForm }) => ({
    summary: '[Wallarm] New hit detected',
    details: {
      client_name: client,
      cloud,
      notification_type: 'new_hits',
      hit: buildHit(random, time, hitForm),
    },
  }),
  vuln: ({ random, account }) => ({
    summary: '[Wallarm] New vulnerability detected',
    ...vulnBody(randomFinding(random, 'vuln'), account),
  }),
  security_issue: ({ random, account }) => ({
    summary: '[Wallarm] New security issue detected',
    ...securityIssueBody(randomFinding(random, 'security_issue'), account),
  }),
  ip_blocked: ({ random, time, account }) => ({
    summary: '[Wallarm] Trigger: New IP address was denylisted',
    ...ipBlockedBody(random, time, account),
  }),
  new_scope_object_ips: ({ random, account }) => ({
    summary: '[Wallarm] Network perimeter has changed',
    ...scopeBody({ ip: random.ipv4(), id: random.integer(1, 999_999_999), user: 777 }, account),
  }),
};

/** The kind of attack that the overrides ask for, if any. */
function attackOf(overrides: Readonly<Record<string, unknown>>): string | null {
  const { details } = overrides as { details?: { hit?: { type?: unknown } | null } | null };
  const type = details?.hit?.type;
  return typeof type === 'string' ? type : null;
}

function secondsOf(now: number): number {
  if (now >= 0 && now <= LATEST) return Math.floor(now / 1000);
  throw new InvalidOptionError('now', now, 'milliseconds since 1970');
}

/** A series goes on by two seconds a notification. */
function momentOf(seed: number | string, index: number): number {
  return START_OF_2026 + seededRandom(`${seed}`).integer(0, HALF_A_YEAR) + 2 * index;
}
