/** A link to a delivery shows its row, however many came after it and however wide the page is. */
import type { Page } from 'playwright-core';

import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { body, detail, row } from './deliveries-setup';
import { startTestClient } from './setup';

const SIZES = [
  { width: 1_440, height: 900 },
  { width: 1_024, height: 768 },
] as const;

async function journalOf(count: number) {
  const journal = memoryJournal({ keep: 200_000, keepBytes: 1_000_000_000 });
  const same = draft(body('vuln'));
  for (let index = 0; index < count; index += 1) await journal.append(same);
  return journal;
}

/** Where a row is in what the list shows: from 0, its top, to 1, its bottom. */
async function placeInList(page: Page, number: number): Promise<number> {
  await row(page, number).waitFor();
  // The list may be filled anew at this very moment: then it is asked again.
  const place = await page.waitForFunction<number>(`(() => {
    const list = document.querySelector('.delivery-scroller')?.getBoundingClientRect();
    const row = document.querySelector('[data-id="${String(number).padStart(10, '0')}"]');
    const place = row?.getBoundingClientRect();
    return place && list && (place.top + place.height / 2 - list.top) / list.height;
  })()`);
  return place.jsonValue();
}

function expectInSight(place: number): void {
  expect(place).toBeGreaterThan(0);
  expect(place).toBeLessThan(1);
}

describeWithBrowser('a link to a delivery', (openPage) => {
  test.each(
    SIZES.flatMap((viewport) => [105, 10_000].map((count) => ({ ...viewport, count, viewport }))),
  )('shows its row among $count, $width pixels wide', async ({ count, viewport }) => {
    await using client = await startTestClient({ journal: await journalOf(count) });
    await using opened = await openPage(`${client.url}#/deliveries/0000000042`, { viewport });
    const { page } = opened;
    await detail(page, 42).getByText('"vuln"').first().waitFor();

    expectInSight(await placeInList(page, 42));
    await page.getByRole('link', { name: 'Close' }).click();
    await detail(page, 42).waitFor({ state: 'detached' });
    expectInSight(await placeInList(page, 42));
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });

  test('leads back to its row on a phone', async () => {
    await using client = await startTestClient({ journal: await journalOf(1_000) });
    const viewport = { width: 390, height: 844 };
    await using opened = await openPage(`${client.url}#/deliveries/0000000042`, { viewport });
    const { page } = opened;
    await detail(page, 42).waitFor();

    await page.getByRole('link', { name: '← Deliveries' }).click();
    expectInSight(await placeInList(page, 42));
  });

  test('opens a list that goes on to newer ones and to older ones, without a jump', async () => {
    await using client = await startTestClient({ journal: await journalOf(400) });
    await using opened = await openPage(`${client.url}#/deliveries/0000000200`);
    const { page } = opened;
    await row(page, 200).hover();
    for (const [step, last] of [
      [-300, 400],
      [300, 1],
    ] as const) {
      let before: readonly number[] = [];
      while (!(await row(page, last).isVisible())) {
        await page.mouse.wheel(0, step);
        const ids = await page.evaluate<number[]>(
          `[...document.querySelectorAll('.delivery-row')].map((row) => Number(row.dataset.id))`,
        );
        // A page put above or below moves nothing: what is in the page now follows on what was.
        if (before.length > 0) {
          expect(Math.min(...ids)).toBeLessThanOrEqual(Math.max(...before) + 1);
          expect(Math.max(...ids)).toBeGreaterThanOrEqual(Math.min(...before) - 1);
        }
        before = ids;
      }
    }
  });

  test('that is opened from elsewhere brings its place; one way leads back to the newest', async () => {
    await using client = await startTestClient({ journal: await journalOf(2_000) });
    await using opened = await openPage(`${client.url}#/deliveries?method=POST`);
    const { page } = opened;
    await row(page, 2_000).waitFor();

    await page.evaluate(`location.hash = '#/deliveries/0000000042'`);
    await detail(page, 42).waitFor();
    expectInSight(await placeInList(page, 42));
    await client.journal.append(draft());
    await page.getByRole('button', { name: '1 new' }).click();
    await row(page, 2_001).waitFor();
    expectInSight(await placeInList(page, 2_001));
  });

  test('to one that there never was says so, and leaves the list usable', async () => {
    await using client = await startTestClient({ journal: await journalOf(3) });
    await using opened = await openPage(`${client.url}#/deliveries/9999999999`);
    const { page } = opened;

    await page.getByRole('alert').filter({ hasText: '9999999999' }).waitFor();
    await row(page, 3).waitFor();
    await client.journal.append(draft());
    await row(page, 4).waitFor();
  });
});
