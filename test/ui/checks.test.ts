import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { checkThrough } from '../check/setup';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { type Pipeline, startLogstash } from '../helpers/logstash/logstash';
import { call, testSettings } from '../api/setup';
import { temporaryDirectory } from '../helpers/certificates';
import { startTestClient, type TestClient } from './setup';

describeWithBrowser('the screen Check', (openPage) => {
  test('says how to run a check while there is none', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/check`);
    const { page } = opened;

    const line = page.getByText('npx wallstash check --through');
    expect(await line.textContent()).toContain(`--arrives-at ${client.api.url}`);
    await page.getByRole('link', { name: 'create one' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test.each(['light', 'dark'] as const)(
    'shows what a real check found, in %s: the scenario that failed is open, sent beside arrived',
    async (colorScheme) => {
      const result = await checkThrough('renames-fields', { only: ['post', 'spellings'] });
      await using client = await startTestClient();
      await using opened = await openPage(`${client.url}#/check`, { colorScheme });
      const { page } = opened;
      await page.getByText('npx wallstash check').waitFor();

      await call(client.api, '/api/checks', {
        method: 'POST',
        body: { ...result, state: 'finished', toCome: [] },
      });
      await page.getByRole('link', { name: 'failed through' }).click();

      const row = (id: string) =>
        page.getByRole('row').filter({ has: page.getByRole('button', { name: id }) });
      expect(await row('post').textContent()).toContain('passed');
      expect(await row('spellings').textContent()).toContain('failed');
      const comparison = page
        .getByRole('region', { name: /spellings.*sent beside arrived/ })
        .first();
      expect(await comparison.getByRole('row', { name: /differs/ }).count()).toBeGreaterThan(0);
      expect(await axeViolations(page)).toEqual([]);
      expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
    },
  );

  test('says why the receiver behind did not accept what is lost', async () => {
    const result = await checkThrough('default-retryable-codes', {
      only: ['post'],
      behind: { requireHeader: { name: 'Authorization', value: 'Bearer of the SIEM' } },
    });
    await using client = await startTestClient();
    const body = { ...result, state: 'finished', toCome: [] };
    await call(client.api, '/api/checks', { method: 'POST', body });
    await using opened = await openPage(`${client.url}#/check/${result.run}`);

    await opened.page.getByText('1 of 1 lost. The receiver behind did not accept').waitFor();
    await opened.page.getByText('Not accepted: 401: The request lacks the header').waitFor();
  });

  test('a check that runs is shown as it goes', async () => {
    const result = await checkThrough('good', { only: ['post', 'put'] });
    const [post] = result.scenarios;
    const counts = { passed: 1, failed: 0, skipped: 0 };
    const running = { ...result, counts, scenarios: [post], state: 'running', toCome: ['put'] };
    await using client = await startTestClient();
    await call(client.api, '/api/checks', { method: 'POST', body: running });
    await using opened = await openPage(`${client.url}#/check/${result.run}`);
    const { page } = opened;
    await page.getByRole('row', { name: 'put under way' }).waitFor();

    const body = { ...result, state: 'finished', toCome: [] };
    await call(client.api, '/api/checks', { method: 'POST', body });

    await page.getByRole('row', { name: /^put passed/ }).waitFor();
    await page.getByText('2 passed, 0 failed, 0 skipped').waitFor();
    const picture = page.getByRole('img', { name: /^2 sent, 2 arrived in / });
    expect(await picture.locator('rect.sent').count()).toBeGreaterThan(0);
    expect(await picture.locator('rect.arrived').count()).toBeGreaterThan(0);
    expect(await picture.locator('title').allTextContents()).toEqual([
      expect.stringMatching(/^post: /),
      expect.stringMatching(/^put: /),
    ]);
    expect(await axeViolations(page)).toEqual([]);
  });

  test('a check that runs is not red, whatever it has found so far, and its clock runs', async () => {
    await using client = await startTestClient();
    await using opened = await openPage('about:blank');
    const { page } = opened;
    await page.clock.install();
    const failing = { counts: { passed: 1, failed: 2, skipped: 0 }, duration: 3_000 };
    await call(client.api, '/api/checks', { method: 'POST', body: { ...RUNNING, ...failing } });
    await page.goto(`${client.url}#/check`);
    const row = page.getByRole('link', { name: /through logstash/ });
    await row.waitFor();
    expect(await row.locator('.badge').getAttribute('class')).toBe('badge quiet');
    expect(await row.innerText()).toContain('running for');

    await page.clock.fastForward(100 * 60_000);

    await row.getByText(/running for 10\d min \d\d s/).waitFor();
    await call(client.api, '/api/checks', {
      ...{ method: 'POST', body: { ...RUNNING, ...failing, state: 'finished', toCome: [] } },
    });
    await row.getByText('failed', { exact: true }).waitFor();
  });

  test('outlives a restart at its address, and one that was killed is not "running" for ever', async () => {
    await using directory = await temporaryDirectory();
    const checksDirectory = directory.path;
    {
      await using before = await startTestClient({ checksDirectory });
      await call(before.api, '/api/checks', { method: 'POST', body: RUNNING });
    }
    // It was killed a while ago.
    const file = join(checksDirectory, 'aaaa.json');
    const text = await readFile(file, 'utf8');
    const updatedAt = Date.now() - 60_000;
    await writeFile(file, text.replace(/"updatedAt":\d+/, `"updatedAt":${updatedAt}`));
    await using client = await startTestClient({ checksDirectory });
    await using opened = await openPage(`${client.url}#/check/aaaa`);
    const { page } = opened;

    await page.getByText('broken off').waitFor();
    await page.getByRole('row', { name: 'put did not run' }).waitFor();
    await page.getByRole('link', { name: 'All checks' }).click();
    await page.getByRole('link', { name: /^broken off through logstash/ }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test('the line to paste has what is known in it: token, CA, and the Logstash of an integration', async () => {
    const facts = await testSettings();
    const check = { ...facts.check, token: true, caFile: '/srv/our certs/ca.crt' };
    await using client = await startTestClient({
      settings: () => Promise.resolve({ ...facts, check }),
    });
    await using opened = await openPage(`${client.url}#/check`);
    const line = opened.page.locator('.command code').first();
    const start = 'WALLSTASH_CONSOLE_TOKEN=TOKEN npx wallstash check --through ';
    const end = ` --arrives-at ${client.api.url}`;

    await opened.page.getByText('npx wallstash check').waitFor();
    expect(await line.innerText()).toBe(
      `${start}https://YOUR-LOGSTASH:PORT/ --ca '/srv/our certs/ca.crt'${end}`,
    );
    const { url, ca } = client.receiver;
    await client.console.create({ name: 'Receiver', url, ca });
    const headers = [{ name: 'X-Token', value: 'a secret' }];
    await client.console.create({
      name: 'SIEM',
      url: 'https://logstash.example:5044/in',
      ca,
      headers,
    });

    await opened.page.getByText('--through https://logstash.example').waitFor();
    expect(await line.innerText()).toBe(
      `${start}https://logstash.example:5044/in --header 'X-Token: VALUE' --ca CA-OF-YOUR-LOGSTASH.crt${end}`,
    );
    const headings = await opened.page.getByRole('heading').allInnerTexts();
    expect(new Set(headings).size).toBe(headings.length);
  });

  test('the line to paste is the one that serve was told, and is whole on a phone', async () => {
    const facts = await testSettings();
    const command = `docker compose run --rm check ${'--and-so-on '.repeat(8)}`.trim();
    const check = { ...facts.check, command };
    await using client = await startTestClient({
      settings: () => Promise.resolve({ ...facts, check }),
    });
    await using opened = await openPage(`${client.url}#/check`, {
      viewport: { width: 360, height: 740 },
    });
    const line = opened.page.locator('.command code').first();

    await opened.page.getByText('--and-so-on').first().waitFor();
    expect(await line.innerText()).toBe(command);
    const cut = await line.evaluate(
      ({ scrollWidth, clientWidth }: Scrolled) => scrollWidth - clientWidth,
    );
    expect(cut).toBe(0);
  });

  test.each<[Pipeline, string]>([
    ['good', 'arrived whole'],
    ['renames-fields', 'arrived altered'],
  ])('a test run through the pipeline %s: each %s', async (pipeline, outcome) => {
    await using client = await startTestClient();
    await using logstash = await startLogstash({ pipeline, to: client.receiver });
    await integrate(client, logstash);
    await using opened = await openPage(`${client.url}#/check`);
    const { page } = opened;

    // A key pressed on a button that is still disabled would go nowhere.
    await page.getByRole('button', { name: 'Send and compare', disabled: false }).press('Enter');

    const rows = page.getByRole('group').filter({ hasText: outcome });
    await rows.nth(pipeline === 'good' ? 4 : 0).waitFor();
    if (pipeline === 'good') {
      await rows.first().locator('summary').press('Enter');
      await rows
        .first()
        .getByRole('link', { name: /Delivery/ })
        .click();
      await page.getByRole('heading', { level: 1, name: 'Deliveries' }).waitFor();
    } else {
      expect(
        await rows
          .first()
          .getByRole('row', { name: /differs/ })
          .count(),
      ).toBeGreaterThan(0);
    }
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });
});

/** A check that has told of itself once. */
const RUNNING = {
  ...{ run: 'aaaa', state: 'running', seed: '1', through: 'logstash.example:5044' },
  ...{ startedAt: Date.now(), duration: 20, passed: false, toCome: ['put'], scenarios: [] },
  counts: { passed: 0, failed: 0, skipped: 0 },
  unexpected: { count: 0, examples: [] },
};

interface Scrolled {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

async function integrate(
  client: TestClient,
  { url, ca }: { url: string; ca: string },
): Promise<void> {
  await client.console.create({ name: 'Logstash', url, ca, events: ['hits'] });
}
