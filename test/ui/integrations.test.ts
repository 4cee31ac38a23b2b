/** The list, and one integration: its settings, switching, deleting, raising an event. */
import { startApi } from '../../src/api/api';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { createIntegration, tabTo, testRows } from './integrations-setup';
import { PAGES, startTestClient } from './setup';

const CLEAN = { errors: [], failed: [], strangers: [] };

describeWithBrowser('the screen Integrations', (openPage) => {
  test('shows each integration and its last attempt as they come', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/integrations`);
    const { page } = opened;

    await page.getByRole('heading', { name: 'No integration yet' }).waitFor();
    await createIntegration(client, { events: ['hits', 'vulnerabilities-high'] });
    const row = page.getByRole('listitem');
    await row.getByText('no attempt yet').waitFor();
    client.receiver.running.faults.add({ kind: 'status', status: 503, next: 1 });
    await client.console.raise('new_hits');
    await row.getByText('accepted 200').waitFor();
    const [delivery] = client.console.deliveries();

    const text = await row.innerText();
    expect(text).toContain(`POST ${client.receiver.url} JSON Array`);
    expect(text).toContain('Hits detected, Vulnerabilities detected (high)');
    expect(text).toContain('enabled');
    const link = row.getByRole('link', { name: 'last attempt' });
    expect(await link.getAttribute('href')).toBe(`#/sent/${delivery?.id}`);
    expect(opened).toMatchObject(CLEAN);
  });

  test('says why there are none where the console does not run', async () => {
    const journal = memoryJournal();
    await using api = await startApi({ journal, pages: PAGES }, { port: 0 });
    await using opened = await openPage(`${api.url}/#/integrations`);

    const alert = opened.page.getByRole('alert');
    await alert.waitFor();

    expect(await alert.innerText()).toContain('the console does not run beside this API');
    expect(await opened.page.getByText('Create an integration').count()).toBe(0);
  });

  test('disables, enables and deletes by keyboard alone', async () => {
    await using client = await startTestClient();
    client.receiver.running.faults.add({ kind: 'never-respond' });
    const { id } = await createIntegration(client);
    await client.console.raise('new_hits');
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;
    const press = (key: string) => page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: 'Delete SIEM?' });

    await page.getByText('1 under way').waitFor();
    await tabTo(page, 'Delete');
    await press('Enter');
    await dialog.getByText('1 event that waits for it will never be sent').waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Delete');
    await press('Shift+Tab');
    await press('Shift+Tab');
    await press('Enter');
    await page.getByText('disabled', { exact: true }).waitFor();
    expect(client.console.get(id).enabled).toBe(false);
    await press('Enter');
    await page.getByText('enabled', { exact: true }).waitFor();
    expect(client.console.get(id).enabled).toBe(true);

    await tabTo(page, 'Delete');
    await press('Enter');
    await tabTo(page, 'Delete');
    await press('Enter');
    await page.getByRole('heading', { name: 'No integration yet' }).waitFor();
    expect(client.console.list()).toEqual([]);
    expect(opened).toMatchObject(CLEAN);
  });

  test('raises an event and tells who gets it', async () => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client);
    await createIntegration(client, { name: 'Other', events: ['hits', 'system'] });
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;
    const type = page.getByRole('combobox', { name: 'Notification type' });
    const raise = page.getByRole('button', { name: 'Raise event' });

    await raise.click();
    await page.getByText('2 integrations get it').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'new_hits' }).last().waitFor();
    await type.selectOption('create_user');
    await raise.click();
    await page.getByText('1 integration gets it, but not this one').waitFor();
    await type.selectOption('vuln');
    await raise.click();
    await page.getByText('No integration gets it').waitFor();
    await type.selectOption('ip_blocked');
    await raise.click();
    const link = page.getByRole('link', { name: 'See its attempts' });
    await link.waitFor();

    const mine = client.console.deliveries().filter(({ integrationId }) => integrationId === id);
    expect(mine.flatMap(({ notificationTypes }) => notificationTypes)).toEqual([
      ...['new_hits', 'ip_blocked'],
    ]);
    expect(await link.getAttribute('href')).toBe(`#/sent/${mine[1]?.id}`);
    expect(opened).toMatchObject(CLEAN);
  });

  test('says that an integration is not there', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/integrations/nobody`);

    const alert = opened.page.getByRole('alert');
    await alert.waitFor();

    expect(await alert.innerText()).toContain('Cannot find the integration "nobody"');
  });

  test.each([
    { colorScheme: 'light', viewport: { width: 360, height: 740 } },
    { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  ] as const)('is accessible and fits ($colorScheme)', async (options) => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client, {
      headers: [{ name: 'X-A-Header-With-A-Rather-Long-Name-For-A-Phone', value: 'x' }],
    });
    await using opened = await openPage(`${client.url}#/integrations`, options);
    const { page } = opened;
    const look = async (view: string): Promise<object> => ({
      view,
      violations: await axeViolations(page),
      overhang: await page.evaluate(`(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
        (document.querySelector('main'))`),
    });
    const looks: object[] = [];

    await page.getByText('no attempt yet').waitFor();
    looks.push(await look('list'));
    await page.goto(`${client.url}#/integrations/${id}/edit`);
    await page.getByText('Advanced settings').click();
    await page.getByRole('button', { name: 'Add header' }).click();
    looks.push(await look('form'));
    await page.goto(`${client.url}#/integrations/${id}`);
    client.receiver.running.faults.add({ kind: 'status', status: 503, next: 1 });
    await page.getByRole('button', { name: 'Test integration' }).click();
    await testRows(page).getByRole('link').nth(4).waitFor();
    looks.push(await look('test run'));
    await page.getByRole('button', { name: 'Delete' }).click();
    looks.push(await look('question'));

    const fine = { violations: [], overhang: 0 };
    expect(looks).toEqual(
      ['list', 'form', 'test run', 'question'].map((view) => ({ view, ...fine })),
    );
    expect(opened).toMatchObject(CLEAN);
  });
});
