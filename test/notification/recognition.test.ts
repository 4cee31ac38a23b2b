/**
 * What is recognised in one pass must be what an inspection finds, for any body: `FUZZ_RUNS` and `FUZZ_SEED` as in
 * fuzz.test.ts.
 */
import * as fc from 'fast-check';

import { build } from '../../src/notification/build';
import { inspectBody } from '../../src/notification/inspect-body';
import { INSPECT_DEFAULTS } from '../../src/notification/inspect-options';
import { listFindings } from '../../src/notification/list-findings';
import { formOf } from '../../src/notification/recognition/form';
import { Recogniser } from '../../src/notification/recognition/recogniser';
import { bodies } from './fuzz-bodies';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 24_000);
const SEED = process.env['FUZZ_SEED'];
const PARAMETERS = { numRuns: RUNS, ...(SEED === undefined ? {} : { seed: Number(SEED) }) };

/** Today's types that Wallarm publishes in full. */
const TYPES = ['new_hits', 'security_issue', 'ip_blocked', 'new_scope_object_ips'] as const;
const OTHERS = ['create_user', 'rule_delete', 'api_structure_changed'] as const;

const recogniser = () => new Recogniser(INSPECT_DEFAULTS);
const recognise = (text: string) => recogniser().recognise(Buffer.from(text));

test.each([...TYPES, ...OTHERS])(
  '%s as it is built is recognised, alone and among others',
  (type) => {
    const one = build(type, { seed: 7 });
    const hit = build('new_hits', { seed: 8 });
    for (const [carrier, body] of [
      ['object', one],
      ['array', [one]],
      ['array', [hit, one, one, hit]],
    ] as const) {
      for (const space of [0, 2]) {
        const text = JSON.stringify(body, null, space);
        expect(recognise(text)).toMatchObject({ carrier, violations: [] });
        expect(recognise(text)).toEqual(listFindings(inspectBody(Buffer.from(text))));
      }
    }
  },
);

describe('notifications are recognised', () => {
  const [one, two] = [build('new_hits', { seed: 5 }), build('ip_blocked', { seed: 6 })];
  const [hit, block] = [JSON.stringify(one), JSON.stringify(two)];

  test.each([
    ['that are lines', `${hit}\n${block}\n${block}`],
    ['that are lines, the last with its end', `${hit}\n${hit}\n`],
    ['between blank lines', `\n${hit}\r\n\r\n  \n\t${block} \n\n`],
  ])('%s', (_, body) => {
    expect(recognise(body)).toMatchObject({ carrier: 'ndjson' });
    expect(recognise(body)).toEqual(listFindings(inspectBody(Buffer.from(body))));
  });

  test.each([
    ['two of which are one line', `${hit}\n${block}${hit}`],
    ['the first two of which are one line', `${hit} ${block}\n${hit}`],
    ['one of which is several lines', `${hit}\n${JSON.stringify(two, null, 1)}`],
    ['the first of which is several lines', `${JSON.stringify(one, null, 1)}\n${block}`],
    ['the last of which is broken', `${hit}\n${block.slice(0, -1)}`],
    ['with a comma between them', `${hit},\n${block}`],
    ['with a line that is something else', `${hit}\n1\n${block}`],
  ])('but not those %s', (_, body) => {
    expect(recognise(body)).toBeUndefined();
  });

  test('but not more of them than are inspected', () => {
    const few = new Recogniser({ ...INSPECT_DEFAULTS, maxNotifications: 2 });
    expect(few.recognise(Buffer.from(`${hit}\n${hit}\n`))).toBeDefined();
    expect(few.recognise(Buffer.from(`${hit}\n${hit}\n${hit}\n`))).toBeUndefined();
  });

  test('each of them, where not all are listed', () => {
    const body = Buffer.from(`${hit}\n`.repeat(1_100));
    expect(recogniser().recogniseEach(body)?.notifications).toHaveLength(1_100);
    expect(recogniser().recognise(body)).toEqual(listFindings(inspectBody(body)));
  });
});

