import { checkThrough } from '../check/setup';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { type Pipeline, startLogstash } from '../helpers/logstash/logstash';
import { call } from '../api/setup';
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
      await page.getByRole('link', { name: 'Failed through' }).click();

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

  test('a check that runs is shown as it goes', async () => {
    const result = await checkThrough('good', { only: ['post', 'put'] });
    const [post] = result.scenarios;
    const counts = { passed: 1, failed: 0, skipped: 0 };
    const running = { ...result, counts, scenarios: [post], state: 'running', toCome: ['put'] };
    await using client = await startTestClient();
    await call(client.api, '/api/checks', { method: 'POST', body: running });
    await using opened = await openPage(`${client.url}#/check/${result.run}`);
    const { page } = opened;
    await page.getByRole('row', { name: 'put to come' }).waitFor();

    const body = { ...result, state: 'finished', toCome: [] };
    await call(client.api, '/api/checks', { method: 'POST', body });

    await page.getByRole('row', { name: /^put passed/ }).waitFor();
    await page.getByText('2 passed, 0 failed, 0 skipped').waitFor();
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

async function integrate(
  client: TestClient,
  { url, ca }: { url: string; ca: string },
): Promise<void> {
  await client.console.create({ name: 'Logstash', url, ca, events: ['hits'] });
}
