'use strict';

const { execFileSync } = require('node:child_process');

const request = require('supertest');
const { build, testNotifications } = require('wallstash');

const { createApp } = require('./app');

const PUBLISHED = ['new_hits', 'vuln', 'security_issue', 'ip_blocked', 'new_scope_object_ips'];

/** Posts a body; resolves with the status and what was announced. */
async function post(body) {
  const lines = [];
  const app = createApp((line) => lines.push(line));
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { status } = await request(app).post('/wallarm').type('application/json').send(text);
  return { status, lines };
}

test.each(['classic', 'current'])('takes the messages of Test integration, %s', async (era) => {
  for (const notification of testNotifications({ era })) {
    const { status, lines } = await post([notification]);

    expect(status).toBe(200);
    expect(lines).toEqual([expect.stringContaining(notification.summary)]);
  }
});

test.each(PUBLISHED)(
  'takes the published samples of %s',
  async (type) => {
    const args = ['sample', type, '--published'];
    const samples = execFileSync('wallstash', args, { encoding: 'utf8' });

    const { status, lines } = await post(samples);

    expect(status).toBe(200);
    const summaries = JSON.parse(samples).map(({ summary }) => expect.stringContaining(summary));
    expect(lines).toEqual(summaries);
  },
  60_000, // it starts a process
);

test.each(['classic', 'current'])('names the attacked host of a hit, %s spelling', async (era) => {
  const hit = build('new_hits', { era });
  const { host, domain } = hit.details.hit;

  const { lines } = await post([hit]);

  expect(lines).toEqual([expect.stringMatching(new RegExp(`on ${host ?? domain}$`))]);
});

test('takes many notifications in one body, as an array and as NDJSON', async () => {
  const hits = [0, 1, 2].map((index) => build('new_hits', { index }));

  const array = await post(hits);
  const ndjson = await post(hits.map((hit) => `${JSON.stringify(hit)}\n`).join(''));

  expect(array.lines).toHaveLength(3);
  expect(ndjson).toEqual(array);
});

test('refuses what is neither', async () => {
  expect(await post('summary=hello')).toEqual({ status: 400, lines: [] });
});
