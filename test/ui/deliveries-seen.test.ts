/** What is new in the list: what came while nobody looked, and no more. */
import type { Page } from 'playwright-core';

import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { call } from '../api/setup';
import { body, row } from './deliveries-setup';
import { startTestClient } from './setup';

const vuln = () => draft(body('vuln'));
const mark = (page: Page) => page.getByText('New since');

/** Goes to another screen. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Schema' }).click();
  await page.getByRole('heading', { level: 1, name: 'Schema' }).waitFor();
}

const comeBack = (page: Page) =>
  page.getByRole('navigation').getByRole('link', { name: 'Deliveries' }).click();

/** Puts the tab behind another, or in front again, as far as the page can tell; resolves when it has painted. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, value: ${hidden} });
    document.dispatchEvent(new Event('visibilitychange'));
    new Promise((painted) => {
      let frames = 0;
      const frame = () => (++frames === 3 ? painted() : requestAnimationFrame(frame));
      frame();
    })`);

describeWithBrowser('new deliveries', (openPage) => {
  test('are none that come while the list is under way', async () => {
    await using client = await startTestClient();
    await client.journal.append(vuln());
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 1).waitFor();
    await leave(page);
    await page.route(/\/api\/deliveries\?limit=100/, async (route) => {
      const response = await route.fetch();
      await client.journal.append(vuln());
      // The page has heard of it before it has the list, which is without it.
      await page.getByText('2 deliveries').waitFor();
      await route.fulfill({ response });
    });

    await comeBack(page);
    await row(page, 2).waitFor();

    expect(await mark(page).count()).toBe(0);
  });

  test('are none that a filter had left out', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft('no JSON'));
    await client.journal.append(vuln());
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 2).waitFor();
    await page.evaluate(`location.hash = '#/deliveries?valid=false'`);
    await row(page, 2).waitFor({ state: 'detached' });
    await leave(page);

    await comeBack(page);
    await row(page, 2).waitFor();

    expect(await mark(page).count()).toBe(0);
  });

  test('stay marked when the list begins anew while the tab is hidden', async () => {
    await using client = await startTestClient();
    await client.journal.append(vuln());
    await client.journal.append(draft('no JSON'));
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 2).waitFor();
    await hide(page, true);
    const cleared = await call(client.api, '/api/deliveries?valid=true', { method: 'DELETE' });
    expect(cleared.json()).toMatchObject({ cleared: 1 });
    await row(page, 1).waitFor({ state: 'detached' });
    await client.journal.append(vuln());
    await row(page, 3).waitFor();

    await hide(page, false);

    await mark(page).waitFor();
  });

  test('are marked when the tab is back before the server has said which of them match', async () => {
    await using client = await startTestClient();
    await client.journal.append(vuln());
    await using opened = await openPage(`${client.url}#/deliveries?type=vuln`);
    const { page } = opened;
    await row(page, 1).waitFor();
    await page.route(/limit=1000/, async (route) => {
      await hide(page, false);
      await route.continue();
    });
    await hide(page, true);

    await client.journal.append(vuln());
    await row(page, 2).waitFor();

    await mark(page).waitFor();
  });
});
