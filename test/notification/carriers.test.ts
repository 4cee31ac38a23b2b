import { gzipSync } from 'node:zlib';

import { inspectBody } from '../../src/notification/inspect-body';
import { isValid } from '../../src/notification/is-valid';
import { published } from './published';

const [hit] = published('01');
const [issue] = published('10');
const inspect = (text: string) => inspectBody(Buffer.from(text));
const line = (value: unknown) => JSON.stringify(value);

describe('inspectBody', () => {
  test.each([
    ['an array', line([hit, issue]), 'array'],
    ['a pretty-printed array', JSON.stringify([hit, issue], null, 2), 'array'],
    ['an array with CRLF', JSON.stringify([hit, issue], null, 2).replaceAll('\n', '\r\n'), 'array'],
    ['NDJSON', `${line(hit)}\n${line(issue)}\n`, 'ndjson'],
    ['NDJSON without a final newline', `${line(hit)}\n${line(issue)}`, 'ndjson'],
    [
      'NDJSON with CRLF and blank lines',
      `\r\n${line(hit)}\r\n\r\n${line(issue)}\r\n \r\n`,
      'ndjson',
    ],
    ['an array after a byte order mark', `\uFEFF${line([hit, issue])}`, 'array'],
    ['NDJSON after a byte order mark', `\uFEFF${line(hit)}\n${line(issue)}`, 'ndjson'],
  ])('reads two notifications from %s', (_, text, carrier) => {
    const inspection = inspect(text);

    expect(inspection).toMatchObject({ carrier, violations: [] });
    expect(inspection.notifications).toMatchObject([
      { pointer: '/0', type: 'new_hits', carrier, era: 'classic', violations: [], payload: hit },
      { pointer: '/1', type: 'security_issue', carrier, era: 'current', payload: issue },
    ]);
    expect(isValid(inspection)).toBe(true);
  });

  test.each([
    ['one line', line(hit)],
    ['one line and a newline', `${line(hit)}\n`],
    ['several lines', JSON.stringify(hit, null, 2)],
  ])('reads a bare object on %s', (_, text) => {
    expect(inspect(text)).toMatchObject({
      carrier: 'object',
      notifications: [{ pointer: '', type: 'new_hits', carrier: 'object' }],
      violations: [],
    });
  });

  test('takes an empty array for a valid body of no notifications', () => {
    const inspection = inspect(' [] ');

    expect(inspection).toEqual({ carrier: 'array', notifications: [], violations: [] });
    expect(isValid(inspection)).toBe(true);
  });

  test.each(['', ' \r\n\t', '\uFEFF'])('refuses an empty body (%j)', (text) => {
    const inspection = inspect(text);

    expect(inspection).toMatchObject({
      carrier: null,
      notifications: [],
      violations: [{ keyword: 'syntax', line: 1, column: 1, found: 'nothing' }],
    });
    expect(inspection.violations[0]?.message).toContain('empty');
  });

  test.each(['null', '5', '"text"', ' true '])('refuses the scalar %s', (text) => {
    expect(inspect(text)).toMatchObject({
      carrier: null,
      notifications: [],
      violations: [{ pointer: '', keyword: 'type', found: text.trim() }],
    });
  });

  test('keeps the good elements of a mixed array and refuses each other one', () => {
    const { notifications, violations } = inspect(line([hit, null, 'x', [hit], hit]));

    expect(violations).toEqual([]);
    expect(notifications.map((one) => [one.pointer, one.era, one.violations.length])).toEqual([
      ['/0', 'classic', 0],
      ['/1', null, 1],
      ['/2', null, 1],
      ['/3', null, 1],
      ['/4', 'classic', 0],
    ]);
    expect(notifications[2]?.violations).toMatchObject([
      { pointer: '/2', keyword: 'type', found: '"x"', expected: 'an object' },
    ]);
  });

  test('reports each damaged line of NDJSON by itself and inspects the others', () => {
    const { carrier, notifications, violations } = inspect(
      [line(hit), line(hit).slice(0, -1), '', line(issue), '{"a":}', '5'].join('\n'),
    );

    expect(carrier).toBe('ndjson');
    expect(notifications.map(({ pointer, type }) => [pointer, type])).toEqual([
      ['/0', 'new_hits'],
      ['/2', 'security_issue'],
      ['/4', null],
    ]);
    expect(violations).toMatchObject([
      { pointer: '/1', line: 2, column: line(hit).length, keyword: 'syntax', found: 'the end' },
      { pointer: '/3', line: 5, column: 6, keyword: 'syntax' },
    ]);
  });

  test('reads NDJSON whose first line is damaged', () => {
    expect(inspect(`{"a":\n${line(hit)}\n`)).toMatchObject({
      carrier: 'ndjson',
      notifications: [{ pointer: '/1' }],
      violations: [{ pointer: '/0', line: 1, keyword: 'syntax' }],
    });
  });

  test('names the missing brace of the documentation’s NDJSON hits on each line', () => {
    const cut = line(hit).slice(0, -1);
    const { carrier, violations } = inspect(`${cut}\n${cut}\n`);

    expect(carrier).toBeNull();
    expect(violations.map((one) => one.line)).toEqual([1, 2]);
    expect(violations[0]?.message).toContain('closing } is missing');
  });

  test('takes an array on a line of NDJSON for a wrong element', () => {
    expect(inspect(`${line(hit)}\n${line([hit])}`).notifications[1]).toMatchObject({
      pointer: '/1',
      era: null,
      violations: [{ pointer: '/1', line: 2, keyword: 'type' }],
    });
  });

  test('does not take a damaged array on several lines for NDJSON', () => {
    const text = JSON.stringify([{ a: {}, b: 'c' }], null, 1).replace(',', '');

    expect(inspect(text)).toMatchObject({ carrier: null, notifications: [] });
    expect(inspect(text).violations).toMatchObject([{ keyword: 'syntax', line: 4, column: 3 }]);
  });

  test.each([
    ['34', 'Microsoft Sentinel', 4],
    ['60', 'Amazon S3 or MinIO', 2],
  ])('says of sample %s in one violation that it is %s', (number, name, count) => {
    const { carrier, notifications, violations } = inspect(line(published(number)));

    expect({ carrier, notifications }).toEqual({ carrier: 'array', notifications: [] });
    expect(violations).toMatchObject([
      { pointer: '/0', keyword: 'foreign-format', line: 1, column: 2 },
    ]);
    expect(violations[0]?.message).toContain(name);
    expect(violations[0]?.message).toContain(`first of ${count}`);
  });

  test.each([
    ['a Sentinel custom log', { summary_s: 'a', details_client_name_s: 'b' }, 'flattens'],
    ['an OCSF event', { class_uid: 6002, category_uid: 6, metadata: {} }, 'OCSF'],
    ['a Splunk envelope', { event: hit, sourcetype: 'x' }, 'Splunk'],
    ['a Splunk envelope of a text', { event: JSON.stringify(hit), host: 'x' }, 'event is a text'],
    ['one of a line', { event: 'text' }, 'event is a text'],
  ])('recognises %s', (_, value, word) => {
    const { violations } = inspect(line(value));

    expect(violations).toMatchObject([{ pointer: '', keyword: 'foreign-format' }]);
    expect(violations[0]?.message).toContain(word);
  });

  test('never takes a notification with more fields for a foreign format', () => {
    const text = line([
      { ...(hit as object), attack_type: 'x', uri: '/', TimeGenerated: 'x', EventType: 'y' },
    ]);

    expect(inspect(text)).toMatchObject({ violations: [], notifications: [{ violations: [] }] });
  });

  test('takes a webhook that names its event for no Splunk envelope', () => {
    const { violations } = inspect(line({ event: 'user.created', data: {} }));

    expect(violations).not.toMatchObject([{ keyword: 'foreign-format' }]);
  });

  test('tells a body that is still compressed', () => {
    const { violations } = inspectBody(gzipSync(line([hit])));

    expect(violations[0]).toMatchObject({ keyword: 'encoding' });
    expect(violations[0]?.message).toContain('Content-Encoding: gzip');
  });
});
