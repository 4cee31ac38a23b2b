import { PUBLISHED_TYPES } from '../../src/notification/notification-type';
import { PUBLISHED_SAMPLES } from '../../src/notification/published-samples';
import type { JsonSchema } from '../../src/notification/schemas/json-schema';
import { SCHEMAS } from '../../src/notification/schemas/registry';
import { validateNotification } from '../../src/notification/validate';

/** A schema with the keywords that a test reads to make bad values. */
interface Rules extends JsonSchema {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly not?: unknown;
  readonly then?: { readonly format?: string };
}

type Path = readonly (string | number)[];
interface Spoil {
  readonly what: string;
  readonly path: Path;
  /** `undefined` takes the field away. */
  readonly value: unknown;
}

const pointerOf = (path: Path) => path.map((segment) => `/${segment}`).join('');

/** A copy with one place changed. */
function spoil(value: unknown, path: Path, replacement: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  let parent = copy;
  for (const segment of path.slice(0, -1)) parent = parent[segment] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  if (replacement === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = replacement;
  return copy;
}

/** Every way to spoil what stands in `value`, by the rules of its schema. */
function spoils(schema: Rules, value: unknown, path: Path): Spoil[] {
  const found = [...wrongTypes(schema), ...badValues(schema)].map((one) => ({ ...one, path }));
  if (Array.isArray(value) && schema.items !== undefined) {
    const { items } = schema;
    value.forEach((element, index) => found.push(...spoils(items, element, [...path, index])));
  }
  if (typeof value === 'object' && value !== null) {
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      if (!Object.hasOwn(value, name)) continue;
      const place = [...path, name];
      const needed = schema.required?.includes(name) === true || NEEDED.has(name);
      if (needed) found.push({ what: 'gone', path: place, value: undefined });
      found.push(...spoils(field, (value as Record<string, unknown>)[name], place));
    }
  }
  return found;
}

/** Required unless their other spelling stands, and no sample holds both. */
const NEEDED = new Set(['host', 'risk', 'threat']);

function wrongTypes({ type, enum: values }: Rules): Omit<Spoil, 'path'>[] {
  if (type === undefined && values === undefined) return [];
  const allowed = [type ?? []].flat();
  const candidates: [string, unknown][] = [
    ['boolean', true],
    ['object', { a: 1 }],
    ['array', ['a']],
    ['null', null],
    ['string', '7'],
    ['number', 1.5],
  ];
  return candidates
    .filter(([name]) => !allowed.includes(name))
    .map(([name, value]) => ({ what: `of type ${name}`, value }));
}

function badValues(rules: Rules): Omit<Spoil, 'path'>[] {
  const values = [
    rules.minimum === undefined ? undefined : rules.minimum - 1,
    rules.maximum === undefined ? undefined : rules.maximum + 1,
    rules.not === undefined ? undefined : 50,
    rules.pattern === undefined ? undefined : 'Neverland',
    rules.then?.format === undefined ? undefined : '999.1.1.1',
    rules.then?.format === undefined ? undefined : '1::2::3',
    rules.enum === undefined ? undefined : 'something else',
    rules.minItems === undefined ? undefined : ['one'],
    rules.maxItems === undefined ? undefined : ['one', 'two', 'three'],
  ];
  return values
    .filter((value) => value !== undefined)
    .map((value) => ({ what: `set to ${JSON.stringify(value)}`, value }));
}

const twins = PUBLISHED_TYPES.flatMap((type) =>
  PUBLISHED_SAMPLES[type].flatMap((sample, index) =>
    spoils(SCHEMAS[type], sample, [])
      // Without its type a notification is held against the envelope alone; another test shows it.
      .filter(({ path }) => path.length > 0 && path.at(-1) !== 'notification_type')
      .map(({ what, path, value }) => ({
        title: `${type} ${index}: ${pointerOf(path)} ${what}`,
        pointer: pointerOf(path),
        twin: spoil(sample, path, value),
      })),
  ),
);

describe('a sample with one field spoiled', () => {
  test.each(twins)('is refused for that alone: $title', ({ pointer, twin }) => {
    const violations = validateNotification(twin).breaches.filter(
      ({ kind }) => kind === 'violation',
    );

    expect(violations.map((violation) => violation.pointer)).toEqual([pointer]);
  });

  test('is missed at "host" when it has neither spelling of the domain', () => {
    const [hit] = PUBLISHED_SAMPLES.new_hits;
    const { breaches } = validateNotification(spoil(hit, ['details', 'hit', 'domain'], undefined));

    expect(breaches).toEqual([
      {
        kind: 'violation',
        pointer: '/details/hit/host',
        keyword: 'required',
        message:
          'details.hit.host is missing (and so is domain, its other spelling): it must be a string.',
        expected: 'a string',
      },
    ]);
  });

  test.each([undefined, null, 5, ['new_hits']])(
    'has one violation when its type is %j, and nothing else is checked',
    (value) => {
      const [hit] = PUBLISHED_SAMPLES.new_hits;
      const twin = spoil(hit, ['details', 'notification_type'], value);
      const { type, breaches } = validateNotification(twin);

      expect(type).toBeNull();
      expect(breaches).toHaveLength(1);
      expect(breaches[0]).toMatchObject({ pointer: '/details/notification_type' });
    },
  );

  test('says in one sentence what must stand there', () => {
    const [hit] = PUBLISHED_SAMPLES.new_hits;
    const messages = [
      ['remote_port', 70_000],
      ['remote_addr4', 'localhost'],
      ['id', ['one']],
      ['response_status', 99],
    ].map(([field, value]) => {
      const twin = spoil(hit, ['details', 'hit', String(field)], value);
      return validateNotification(twin).breaches[0]?.message;
    });

    expect(messages).toEqual([
      'details.hit.remote_port must be an integer from 0 to 65535.',
      'details.hit.remote_addr4 must be an IPv4 address, an empty string or null.',
      'details.hit.id must be an array of two strings.',
      'details.hit.response_status must be an HTTP status from 100 to 599, or 0.',
    ]);
  });
});
