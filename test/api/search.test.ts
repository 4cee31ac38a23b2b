/** Finding deliveries over HTTP: what a list says of each, the search, counts over time. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { build } from '../../src/notification/build';
import { draft, testDirectory } from '../helpers/journal';
import { call, startTestApi } from './setup';

const hit = build('new_hits', {
  seed: 1,
  overrides: {
    details: { hit: { type: 'sqli', host: 'shop.example', block_status: 'monitored' } },
  },
});
const vuln = build('vuln', {
  seed: 1,
  overrides: { details: { vuln: { threat: 'High', title: 'Old TLS', domain: 'a.example' } } },
});
const xss = build('new_hits', {
  seed: 2,
  overrides: { details: { hit: { type: 'xss', host: 'shop.example', block_status: 'blocked' } } },
});

interface Page {
  readonly entries: readonly {
    readonly id: string;
    readonly remoteAddress: string;
    readonly answeredIn?: number;
    readonly about?: Readonly<Record<string, string>>;
  }[];
}

describe('each delivery of a list', () => {
  test('says what it held, who sent it and how long it waited', async () => {
    const answeredIn = (id: string) => (id === '0000000001' ? 12.3 : undefined);
    await using running = await startTestApi({}, { answeredIn });
    await running.journal.append(draft(JSON.stringify([hit, xss])));
    await running.journal.append(draft(JSON.stringify([vuln]), { remoteAddress: '10.0.0.7' }));

    const { entries } = (await call(running.api, '/api/deliveries')).json() as Page;

    expect(entries).toMatchObject([
      {
        ...{ id: '0000000002', remoteAddress: '10.0.0.7' },
        about: { severity: 'High', host: 'a.example' },
      },
      {
        ...{ id: '0000000001', remoteAddress: '127.0.0.1', answeredIn: 12.3 },
        about: {
          text: 'sqli, xss · shop.example · monitored, blocked',
          ...{ attack: 'sqli, xss', host: 'shop.example', outcome: 'monitored, blocked' },
        },
      },
    ]);
    expect(entries[0]?.about?.['text']).toMatch(/^High · Old TLS · /);
    expect(entries[0]).not.toHaveProperty('answeredIn');
  });

  test.each([
    ['no JSON', undefined],
    ['[]', undefined],
    [
      '[{"summary":"[Test message] [Test partner(US)] New user added","details":{}}]',
      'New user added',
    ],
    ['{"summary":"a","details":{}}\n{"summary":"b","details":{}}', 'a'],
    ['{"@timestamp":"x","@version":"1","wallarm":{"summary":"[Wallarm] b","details":{}}}', 'b'],
    ['[1,null,{"summary":7,"details":[]},{"details":{"hit":{"type":"xss"}}}]', 'xss'],
    [`[{"summary":"${'x'.repeat(40_000)}","details":{}}]`, undefined],
  ])('of the body %.40s tells %s', async (body, text) => {
    await using running = await startTestApi();
    await running.journal.append(draft(body));

    const { entries } = (await call(running.api, '/api/deliveries')).json() as Page;

    expect(entries.map(({ about }) => about?.['text'])).toEqual([text]);
  });

  test.each<readonly string[]>([
    ['b'],
    ['b', 'c'],
    ['a', 'e'],
    ['b', 'd'],
    ['a', 'b', 'c', 'd', 'e'],
  ])('is told though others are damaged: %s and so on', async (...damaged: readonly string[]) => {
    await using directory = await testDirectory();
    const journal = await openJournal({ directory: directory.path });
    await using running = await startTestApi({}, { journal });
    for (const summary of 'abcde') {
      await journal.append(draft(JSON.stringify([{ summary, details: {} }])));
    }
    const segment = join(directory.path, '0000000001.ndjson');
    let text = await readFile(segment, 'utf8');
    for (const one of damaged) text = text.replace(`summary":"${one}`, 'summary":"X');
    await writeFile(segment, text);

    const { entries } = (await call(running.api, '/api/deliveries')).json() as Page;

    expect(entries.map(({ about }) => about?.['text'])).toEqual(
      ['e', 'd', 'c', 'b', 'a'].map((one) => (damaged.includes(one) ? undefined : one)),
    );
  });
});

describe('the search over HTTP', () => {
  test('narrows the list and the timeline alike', async () => {
    await using running = await startTestApi();
    await running.journal.append(draft(JSON.stringify([hit]), { receivedAt: 5_000 }));
    await running.journal.append(
      draft(JSON.stringify([vuln]), { receivedAt: 7_500, verdict: 'rejected' }),
    );
    const search = `search=${encodeURIComponent('type:vuln "old tls"')}`;

    const list = (await call(running.api, `/api/deliveries?${search}`)).json() as Page;
    const timeline = (await call(running.api, `/api/deliveries/timeline?${search}`)).json();
    const all = (await call(running.api, '/api/deliveries/timeline?until=7500&buckets=3')).json();

    expect(list.entries.map(({ id }) => Number(id))).toEqual([2]);
    expect(timeline).toEqual({
      damaged: 0,
      ...{ total: 1, width: 1_000, earliest: 7_500, latest: 7_500, newest: '0000000002' },
      buckets: [{ at: 7_000, accepted: 0, rejected: 1, refused: 0 }],
    });
    expect(all).toMatchObject({ total: 1, buckets: [{ at: 5_000, accepted: 1 }] });
  });

  test.each(['/api/deliveries', '/api/deliveries/timeline'])(
    'that cannot be read is answered 400 with what was meant (%s)',
    async (path) => {
      await using running = await startTestApi();
      const reply = await call(running.api, `${path}?search=${encodeURIComponent('typ:vuln')}`);
      expect(reply.status).toBe(400);
      expect(reply.text).toContain('did you mean type?');
    },
  );

  test('has its fields as data, so that a browser can complete them', async () => {
    await using running = await startTestApi();
    const { fields } = (await call(running.api, '/api/search-fields')).json() as {
      fields: { name: string; values: string[]; closed: boolean }[];
    };
    const verdict = fields.find(({ name }) => name === 'verdict');
    expect(verdict).toMatchObject({ closed: true, values: ['accepted', 'rejected', 'refused'] });
    expect(fields.find(({ name }) => name === 'type')?.values).toContain('new_hits');
  });
});
