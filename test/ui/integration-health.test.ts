/** How an integration does, beside its name: the same word everywhere, failures over time, time to answer. */
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { freePort } from '../helpers/peers';
import { createIntegration } from './integrations-setup';
import { startTestClient } from './setup';

const CLEAN = { errors: [], failed: [], strangers: [] };

describeWithBrowser('an integration', (openPage) => {
  test('that fails says so beside its name, in one word on every screen, until it does not', async () => {
    await using client = await startTestClient();
    const url = `https://127.0.0.1:${await freePort()}`;
    const { id } = await createIntegration(client, { url });
    await using opened = await openPage(`${client.url}#/integrations`);
    const { page } = opened;
    const row = page.getByRole('listitem');

    await row.getByText('no attempt yet').waitFor();
    expect(await row.getByText('failing', { exact: true }).count()).toBe(0);
    await client.console.raise('new_hits');
    await row.getByText('failing', { exact: true }).waitFor();
    await row.getByText('CONNECTION_REFUSED', { exact: true }).waitFor();
    await row
      .getByRole('img', { name: /\d+ attempts? in the last 10 minutes, \d+ failed/ })
      .waitFor();
    await row.getByRole('link', { name: 'SIEM' }).click();
    const health = page.getByRole('region', { name: 'Health' });
    await health.getByText('start the receiver').waitFor();
    await page
      .getByRole('region', { name: 'Newest attempts' })
      .getByText('CONNECTION_REFUSED')
      .first()
      .waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('no answer\n');
    const newest = page.getByRole('region', { name: 'Newest attempts' });
    await newest.getByText('CONNECTION_REFUSED').nth(1).waitFor();
    // Told once, however often it happened in a row.
    expect(await newest.getByText('start the receiver').count()).toBe(1);
    await health.getByRole('link', { name: 'All that it was sent' }).click();
    await page.getByRole('list', { name: 'Sent' }).getByText('CONNECTION_REFUSED').waitFor();
    await page.goBack();
    await client.console.update(id, { url: client.receiver.url });
    await health.getByText(/p50 .* · p99 /).waitFor();
    await page.getByText('failing', { exact: true }).waitFor({ state: 'detached' });
    expect(opened).toMatchObject(CLEAN);
  });

  test('keeps to a line for its event types, and deletes more quietly than it edits', async () => {
    await using client = await startTestClient();
    const known = ['hits', 'vulnerabilities-high', 'vulnerabilities-medium', 'system'] as const;
    const { id } = await createIntegration(client, { events: [...known] });
    const viewport = { width: 390, height: 844 };
    await using opened = await openPage(`${client.url}#/integrations`, { viewport });
    const { page } = opened;

    const events = page.locator('.row-events');
    await events.waitFor();
    const line = await events.evaluate(
      ({ title, clientHeight }: { title: string; clientHeight: number }) => ({
        ...{ title, lines: clientHeight / 20 },
      }),
    );
    expect(line.lines).toBeLessThan(1.5);
    expect(line.title).toContain('System related');
    await page.goto(`${client.url}#/integrations/${id}`);
    const border = (name: string) =>
      page.evaluate<string>(`getComputedStyle([...document.querySelectorAll('.page-head .button')]
        .find(({ textContent }) => textContent === '${name}')).borderTopColor`);
    await page.getByRole('button', { name: 'Delete' }).waitFor();
    expect(await border('Delete')).toBe('rgba(0, 0, 0, 0)');
    expect(await border('Edit')).not.toBe('rgba(0, 0, 0, 0)');
  });

  test('has a visible label at the type of the event that is raised', async () => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client);
    await client.console.raise('new_hits');
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;

    for (const address of [`#/integrations/${id}`, '#/sent']) {
      await page.goto(`${client.url}${address}`);
      await page
        .locator('label')
        .filter({ hasText: /^Notification type/ })
        .getByRole('combobox')
        .waitFor();
    }
  });

  test.each(['light', 'dark'] as const)('that fails is accessible, in %s', async (colorScheme) => {
    await using client = await startTestClient();
    client.receiver.running.faults.add({ kind: 'status', status: 503 });
    const { id } = await createIntegration(client);
    await client.console.raise('new_hits');
    await using opened = await openPage(`${client.url}#/integrations`, { colorScheme });
    const { page } = opened;

    await page.getByText('failing', { exact: true }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(`${client.url}#/integrations/${id}`);
    await page.getByRole('region', { name: 'Health' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.goto(`${client.url}#/sent`);
    await page.getByRole('list', { name: 'Sent' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
  });
});
