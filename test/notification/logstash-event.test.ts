import { inspectBody } from '../../src/notification/inspect-body';
import { published } from './published';

const hit = published('01')[0] as object;
const inspect = (value: unknown, logstashField?: string) =>
  inspectBody(
    Buffer.from(JSON.stringify(value)),
    logstashField === undefined ? undefined : { logstashField },
  );

const stamps = { '@timestamp': '2026-11-24T10:00:00.000Z', '@version': '1' };
const ecs = {
  ...stamps,
  host: { ip: '127.0.0.1' },
  url: { domain: 'localhost', port: 5044, path: '/' },
  http: { method: 'POST', version: 'HTTP/1.1', request: { mime_type: 'application/json' } },
  user_agent: { original: 'rest-client/2.0.2' },
  event: { original: '[]' },
};

describe('a Logstash event', () => {
  test('at whose root the notification lies is judged without the fields of Logstash', () => {
    const inspection = inspect({ ...ecs, ...hit });

    expect(inspection).toMatchObject({ carrier: 'logstash-event', violations: [] });
    expect(inspection.notifications).toMatchObject([
      { pointer: '', type: 'new_hits', carrier: 'logstash-event', era: 'classic', violations: [] },
    ]);
    expect(inspection.notifications[0]?.payload).toEqual(hit);
    expect(inspection.notifications[0]?.notices.map(({ keyword }) => keyword)).toEqual([
      'spelling',
    ]);
  });

  test('under whose field the notification lies has pointers through that field', () => {
    const { notifications } = inspect({ ...ecs, wallarm: { ...hit, summary: 5 } });

    expect(notifications).toMatchObject([
      { pointer: '/wallarm', carrier: 'logstash-event', payload: { ...hit, summary: 5 } },
    ]);
    expect(notifications[0]?.violations).toMatchObject([
      { pointer: '/wallarm/summary', keyword: 'type', found: '5' },
    ]);
  });

  test('may hold it under another field, whose name is escaped in pointers', () => {
    const { notifications } = inspect({ ...stamps, 'a/b': {} }, 'a/b');

    expect(notifications[0]?.violations[0]).toMatchObject({ pointer: '/a~1b/summary', column: 63 });
  });

  test('without an object under the field is judged at its root', () => {
    const { notifications } = inspect({ ...stamps, ...hit, wallarm: 'x' });

    expect(notifications[0]).toMatchObject({ pointer: '', violations: [] });
    expect(notifications[0]?.notices.map(({ pointer }) => pointer)).toContain('/wallarm');
  });

  test('of 2020, as the documentation shows it, is a flat notification', () => {
    expect(inspect(published('27')[0])).toMatchObject({
      carrier: 'logstash-event',
      violations: [],
      notifications: [{ era: 'flat', violations: [], notices: [{ keyword: 'era' }] }],
    });
  });

  test('in an array is one element of it', () => {
    expect(inspect([hit, { ...stamps, wallarm: hit }])).toMatchObject({
      carrier: 'array',
      notifications: [{ carrier: 'array' }, { pointer: '/1/wallarm', carrier: 'logstash-event' }],
    });
  });

  test('made of a body that Logstash could not parse is told as such', () => {
    const { notifications, violations } = inspect({
      ...stamps,
      message: '{',
      tags: ['_jsonparsefailure'],
    });

    expect(notifications).toEqual([]);
    expect(violations).toMatchObject([{ keyword: 'foreign-format' }]);
    expect(violations[0]?.message).toContain('_jsonparsefailure');
  });

  test('keeps a key __proto__ a key', () => {
    const text = `{"@timestamp":"x","@version":"1","__proto__":{"polluted":true},"summary":"a"}`;
    const payload = inspectBody(Buffer.from(text)).notifications[0]?.payload as object;

    expect(Object.keys(payload)).toEqual(['__proto__', 'summary']);
    expect(Object.getPrototypeOf(payload)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });
});