describe('a hit is recognised', () => {
  const text = JSON.stringify(build('new_hits', { seed: 3, form: 'long' }));
  const withHeaders = (headers: string) =>
    text.replace('"object_type":"hit"', `"headers":${headers},"object_type":"hit"`);

  test.each([
    ['with its fields in another order', reversed(text)],
    ['with headers, whose values are unpublished', withHeaders('{"HOST":["a",1,null,{"b":[]}]}')],
    ['with many headers', withHeaders(manyHeaders(64))],
    [
      'with letters beyond ASCII',
      text.replace('/page', '/pä😀ge').replace(/"path":"[^"]*"/, '"path":"/ü😀"'),
    ],
    ['with escapes', text.replace(/"path":"[^"]*"/, '"path":"\\/\\u00e9\\"\\n\\\\"')],
  ])('%s', (_, body) => {
    expect(recognise(body)).toEqual(listFindings(inspectBody(Buffer.from(body))));
    expect(recognise(body)).toBeDefined();
  });

  test.each([
    ['a field twice', text.replace('"tor":', '"tor":"none","tor":')],
    ['a field twice, escaped', text.replace('"tor":', '"t\\u006fr":"none","tor":')],
    ['a header twice', withHeaders('{"a":1,"a":2}')],
    ['a header twice, with others', withHeaders('{"aa":1,"ab":2,"b":3,"ab":4}')],
    ['a header twice, escaped', withHeaders('{"a":1,"\\u0061":2}')],
    ['a header that is no field', withHeaders('{"__proto__":1}')],
    ['more headers than are followed', withHeaders(manyHeaders(65))],
    ['a field that is not published', text.replace('"tor":', '"new":1,"tor":')],
    ['a value that is not published', text.replace('"tor":"none"', '"tor":"some"')],
    ['the classic spelling', text.replace('"host":', '"domain":')],
    ['a field too few', text.replace(/"remote_port":\d+,/, '')],
    ['a port out of range', text.replace(/"remote_port":\d+/, '"remote_port":65536')],
    ['a status out of range', text.replace(/"response_status":\d+/, '"response_status":99')],
    ['an address of none', text.replace(/"remote_addr4":"[^"]*"/, '"remote_addr4":"1.2.3"')],
    ['a country of three', text.replace(/"remote_country":"[^"]*"/, '"remote_country":"ABC"')],
    ['an id of one', text.replace(/"id":\["[^"]*",/, '"id":[')],
    ['half a surrogate pair', text.replace(/"path":"[^"]*"/, '"path":"\\ud800"')],
    ['a control character', text.replace(/"path":"[^"]*"/, '"path":"\u0001"')],
    ['a number of 17 digits', text.replace(/"lom_id":\d+/, '"lom_id":12345678901234567')],
    ['a number with a zero before it', text.replace(/"lom_id":\d+/, '"lom_id":01')],
    ['a comma too many', text.replace(/}$/, ',}')],
    ['something behind it', `${text}x`],
    ['its end missing', text.slice(0, -1)],
    ['a byte order mark', `\uFEFF${text}`],
  ])('but not with %s', (_, body) => {
    expect(body).not.toBe(text);
    expect(recognise(body)).toBeUndefined();
  });

  test('but not with bytes that are no UTF-8', () => {
    const bytes = Buffer.from(text);
    bytes[text.indexOf('/', text.indexOf('"path"')) + 1] = 0xff;
    expect(recogniser().recognise(bytes)).toBeUndefined();
  });
});

describe('an event of Logstash is recognised', () => {
  const hit = build('new_hits', { seed: 5, form: 'long' }) as unknown;
  const stamps = { '@timestamp': '2026-11-29T21:00:00.000Z', '@version': '1' };
  const event = { ...stamps, wallarm: hit, event: { kind: 'alert', hash: 'a' }, message: 'b' };
  const text = JSON.stringify(event);

  test.each([
    ['with its notification under the field', text],
    ['with its fields in another order', reversed(text)],
    ['in several lines', JSON.stringify(event, null, 2)],
    [
      'with a notification of another type',
      JSON.stringify({ ...event, wallarm: build('create_user') }),
    ],
  ])('%s', (_, body) => {
    expect(recognise(body)).toEqual(listFindings(inspectBody(Buffer.from(body))));
    expect(recognise(body)).toMatchObject({
      carrier: 'logstash-event',
      notifications: [{ pointer: '/wallarm', carrier: 'logstash-event' }],
    });
  });

  test.each([
    ['tags', JSON.stringify({ ...event, tags: ['_jsonparsefailure'] })],
    ['no version', JSON.stringify({ ...event, '@version': undefined })],
    ['no time', JSON.stringify({ ...event, '@timestamp': undefined })],
    ['its notification at the root', JSON.stringify({ ...stamps, ...(hit as object) })],
    ['a list in the place of the notification', JSON.stringify({ ...event, wallarm: [hit] })],
    ['two notifications', text.replace('{', '{"wallarm":{},')],
    ['a field twice', text.replace('"message"', '"event"')],
    ['a field twice inside', text.replace('"kind"', '"hash":1,"kind"')],
    ['a number that a double does not hold', text.replace('"alert"', '12345678901234567')],
    ['something behind it', `${text}{}`],
    ['its end missing', text.slice(0, -1)],
    ['a notification that is not as published', text.replace('"tor":', '"new":1,"tor":')],
    ['an event around it', JSON.stringify({ ...stamps, wallarm: event })],
  ])('but not with %s', (_, body) => {
    expect(body).not.toBe(text);
    expect(recognise(body)).toBeUndefined();
  });

  test.each(['siem~/x', 'tags', '@version', '__proto__', 'a"b', 'a":1,"b', '\ud800', 'ü', ''])(
    'under the field %j, or inspected',
    (logstashField) => {
      const options = { ...INSPECT_DEFAULTS, logstashField };
      const of = (name: string): Buffer =>
        Buffer.from(text.replace('"wallarm"', name.startsWith('"') ? name : `"${name}"`));
      for (const body of [of(JSON.stringify(logstashField)), of(logstashField)]) {
        const known = new Recogniser(options);
        for (let time = 0; time < 2; time += 1) {
          const found = known.recognise(body);
          expect([undefined, listFindings(inspectBody(body, options))]).toContainEqual(found);
        }
      }
    },
  );
});

test('a schema with a rule that is not known has no form', () => {
  expect(formOf({ type: 'object', properties: { a: { type: 'string' } } })).toBeDefined();
  for (const rule of [{ maxLength: 3 }, { format: 'uri' }, { minLength: 2 }, { const: 'a' }]) {
    const properties = { a: { type: 'string', ...rule } };
    expect(formOf({ type: 'object', properties })).toBeUndefined();
  }
  expect(formOf({ type: 'object', properties: {}, additionalProperties: false })).toBeUndefined();
  // Of a kind that is known, at a place where no form looks at it.
  for (const rule of [
    { type: 'object', required: ['a'] },
    { type: 'string', allOf: [{ pattern: 'a' }] },
    { type: ['object', 'string'], properties: {}, pattern: 'a' },
    { type: 'integer', not: { type: 'integer' } },
    { type: 'number', minimum: 1 },
    { type: 'string', 'x-known-values': ['a'], pattern: 'b' },
  ]) {
    expect(formOf(rule)).toBeUndefined();
  }
});

test('whatever is recognised, an inspection finds the same', () => {
  const kept = recogniser();
  let recognised = 0;
  const check = (body: Buffer): void => {
    const findings = kept.recognise(body);
    if (findings === undefined) return;
    recognised += 1;
    const inspected = listFindings(inspectBody(body));
    if (JSON.stringify(findings) === JSON.stringify(inspected)) return;
    throw new Error(`Not what an inspection finds: ${JSON.stringify(inspected)}`);
  };
  fc.assert(fc.property(fc.oneof(bodies, almost, almostEvents), check), PARAMETERS);
  expect(recognised).toBeGreaterThan(RUNS / 20);
});

const built = fc
  .tuple(fc.constantFrom(...TYPES, ...OTHERS), fc.nat({ max: 500 }))
  .map(([type, seed]) => build(type, { seed }) as unknown);

/** What may stand in the place of another value. */
const value = fc.oneof(
  fc.constantFrom<unknown>('', 'none', 'EU', 'hit', 'new_hits', 'vuln', '::1', '1.1.1.1', 'AB'),
  fc.constantFrom<unknown>(0, -0, 1, -1, 99, 100, 599, 65_536, 2 ** 31, 2 ** 53, 1.5, 1e21, 1e-9),
  fc.constantFrom<unknown>(null, true, false, [], {}, [1], ['a', 'b'], { a: [{}] }),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** An event as a pipeline makes one, around a notification. */
const event = fc
  .record({
    wallarm: built,
    // Copies: one that is put into itself would be no JSON.
    beside: fc.dictionary(
      fc.constantFrom('event', 'host', 'tags', 'message', 'a'),
      value.map((one) => structuredClone(one)),
    ),
    stamps: fc.constantFrom({ '@timestamp': '', '@version': '1' }, { '@timestamp': 1 }),
    isLast: fc.boolean(),
  })
  .map(({ wallarm, beside, stamps, isLast }): unknown =>
    isLast ? { ...stamps, ...beside, wallarm } : { wallarm, ...beside, ...stamps },
  );

const almost = almostAsPublished(built);
const almostEvents = almostAsPublished(event);

/** Those in which a value was replaced, or text was put in or taken out: most are no longer as published. */
function almostAsPublished(one: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> {
  return fc
    .record({
      notifications: fc.array(one, { minLength: 1, maxLength: 3 }),
      place: fc.nat({ max: 60 }),
      value: fc.option(value),
      edit: fc.option(
        fc.tuple(
          fc.nat(),
          fc.nat({ max: 3 }),
          fc.constantFrom('', ' ', '\n', ',', '"', '0', '\\', 'e1', '.5', 'é'),
        ),
      ),
      space: fc.constantFrom(0, 0, 1),
      carrier: fc.constantFrom('object', 'array', 'ndjson'),
      between: fc.constantFrom('\n', '\n', '\r\n', ' \n\n ', ' '),
    })
    .map(({ notifications, place, value: other, edit, space, carrier, between }) => {
      let left = other === null ? -1 : place;
      const textOf = (whole: unknown): string =>
        JSON.stringify(
          whole,
          (_key, own: unknown) => (typeof own !== 'object' && left-- === 0 ? other : own),
          space,
        );
      const replaced =
        carrier === 'ndjson'
          ? notifications.map(textOf).join(between)
          : textOf(carrier === 'object' ? notifications[0] : notifications);
      if (edit === null) return Buffer.from(replaced);
      const [at, length, insert] = edit;
      const start = at % replaced.length;
      return Buffer.from(replaced.slice(0, start) + insert + replaced.slice(start + length));
    });
}

function manyHeaders(count: number): string {
  const headers = Array.from({ length: count }, (_, index) => [`X-${index}`, ['a']]);
  return JSON.stringify(Object.fromEntries(headers));
}

/** The same object with all fields in reverse order. */
function reversed(text: string): string {
  const turn = (one: unknown): unknown =>
    typeof one !== 'object' || one === null || Array.isArray(one)
      ? one
      : Object.fromEntries(
          Object.entries(one)
            .reverse()
            .map(([key, child]) => [key, turn(child)]),
        );
  return JSON.stringify(turn(JSON.parse(text)));
}
