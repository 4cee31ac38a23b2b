/** The strip over time above the list of deliveries. */
import type { Locator, Page } from 'playwright-core';

import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { body, row, rows } from './deliveries-setup';
import { startTestClient, type TestClient } from './setup';

const START = Date.UTC(2025, 2, 14, 19, 0, 0);
const MINUTE = 60_000;

/** Two accepted, three minutes later one rejected, and three hours later one more. */
async function clientOverTime(): Promise<TestClient> {
  const client = await startTestClient();
  const rejected = { verdict: 'rejected', answer: { status: 422 } } as const;
  await client.journal.append(draft(body('vuln'), { receivedAt: START }));
  await client.journal.append(draft(body('vuln'), { receivedAt: START + 500 }));
  await client.journal.append(draft(body('vuln'), { receivedAt: START + 3 * MINUTE, ...rejected }));
  await client.journal.append(draft(body('vuln'), { receivedAt: START + 200 * MINUTE }));
  return client;
}

const strip = (page: Page): Locator => page.getByRole('group', { name: 'Deliveries over time' });
const bars = (page: Page): Locator => strip(page).getByRole('listbox');
const bar = (page: Page, name: string | RegExp): Locator =>
  strip(page).getByRole('option', { name });

/** Presses at one bar, and lets go at another. */
async function draw(page: Page, from: Locator, to: Locator): Promise<void> {
  const middles = [];
  for (const one of [from, to]) {
    const box = await one.boundingBox();
    if (box === null) throw new Error('The bar is not there.');
    middles.push({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }
  const [{ x, y } = { x: 0, y: 0 }, end = { x: 0, y: 0 }] = middles;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await page.mouse.up();
}

describeWithBrowser('the strip over time', (openPage) => {
  test('counts what came by verdict; a bar that is pressed becomes the filter', async () => {
    await using client = await clientOverTime();
    await using opened = await openPage(client.url);
    const { page } = opened;
    await bar(page, /19:00 to 03-14 19:01: 2 accepted$/).waitFor();
    await bar(page, /19:03 to 03-14 19:04: 1 rejected$/).waitFor();
    await rows(page).nth(3).waitFor();

    const rejected = bar(page, /1 rejected$/);
    await draw(page, rejected, rejected);

    await rows(page).nth(1).waitFor({ state: 'detached' });
    await row(page, 3).waitFor();
    expect(decodeURIComponent(page.url())).toMatch(
      /since=2025-03-14T19:03:00\.000Z&until=2025-03-14T19:04:00\.000Z$/,
    );
    await page.getByText('1 of 4 deliveries match').waitFor();
    await page.getByText('from 03-14 19:03:00 until 03-14 19:04:00 UTC').waitFor();
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await page.getByText('from 03-14 19:02:00 until 03-14 19:05:00 UTC').waitFor();
    await page.getByRole('button', { name: 'Whole time' }).click();
    await rows(page).nth(3).waitFor();
    expect(page.url()).toMatch(/#\/deliveries$/);
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });

  test.each([390, 768, 1024, 1440, 1920])(
    'shows a day in bars that are told apart and are no blocks, %d pixels wide',
    async (width) => {
      await using client = await startTestClient();
      for (let hour = 0; hour <= 24; hour += 1) {
        await client.journal.append(
          draft(body('vuln'), { receivedAt: START + hour * 60 * MINUTE }),
        );
      }
      await using opened = await openPage(client.url, { viewport: { width, height: 800 } });
      const { page } = opened;
      await bar(page, /1 accepted$/)
        .nth(24)
        .waitFor();

      const { width: whole = 0 } = (await bars(page).boundingBox()) ?? {};
      const pixels = whole / (await strip(page).getByRole('option').count());
      expect(pixels).toBeGreaterThanOrEqual(4.5);
      expect(pixels).toBeLessThan(11);
    },
  );

  test('filters by a stretch that is drawn over it', async () => {
    await using client = await clientOverTime();
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(3).waitFor();

    await draw(page, bar(page, /2 accepted$/), bar(page, /1 rejected$/));

    await row(page, 4).waitFor({ state: 'detached' });
    expect(await rows(page).count()).toBe(3);
  });

  test('is used by keyboard alone, and says what it is at', async () => {
    await using client = await clientOverTime();
    await using opened = await openPage(client.url);
    const { page } = opened;
    await bar(page, /2 accepted$/).waitFor();

    await bars(page).focus();
    await page.keyboard.press('Home');
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Shift+ArrowRight');
    await strip(page).getByText('19:04: 2 accepted, 1 rejected').waitFor();
    const active = await bars(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active ?? ''}`).getAttribute('aria-label')).toMatch(
      /19:03 .*1 rejected$/,
    );
    await page.keyboard.press('Enter');

    await row(page, 4).waitFor({ state: 'detached' });
    expect(await rows(page).count()).toBe(3);
  });

  test('counts what comes in, without asking again and without moving anything', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(body('vuln'), { receivedAt: START }));
    await using opened = await openPage(client.url);
    const { page } = opened;
    await bar(page, /1 accepted$/).waitFor();
    const place = await strip(page).boundingBox();
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes('/timeline')) asked += 1;
    });

    for (let count = 1; count <= 3; count += 1) {
      await client.journal.append(draft(body('vuln'), { receivedAt: START + count }));
    }

    await bar(page, /4 accepted$/).waitFor();
    await page.getByText('4 deliveries', { exact: true }).waitFor();
    expect(await strip(page).boundingBox()).toEqual(place);
    expect(asked).toBe(0);
  });

  test('counts under a filter only what matches', async () => {
    await using client = await clientOverTime();
    await using opened = await openPage(`${client.url}#/deliveries?type=new_hits`);
    const { page } = opened;
    await page.getByText('0 of 4 deliveries match').waitFor();

    await client.journal.append(draft(body('vuln'), { receivedAt: START + 201 * MINUTE }));
    await client.journal.append(draft(body('new_hits'), { receivedAt: START + 201 * MINUTE }));

    await page.getByText('1 of 6 deliveries match').waitFor();
    await bar(page, /1 accepted$/).waitFor();
  });
});
