/**
 * Holds one notification against the contract: its schema (violations), then what is published (notices).
 *
 * The schema is chosen by `details.notification_type` first, so that no other type's rules are ever reported.
 * Validators are loaded when their type is first seen and kept for the life of the process; nothing of a value is.
 * Never throws, whatever JSON held. Knows nothing of bodies, bytes and positions.
 *
 * @module
 */
import type { Breach } from './validation/breach';
import { driftOf } from './validation/drift';
import { isFlat } from './validation/flat';
import type { Era } from './inspection';
import { isNotificationType } from './notification-type';
import { shortened } from './reading/excerpt';
import { generatedSchema } from './validation/generated';
import { type Shape, shapeOf } from './validation/shape';
import { unlisted, type ViolationFinder, violationFinder } from './validation/violations';

/** A stranger's type may be as long as the body; the longest known has 30 characters. */
const LONGEST_TYPE = 200;

/** What holding one notification against the contract found. */
export interface NotificationVerdict {
  /** `details.notification_type`, cut to 200 characters; `null` when it has none that is a string. */
  readonly type: string | null;
  /** `null` when the value is no notification at all. */
  readonly era: Era | null;
  /** Violations first; of each kind at most 100, and then one that tells how many more there are. */
  readonly breaches: readonly Breach[];
}

/** Holds a parsed value against the contract. */
export function validateNotification(value: unknown): NotificationVerdict {
  if (!isObject(value)) return NO_OBJECT;
  if (isFlat(value)) return FLAT;
  const details = isObject(value['details']) ? value['details'] : null;
  const named = details?.['notification_type'];
  const type = typeof named === 'string' ? shortened(named, LONGEST_TYPE) : null;
  const { shape, findViolations } = contractOf(type);

  const violations = findViolations(value);
  if (details === null) return { type, era: null, breaches: violations }; // no notification: its fields are not drift

  const { notices, classic, unlisted: more } = driftOf(value, shape);
  if (type !== null && !isNotificationType(type)) notices.unshift(unknownType(type));
  if (more > 0) notices.push(unlisted('notice', more));

  const breaches = violations.length === 0 ? notices : [...violations, ...notices];
  return { type, era: classic ? 'classic' : 'current', breaches };
}

interface Contract {
  readonly shape: Shape;
  readonly findViolations: ViolationFinder;
}

const contracts = new Map<string | null, Contract>();

/** The contract of a type; of an unknown one, and of none, the envelope's. */
function contractOf(type: string | null): Contract {
  const known = type !== null && isNotificationType(type) ? type : null;
  let contract = contracts.get(known);
  if (contract === undefined) {
    const name = known ?? 'envelope';
    const shape = shapeOf(generatedSchema(name));
    contract = { shape, findViolations: violationFinder(name, shape) };
    contracts.set(known, contract);
  }
  return contract;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unknownType(type: string): Breach {
  const quote = type.length > 60 ? `${type.slice(0, 60)}…` : type;
  return {
    kind: 'notice',
    pointer: '/details/notification_type',
    keyword: 'unknown-type',
    message: `details.notification_type is ${JSON.stringify(quote)}, which Wallarm is not known to send: only the envelope was checked.`,
    expected: 'a type that Wallarm is known to send',
  };
}

const NO_OBJECT: NotificationVerdict = {
  type: null,
  era: null,
  breaches: [
    {
      kind: 'violation',
      pointer: '',
      keyword: 'type',
      message: 'A notification must be an object.',
      expected: 'an object',
    },
  ],
};

const FLAT: NotificationVerdict = {
  type: null,
  era: 'flat',
  breaches: [
    {
      kind: 'notice',
      pointer: '',
      keyword: 'era',
      message:
        'This is a flat body as Wallarm sent them from June 2020 to June 2021: today a notification has summary and details.',
      expected: 'an object with summary and details',
    },
  ],
};
