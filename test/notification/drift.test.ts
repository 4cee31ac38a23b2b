import { NOTIFICATION_TYPES, isPublishedType } from '../../src/notification/notification-type';
import { PUBLISHED_SAMPLES } from '../../src/notification/published-samples';
import { validateNotification } from '../../src/notification/validate';

const [, , hit] = PUBLISHED_SAMPLES.new_hits;
const withHit = (fields: object) => ({
  ...hit,
  details: { ...hit.details, hit: { ...hit.details.hit, ...fields } },
});
const envelope = (type: string, details: object = {}) => ({
  summary: '[Wallarm] Something happened',
  details: { client_name: 'TestCompany', cloud: 'EU', notification_type: type, ...details },
});

describe('drift is a notice and never a violation:', () => {
  test('a field that Wallarm has not published, one notice each', () => {
    const value = { ...withHit({ new_field: 1, 'a/b~c': 2 }), extra: null };

    expect(validateNotification(value).breaches).toEqual([
      {
        kind: 'notice',
        pointer: '/details/hit/new_field',
        keyword: 'unknown-field',
        message: 'details.hit.new_field is not a field that Wallarm has published.',
        expected: 'a published field',
      },
      expect.objectContaining({
        pointer: '/details/hit/a~1b~0c',
        message: 'details.hit["a/b~c"] is not a field that Wallarm has published.',
      }),
      expect.objectContaining({ pointer: '/extra' }),
    ]);
  });

  test('a field inside the elements of an array', () => {
    const [sample] = PUBLISHED_SAMPLES.new_scope_object_ips;
    const [record] = sample.details.data;
    const data = [record, { ...record, action: 'delete', comment: 'x' }];
    const { breaches } = validateNotification({ ...sample, details: { ...sample.details, data } });

    expect(breaches).toMatchObject([
      { kind: 'notice', keyword: 'unknown-value', pointer: '/details/data/1/action' },
      { kind: 'notice', keyword: 'unknown-field', pointer: '/details/data/1/comment' },
    ]);
  });

  test.each(['type', 'block_status', 'tor', 'protocol', 'final_wallarm_mode', 'proxy_type'])(
    'a value of hit.%s that Wallarm has not published',
    (field) => {
      expect(validateNotification(withHit({ [field]: 'brand-new' })).breaches).toMatchObject([
        {
          kind: 'notice',
          keyword: 'unknown-value',
          pointer: `/details/hit/${field}`,
          message: `details.hit.${field} has a value that Wallarm has not published: "brand-new".`,
        },
      ]);
    },
  );

  test('a cloud that Wallarm has not published', () => {
    const { breaches } = validateNotification(envelope('create_user', { cloud: 'MOON' }));

    expect(breaches).toMatchObject([
      { kind: 'notice', pointer: '/details/cloud', expected: 'one of EU, US, ME' },
    ]);
  });

  test('a type that Wallarm is not known to send, of which only the envelope is checked', () => {
    const { type, era, breaches } = validateNotification(envelope('brand_new', { anything: 1 }));

    expect({ type, era }).toEqual({ type: 'brand_new', era: 'current' });
    expect(breaches).toMatchObject([
      { kind: 'notice', keyword: 'unknown-type', pointer: '/details/notification_type' },
    ]);
  });

  test('a classic spelling, one notice for each place', () => {
    const [vuln] = PUBLISHED_SAMPLES.vuln;
    const places = validateNotification(vuln).breaches.map(({ kind, keyword, pointer, expected }) =>
      [kind, keyword, pointer, expected].join(' '),
    );

    expect(places).toEqual([
      'notice spelling /details/vuln security_issue',
      'notice spelling /details/vuln/domain host',
      'notice spelling /details/vuln/threat risk',
    ]);
  });
});

describe('a type whose fields are unpublished', () => {
  test.each(NOTIFICATION_TYPES.filter((type) => !isPublishedType(type)))(
    '(%s) may hold anything beside the envelope',
    (type) => {
      const verdict = validateNotification(envelope(type, { anything: { at: ['all'] } }));
      expect(verdict).toEqual({ type, era: 'current', breaches: [] });
    },
  );

  test('still needs its envelope', () => {
    const { breaches } = validateNotification({
      details: { notification_type: 'create_user', cloud: 5 },
    });

    expect(breaches.map(({ pointer }) => pointer)).toEqual([
      '/summary',
      '/details/client_name',
      '/details/cloud',
    ]);
  });
});
