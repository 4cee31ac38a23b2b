import { PUBLISHED_SAMPLES } from '../../src/notification/published-samples';
import { validateNotification } from '../../src/notification/validate';
import { published } from './published';

const violationsOf = (value: unknown) =>
  validateNotification(value).breaches.filter(({ kind }) => kind === 'violation');

describe('a published body', () => {
  test.each(['01', '03', '04', '06', '07', '10', '14', '30'])(
    '(fixture %s) breaks no schema, and nothing of it is unknown',
    (number) => {
      for (const notification of published(number)) {
        const { breaches } = validateNotification(notification);
        expect(breaches.filter(({ keyword }) => keyword !== 'spelling')).toEqual([]);
      }
    },
  );

  test('is of the type that it names, and of its era', () => {
    const verdicts = ['01', '03', '04', '06', '10', '14', '30'].map((number) => {
      const { type, era } = validateNotification(published(number)[0]);
      return [number, type, era];
    });

    expect(verdicts).toEqual([
      ['01', 'new_hits', 'classic'],
      ['03', 'new_hits', 'classic'],
      ['04', 'new_hits', 'current'],
      ['06', 'vuln', 'classic'],
      ['10', 'security_issue', 'current'],
      ['14', 'ip_blocked', 'current'],
      ['30', 'new_scope_object_ips', 'current'],
    ]);
  });

  test('is kept in the package without a change', () => {
    expect(PUBLISHED_SAMPLES).toEqual({
      new_hits: [published('01')[0], published('03')[0], published('04')[0]],
      vuln: published('06'),
      security_issue: published('10'),
      ip_blocked: published('14'),
      new_scope_object_ips: published('30'),
    });
  });
});

describe('what published texts and screenshots tell of other bodies is accepted', () => {
  const [vuln] = PUBLISHED_SAMPLES.vuln;
  const withVuln = (fields: object) => ({
    ...vuln,
    details: { ...vuln.details, vuln: { ...vuln.details.vuln, ...fields } },
  });

  test.each([
    ['the test vulnerability of 2022', { path: '/', method: 'UNKN', discovered_by: 'scanner' }],
    ['an id that is a string', { id: 'WLRM-1' }],
    ['an id that is an integer', { id: 106_279 }],
  ])('%s', (_, fields) => {
    expect(violationsOf(withVuln(fields))).toEqual([]);
  });

  test('a link that is null', () => {
    expect(violationsOf({ ...vuln, details: { ...vuln.details, vuln_link: null } })).toEqual([]);
  });

  test('a client name that is null or empty', () => {
    for (const client_name of [null, '']) {
      expect(violationsOf({ ...vuln, details: { ...vuln.details, client_name } })).toEqual([]);
    }
  });

  test('a denylisted address without application and reason, as before June 2022', () => {
    const [sample] = PUBLISHED_SAMPLES.ip_blocked;
    const { application, reason, ...details } = sample.details;

    expect([application, reason]).not.toContain(undefined);
    expect(violationsOf({ ...sample, details })).toEqual([]);
  });

  test('any type without a description', () => {
    const { description, ...rest } = vuln;

    expect(description).toBeDefined();
    expect(violationsOf(rest)).toEqual([]);
  });
});
