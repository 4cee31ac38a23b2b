/** *Test integration*: the rows, what they say, and where the notifications arrived. */
import type { Locator } from 'playwright-core';

import type { Notification } from '../../src/notification/notification';
import { describeWithBrowser } from '../helpers/browser';
import { createIdentity, freePort, startHttps } from '../helpers/peers';
import { send, startTestReceiver } from '../helpers/receiver';
import { createIntegration, lookOnce, testRows } from './integrations-setup';
import { startTestClient } from './setup';

const CLEAN = { errors: [], failed: [], strangers: [] };
const TYPES = ['create_user', 'new_hits', 'new_scope_object_ips', 'trigger_create', 'vuln'];
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

async function hrefs(links: Locator): Promise<readonly (string | null)[]> {
  return Promise.all((await links.all()).map((link) => link.getAttribute('href')));
}

describeWithBrowser('a test run', (openPage) => {
  test('at the receiver itself takes a person less than ten clicks from nothing', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url);
    const { page } = opened;
    let clicks = 0;
    const click = async (locator: Locator): Promise<void> => {
      clicks += 1;
      await locator.click();
    };

    await click(page.getByRole('link', { name: 'Integrations', exact: true }));
    await click(page.getByRole('link', { name: 'Create an integration' }));
    await click(page.getByRole('button', { name: 'Create integration' }));
    await click(page.getByRole('button', { name: 'Test integration' }));
    const arrivals = testRows(page).getByRole('link');
    await arrivals.nth(4).waitFor();
    await page.getByText('All 5 test notifications were accepted.').waitFor();

    expect(clicks).toBeLessThan(10);
    const texts = await testRows(page).allInnerTexts();
    expect(texts).toEqual(times(5, expect.stringContaining('accepted 200')));
    const { entries } = await client.journal.query({ order: 'oldest-first' });
    expect(entries.flatMap(({ types }) => types)).toEqual(TYPES);
    const links = await hrefs(arrivals);
    expect(links).toEqual(entries.map(({ id }) => `#/deliveries/${id}`));
    expect(opened).toMatchObject(CLEAN);
  });

  test('that nobody answers shows why, and what to do, at each notification', async () => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client, {
      url: `https://127.0.0.1:${await freePort()}`,
    });
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Test integration' }).click();
    await page.getByText('All 5 test notifications failed for one reason').waitFor();

    const texts = await testRows(page).allInnerTexts();
    expect(texts).toEqual(
      times(5, expect.stringMatching(/CONNECTION_REFUSED[^]*start the receiver/)),
    );
    expect(await testRows(page).getByRole('link').count()).toBe(0);
    expect(opened).toMatchObject(CLEAN);
  });

  test('at a receiver whose CA was not given names the CA', async () => {
    await using client = await startTestClient();
    const { id } = await client.console.create({ name: 'SIEM', url: client.receiver.url });
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Test integration' }).click();
    await page.getByText('All 5 test notifications failed for one reason').waitFor();

    const texts = await testRows(page).allInnerTexts();
    expect(texts).toEqual(times(5, expect.stringMatching(/TLS_UNKNOWN_CA[^]*\bCA\b/)));
  });

  test('shows each result as it comes, and those that fail among those that do not', async () => {
    await using client = await startTestClient();
    const { faults } = client.receiver.running;
    faults.add({ kind: 'status', status: 503, next: 2 });
    faults.add({ kind: 'never-respond', next: 1 });
    const { id } = await createIntegration(client);
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;
    const rows = testRows(page);

    await page.getByRole('button', { name: 'Test integration' }).click();
    await rows.nth(2).getByText('sending').waitFor();
    await page.getByText('Sending: 2 of 5 answered.').waitFor();
    await rows.nth(1).getByText('STATUS_503').waitFor();
    expect(await rows.nth(4).innerText()).toContain('waits');
    faults.clear();
    await page.getByText('3 of 5 test notifications failed, for 2 reasons').waitFor();
    await rows.getByRole('link').nth(4).waitFor();

    const states = (await rows.allInnerTexts()).map((text) => text.split('\n')[0]);
    expect(states).toEqual([
      ...times(2, 'STATUS_503'),
      'CONNECTION_CLOSED',
      ...times(2, 'accepted 200'),
    ]);
    expect(opened).toMatchObject(CLEAN);
  });

  test('is cancelled, and sends no more', async () => {
    await using client = await startTestClient();
    const { faults } = client.receiver.running;
    faults.add({ kind: 'never-respond' });
    const { id } = await createIntegration(client);
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Test integration' }).click();
    await client.journal.waitFor(() => true);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled after 0 of 5.').waitFor();
    expect(await testRows(page).getByText('not sent').count()).toBe(5);
    faults.clear();
    await page.getByRole('button', { name: 'Test integration' }).click();
    await testRows(page).getByRole('link').nth(4).waitFor();

    expect(client.journal.statistics().entries).toBe(1 + 5);
    expect(opened).toMatchObject(CLEAN);
  });

  test('is still there after a look at an arrival', async () => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client);
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Test integration' }).click();
    await testRows(page).getByRole('link').nth(4).click();
    await page.getByRole('heading', { level: 1, name: 'Deliveries' }).waitFor();
    await page.goBack();

    await page.getByText('All 5 test notifications were accepted.').waitFor();
    expect(await testRows(page).getByText('accepted 200').count()).toBe(5);
  });

  test('says quietly that what went elsewhere was not seen here', async () => {
    await using client = await startTestClient();
    await using elsewhere = await startTestReceiver();
    const { url, ca } = elsewhere;
    const { id } = await createIntegration(client, { url, ca });
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;
    await lookOnce(page);

    await page.getByRole('button', { name: 'Test integration' }).click();
    await testRows(page).getByText('not seen here').nth(4).waitFor();

    expect(await testRows(page).getByText('accepted 200').count()).toBe(5);
    expect(opened).toMatchObject(CLEAN);
  });

  test('tells what was altered on its way here', async () => {
    await using client = await startTestClient();
    const { tls, ca } = await createIdentity();
    await using altering = await startHttps(tls, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const [one] = JSON.parse(Buffer.concat(chunks).toString()) as [Notification];
        const other = [{ ...one, summary: 'Something else' }];
        void send(client.receiver, JSON.stringify(other)).then(() => response.end());
      });
    });
    const { id } = await createIntegration(client, { url: altering.url, ca });
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;
    await lookOnce(page);

    await page.getByRole('button', { name: 'Test integration' }).click();
    await testRows(page).getByText('altered').nth(4).waitFor();

    const link = testRows(page).nth(1).getByRole('link');
    expect(await link.getAttribute('href')).toBe('#/deliveries/0000000002');
  });
});
