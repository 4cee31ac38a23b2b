import { InvalidOptionError } from '../../src/errors';
import { build } from '../../src/notification/build';
import { UnknownNotificationTypeError } from '../../src/notification/errors';
import {
  NOTIFICATION_TYPES,
  type NotificationType,
} from '../../src/notification/notification-type';
import { validateNotification } from '../../src/notification/validate';

const keywordsOf = (value: unknown) => [
  ...new Set(validateNotification(value).breaches.map(({ keyword }) => keyword)),
];

describe('a notification that is built', () => {
  test.each(NOTIFICATION_TYPES)('(%s) is valid and of its type, whatever the seed', (type) => {
    for (let seed = 0; seed < 100; seed += 1) {
      const notification = build(type, { seed });

      expect(keywordsOf(notification)).toEqual(type === 'vuln' ? ['spelling'] : []);
      expect(validateNotification(notification).type).toBe(type);
    }
  });

  test.each(NOTIFICATION_TYPES)('(%s) is not met twice, in thousands', (type) => {
    const count = type === 'new_hits' ? 10_000 : 2_000;
    const bodies = new Set<string>();
    for (let index = 0; index < count; index += 1) {
      bodies.add(JSON.stringify(build(type, { index })));
    }

    expect(bodies.size).toBe(count);
  });

  test.each(NOTIFICATION_TYPES)('(%s) is the same to the byte for the same seed', (type) => {
    const body = () => JSON.stringify(build(type, { seed: 'a seed', index: 3 }));

    expect(body()).toBe(body());
    expect(body()).not.toBe(JSON.stringify(build(type, { seed: 'another', index: 3 })));
  });

  test('is the same on every machine', () => {
    const { hit } = build('new_hits', { seed: 7, form: 'short' }).details;

    expect([hit.type, hit.payloads, hit.id, hit.create_time]).toMatchInlineSnapshot(`
      [
        "ptrav",
        [
          "../../../../etc/passwd",
        ],
        [
          "hits_production_999_202605_v_1",
          "97b08159704ceada_B54",
        ],
        1778272636,
      ]
    `);
  });

  test('of a type whose fields are unpublished holds no field beside the envelope', () => {
    const { details } = build('create_user');

    expect(details).toEqual({
      client_name: 'TestCompany',
      cloud: 'EU',
      notification_type: 'create_user',
    });
  });

  test('is refused for a type that Wallarm is not known to send', () => {
    const unknown = 'new_hit' as NotificationType;

    expect(() => build(unknown)).toThrow(UnknownNotificationTypeError);
    expect(() => build(unknown)).toThrow(/Cannot use "new_hit".* Did you mean new_hits\?/);
    expect(() => build('fire' as NotificationType)).toThrow(/ Use one of new_hits, vuln/);
  });
});

describe('a hit that is built', () => {
  test('has 27 fields in its short form and 37 in its long form', () => {
    const fields = (form: 'short' | 'long') => Object.keys(build('new_hits', { form }).details.hit);

    expect([fields('short').length, fields('long').length]).toEqual([27, 37]);
  });

  test('is spelled as its era, and is valid in every combination', () => {
    for (const form of ['short', 'long'] as const) {
      const classic = build('new_hits', { era: 'classic', form });
      const current = build('new_hits', { era: 'current', form });

      expect(validateNotification(classic)).toMatchObject({ era: 'classic' });
      expect(keywordsOf(classic)).toEqual(['spelling']);
      expect(validateNotification(current)).toMatchObject({ era: 'current', breaches: [] });
    }
  });

  test('has the payload of the attack that the overrides ask for', () => {
    for (const [type, payload] of [
      ['xss', /alert\(1\)/],
      ['ptrav', /etc\/passwd/],
      ['xxe', /<!ENTITY/],
    ] as const) {
      const { hit } = build('new_hits', { overrides: { details: { hit: { type } } } }).details;

      expect(hit.type).toBe(type);
      expect(hit.payloads).toEqual([expect.stringMatching(payload)]);
    }
  });

  test('happened at the moment given', () => {
    const { hit } = build('new_hits', { now: Date.UTC(2026, 7, 22, 12) }).details;

    expect(hit.create_time).toBe(Date.UTC(2026, 7, 22, 12) / 1000);
    expect(hit.request_time).toBeLessThan(hit.create_time);
    expect(hit.id[0]).toBe('hits_production_999_202608_v_1');
  });

  test.each([Number.NaN, -1, Infinity])('cannot happen at %d', (now) => {
    expect(() => build('new_hits', { now })).toThrow(InvalidOptionError);
  });
});
