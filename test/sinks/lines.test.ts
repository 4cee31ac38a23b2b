/** Each sink of `logstash/` wrote every notification, as its receiver takes it, and nothing of what was sent is altered. */
import { fingerprint } from '../../src/index';
import { HEADER, type JsonObject, linesOf, requestsOf, sent, testSinks } from './recorded';

interface Event extends JsonObject {
  readonly wallarm: JsonObject;
  readonly event: { readonly hash: string };
  readonly tags?: readonly string[];
}
const eventIn = (text: string): Event => JSON.parse(text) as Event;
/** By fingerprint, as no sink keeps the order of the array. */
const all = sent.map(fingerprint).sort();
/** Fails unless each of these events holds a notification as it was sent, under the fingerprint of what was sent. */
function expectAll(events: readonly Event[]): void {
  expect(events.map(({ wallarm }) => fingerprint(wallarm)).sort()).toEqual(all);
  expect(events.map(({ event }) => event.hash).sort()).toEqual(all);
}
/** The same of events of which long texts may have been shortened, and then say so. */
function expectAllWithin(texts: readonly string[], limit: number): void {
  const events = texts.map(eventIn);
  expect(events.map(({ event }) => event.hash).sort()).toEqual(all);
  expect(events.some(({ tags }) => tags?.includes('shortened'))).toBe(true);
  for (const [index, { wallarm, event, tags = [] }] of events.entries()) {
    expect(Buffer.byteLength(texts[index] ?? '')).toBeLessThanOrEqual(limit);
    if (!tags.includes('shortened')) expect(fingerprint(wallarm)).toBe(event.hash);
    else expect(texts[index]).toMatch(/\.\.\.\[\d+ bytes\]/);
  }
}

const siem = testSinks('siem');
siem.run(`the SIEM gets an event a request, and its hash as Idempotency-Key${siem.reason}`, () => {
  const requests = requestsOf('siem');
  const events = requests.map(({ body }) => eventIn(body));

  expectAll(events);
  for (const [index, { method, headers }] of requests.entries()) {
    expect(method).toBe('POST');
    expect(headers).toEqual({
      ...{ authorization: 'Bearer none', 'content-type': 'application/json' },
      'idempotency-key': events[index]?.event.hash,
    });
  }
});

const splunk = testSinks('splunk');
splunk.run(`Splunk gets an event a request, on one line, with a channel${splunk.reason}`, () => {
  const requests = requestsOf('splunk');

  expectAll(requests.map(({ body }) => eventIn(body)));
  for (const { url, headers, body } of requests) {
    expect(url).toBe('/services/collector/raw?sourcetype=_json');
    expect(headers['authorization']).toBe('Splunk none');
    expect(headers['x-splunk-request-channel']).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(body).not.toContain('\n');
  }
});

const qradar = testSinks('qradar');
qradar.run(`QRadar gets an event a request, on one line within its limit${qradar.reason}`, () => {
  const bodies = requestsOf('qradar').map(({ body }) => body);

  expectAllWithin(bodies, 32_767);
  expect(bodies.filter((body) => body.includes('\n'))).toEqual([]);
});

const elasticsearch = testSinks('elasticsearch');
elasticsearch.run(
  `Elasticsearch gets a create for each, its id the hash${elasticsearch.reason}`,
  () => {
    const lines = requestsOf('elasticsearch').flatMap(({ body }) => body.trimEnd().split('\n'));
    const events = lines.filter((_, index) => index % 2 === 1).map(eventIn);
    const actions = lines
      .filter((_, index) => index % 2 === 0)
      .map((line) => JSON.parse(line) as { create: { _id: string; _index: string } });

    expectAll(events);
    for (const [index, { create }] of actions.entries()) {
      expect(create._index).toBe('logs-wallarm.notification-default');
      expect(create._id).toBe(events[index]?.event.hash);
      expect(events[index]?.['data_stream']).toEqual({
        ...{ type: 'logs', dataset: 'wallarm.notification', namespace: 'default' },
      });
    }
  },
);

const kafka = testSinks('kafka');
kafka.run(`Kafka gets a record for each, keyed by the hash${kafka.reason}`, () => {
  const records = linesOf('kafka').map((line) => JSON.parse(line) as Record<string, string>);
  const events = records.map(({ value = '' }) => eventIn(value));

  expectAll(events);
  expect(records.map(({ key }) => key)).toEqual(events.map(({ event }) => event.hash));
});

const notifications = testSinks('notifications');
notifications.run(
  `the file of notifications has what was sent, bare${notifications.reason}`,
  () => {
    const lines = linesOf('notifications').map((line) => JSON.parse(line) as JsonObject);

    expect(lines.map(fingerprint).sort()).toEqual(all);
  },
);

const json = testSinks('syslog-json');
json.run(`a syslog server gets a line for each, within its limit${json.reason}`, () => {
  const lines = linesOf('syslog-json');

  expectAllWithin(
    lines.map((line) => line.replace(HEADER, '')),
    7_900,
  );
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThan(8_096);
});

const cef = testSinks('syslog-cef');
cef.run(`CEF has a line for each, its header and extension escaped${cef.reason}`, () => {
  const lines = linesOf('syslog-cef');

  expect(lines.map((line) => / externalId=(\S+)/.exec(line)?.[1]).sort()).toEqual(all);
  for (const line of lines) {
    expect(Buffer.byteLength(line)).toBeLessThan(8_096);
    // Seven bars that are not escaped end the header's seven fields; of the extension each `=` after a key is one.
    const [, header = '', extension = ''] =
      /^((?:(?:[^|\\]|\\[|\\])*\|){7})(.*)$/s.exec(line.replace(HEADER, '')) ?? [];
    expect(header).toMatch(/^CEF:0\|Wallarm\|Wallarm API Security\|1\|\w+\|.+\|[357]\|$/);
    for (const pair of extension.split(/ (?=\w+=)/)) {
      expect(pair).toMatch(/^\w+=(?:[^=\\]|\\[=\\n])*$/);
    }
  }
});
