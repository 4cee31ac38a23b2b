/** The language of searches: what is found, and what is refused. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { InvalidOptionError } from '../../src/errors';
import { criteriaOf } from '../../src/journal/querying/filter';
import { parseMoment, parsePeriod } from '../../src/journal/search/moment';
import { parseSearch, writeTerm } from '../../src/journal/search/parse-search';
import { searchDoc } from '../../src/journal/search/search-doc';
import { SEARCH_FIELD_NAMES, SEARCH_FIELDS } from '../../src/journal/search/search-fields';
import { build } from '../../src/notification/build';
import { fingerprint } from '../../src/notification/fingerprint';
import { draft, VARIANTS } from '../helpers/journal';

const HIT = build('new_hits', {
  seed: 1,
  overrides: { details: { cloud: 'EU', hit: { type: 'sqli', host: 'shop.example' } } },
});
const VULN = build('vuln', {
  seed: 2,
  overrides: { details: { cloud: 'US', client_name: 'Test Company', vuln: { threat: 'High' } } },
});
const LARGE = { summary: 'x'.repeat(1_100_000), details: { cloud: 'ME' } };
const NOON = Date.UTC(2026, 10, 24, 12);

describe.each(VARIANTS)('a search in a journal (%s)', (_name, open) => {
  test.each([
    ['', '1 2 3 4 5'],
    ['type:vuln', '2'],
    ['TYPE:VULN', '2'],
    ['type:vuln,new_hits', '1 2'],
    ['-type:new_hits', '2 3 4 5'],
    ['type:"nobody knows it"', ''],
    ['verdict:rejected', '3'],
    ['status:422', '3'],
    ['status:4xx,none', '3 4'],
    ['valid:no', '3 4 5'],
    ['method:put', '2'],
    ['path:/wallarm', '2'],
    ['carrier:object', '2 3 5'],
    ['from:10.0.0.1', '2'],
    ['from:10.0.*', '2'],
    ['from:127.0.0.1', '1 3 4 5'],
    ['since:2026-11-24T12:00:00Z', '2 3 4 5'],
    ['until:2026-11-24T12:00:00.000Z', '1'],
    ['at:2026-11-24T12:00', '2 3 4 5'],
    ['id:2', '2'],
    ['id:1,0000000003', '1 3'],
    ['id:2..3', '2 3'],
    ['id:4..', '4 5'],
    ['repeat:yes', ''],
    ['fault:any', '4'],
    ['fault:connection-reset', '4'],
    ['kind:delivery', '1 2 3 4 5'],
    ['header:user-agent', '2'],
    ['header:user-agent=CURL', '2'],
    ['-header:user-agent=curl', '1 3 4 5'],
    ['cloud:eu', '1'],
    ['cloud:ME', '5'],
    ['client:"Test Company"', '2'],
    ['attack:sqli', '1'],
    ['host:shop.example', '1'],
    ['severity:high', '2'],
    ['details.hit.type:sqli', '1'],
    ['details.cloud:ME', '5'],
    [`fingerprint:${fingerprint(HIT)}`, '1'],
    ['"Test Company" threat', '2'],
    ['curl/8', '2'],
    ['no-such-word', ''],
    ['type:vuln cloud:EU', ''],
    ['https://nobody.example/x', ''],
    ['"unknown:field is text"', '3'],
  ])('for %s', async (search, ids) => {
    await using journal = await open();
    const hosted = JSON.stringify([HIT]);
    await journal.append(draft(hosted, { receivedAt: NOON - 1 }));
    await journal.append(
      draft(JSON.stringify(VULN), {
        ...{
          receivedAt: NOON,
          method: 'PUT',
          path: '/wallarm?x',
          remoteAddress: '::ffff:10.0.0.1',
        },
        headers: { 'user-agent': 'curl/8.5' },
      }),
    );
    await journal.append(
      draft('{"note":"unknown:field is text"}', {
        ...{ receivedAt: NOON + 59_999, verdict: 'rejected', answer: { status: 422 } },
      }),
    );
    await journal.append(
      draft('no JSON', {
        ...{
          receivedAt: NOON,
          answer: { status: 0 },
          verdict: 'refused',
          fault: 'connection-reset',
        },
      }),
    );
    await journal.append(draft(JSON.stringify(LARGE), { receivedAt: NOON }));

    const { entries } = await journal.query({ search });

    expect(entries.map(({ id }) => Number(id)).join(' ')).toBe(ids);
  });
});

describe('a search that cannot be read', () => {
  test.each([
    ['typ:vuln', 'did you mean type?'],
    ['colour:red', 'type, verdict, status'],
    ['type:', 'a value behind type:'],
    ['type:newhits', 'did you mean new_hits?'],
    ['verdict:reject', 'did you mean rejected?'],
    ['verdict:good', 'accepted, rejected, refused'],
    ['valid:true', 'valid: yes, no'],
    ['status:999', '422, 4xx or none'],
    ['since:yesterday', 'a moment such as 10m'],
    ['at:noon', 'a day or a time'],
    ['id:x', 'an id such as 42'],
    ['"no end', 'a closing quotation mark'],
    ['x '.repeat(51), 'at most 50 terms'],
    ['x'.repeat(2_001), 'at most 2000 characters'],
  ])('%s: is told what was meant', (search, told) => {
    const read = (): unknown => criteriaOf({ search });
    expect(read).toThrow(InvalidOptionError);
    expect(read).toThrow(told);
  });
});

describe('the language of searches', () => {
  test('any text is read or refused, and what is read says all that was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          const terms = parseSearch(text);
          const written = terms.map(({ source }) => source).join('');
          const bare = (one: string): string => one.replaceAll(/[\s"]/g, '');
          // Empty phrases alone are left out.
          return bare(text).includes(bare(written)) && bare(written) === bare(text);
        } catch (error) {
          return error instanceof InvalidOptionError;
        }
      }),
      { examples: [['""'], ['-'], ['type:"a,b",c'], ['- x'], ['-"x y"']] },
    );
  });

  test('any value can be written so that it is read as it is', () => {
    const fields = [...SEARCH_FIELDS]
      .filter(({ closed, name }) => !closed && !['type'].includes(name))
      .map(({ name }) => name);
    fc.assert(
      fc.property(
        fc.constantFrom(...fields, 'text', 'details.hit.type'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
        (field, value) => {
          const [term, ...more] = parseSearch(writeTerm(field, value));
          expect(more).toEqual([]);
          expect(term).toMatchObject({ field, values: [{ text: value }], negated: false });
        },
      ),
    );
  });

  test('no search holds what it looks at, or fails on it', () => {
    const entry = { ...draft('{"a":[1,{"b":null}]}'), id: '0000000001', repeat: false };
    fc.assert(
      fc.property(
        fc.constantFrom(...SEARCH_FIELD_NAMES, 'text', 'details.a.b'),
        fc.string({ maxLength: 30 }),
        (field, value) => {
          try {
            return (
              typeof criteriaOf({ search: writeTerm(field, value) }).whole(entry) === 'boolean'
            );
          } catch (error) {
            return error instanceof InvalidOptionError;
          }
        },
      ),
    );
  });

  test('every example of its fields is read', () => {
    for (const { example } of SEARCH_FIELDS)
      expect(() => criteriaOf({ search: example })).not.toThrow();
  });

  test('is documented as it is', () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'search.md'), 'utf8');
    expect(page).toBe(searchDoc());
  });
});

describe('a moment', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  test.each([
    ['90s', now - 90_000],
    ['2h', now - 7_200_000],
    ['2026-11-24', Date.UTC(2026, 10, 24)],
    ['2026-11-24T08:30', Date.UTC(2026, 10, 24, 8, 30)],
    ['2026-11-24 08:30:15.5', Date.UTC(2026, 10, 24, 8, 30, 15, 500)],
    ['2026-11-24T08:30:15,123', Date.UTC(2026, 10, 24, 8, 30, 15, 123)],
    ['2026-11-24T08:30:00+02:00', Date.UTC(2026, 10, 24, 6, 30)],
    ['11:59:59', Date.UTC(2026, 10, 24, 11, 59, 59)],
    ['12:00:01', Date.UTC(2026, 10, 23, 12, 0, 1)],
    ['25:00', undefined],
    ['10', undefined],
    ['', undefined],
  ])('%s', (text, moment) => {
    expect(parseMoment(text, now)).toBe(moment);
  });

  test.each([
    ['2026-11-24', 86_400_000],
    ['11:30', 60_000],
    ['11:30:00', 1_000],
    ['11:30:00.1', 100],
    ['11:30:00.123', 1],
  ])('%s spans its own unit', (text, length) => {
    const period = parsePeriod(text, now);
    expect((period?.to ?? 0) - (period?.from ?? 0)).toBe(length);
  });
});
