/** Clearing deliveries from the list. */
import type { Locator, Page } from 'playwright-core';

import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { body, row, rows } from './deliveries-setup';
import { startTestClient } from './setup';

async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Clear…' }).click();
  return page.getByRole('dialog', { name: 'Clear deliveries' });
}

describeWithBrowser('clearing deliveries', (openPage) => {
  test('clears what the filter matches, after it has said how many; every page is told', async () => {
    await using client = await startTestClient();
    for (const type of ['vuln', 'new_hits', 'vuln'] as const) {
      await client.journal.append(draft(body(type)));
    }
    await using other = await openPage(client.url);
    await using opened = await openPage(`${client.url}#/deliveries?type=vuln`);
    const { page } = opened;
    await rows(page).nth(1).waitFor();
    await rows(other.page).nth(2).waitFor();

    const dialog = await openDialog(page);
    await dialog.getByRole('button', { name: 'Clear 2 deliveries' }).click();

    await page.getByText('2 deliveries cleared').waitFor();
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    await rows(other.page).nth(1).waitFor({ state: 'detached' });
    await row(other.page, 2).waitFor();
    await other.page.getByText('1 delivery', { exact: true }).waitFor();
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });

  test('clears all, or what is older; without any there is nothing to press', async () => {
    await using client = await startTestClient();
    const receivedAt = Date.now();
    await client.journal.append(draft(body('vuln'), { receivedAt: receivedAt - 2 * 3_600_000 }));
    await client.journal.append(draft(body('vuln'), { receivedAt }));
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(1).waitFor();

    const dialog = await openDialog(page);
    await dialog.getByRole('button', { name: 'Clear 2 deliveries' }).waitFor();
    await dialog.getByLabel('Which').selectOption('older than a day');
    const none = dialog.getByRole('button', { name: 'Clear 0 deliveries' });
    await none.waitFor();
    expect(await none.isDisabled()).toBe(true);
    await dialog.getByLabel('Which').selectOption('older than an hour');
    await dialog.getByRole('button', { name: 'Clear 1 delivery' }).click();
    await row(page, 1).waitFor({ state: 'detached' });
    await row(page, 2).waitFor();

    await (await openDialog(page)).getByRole('button', { name: 'Clear 1 delivery' }).click();
    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();
  });
});
