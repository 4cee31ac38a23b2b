/** When deliveries came, in the list: exactly, with the day, by the clock that the person chose. */
import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { body, detail, listed, row, rows, searchBox } from './deliveries-setup';
import { startTestClient, type TestClient } from './setup';

const AT = Date.UTC(2025, 2, 14, 19, 28, 21, 482);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function receive(client: TestClient, ...times: readonly number[]): Promise<void> {
  for (const receivedAt of times) {
    await client.journal.append(draft(body('new_hits', receivedAt % 97), { receivedAt }));
  }
}

describeWithBrowser('times in the list of deliveries', (openPage) => {
  test('are exact to the millisecond, with the day where it changes', async () => {
    await using client = await startTestClient();
    await receive(client, AT - DAY, AT - 1, AT);
    await using opened = await openPage(client.url, { timezoneId: 'Asia/Tokyo' });
    const { page } = opened;
    await rows(page).nth(2).waitFor();

    const texts = await listed(page);
    expect(texts).toEqual([
      'Friday 2025-03-14',
      expect.stringMatching(/^19:28:21\.482new_hits/),
      expect.stringMatching(/^19:28:21\.481new_hits/),
      'Thursday 2025-03-13',
      expect.stringMatching(/^19:28:21\.482new_hits/),
    ]);
    await row(page, 3).locator('time').hover();
    expect(await row(page, 3).locator('time').getAttribute('title')).toMatch(
      /^2025-03-14T19:28:21\.482Z\n04:28:21\.482 local time\n.* ago$/,
    );
  });

  test('have their day where those of an import stand between two of another day', async () => {
    await using client = await startTestClient();
    await receive(client, AT - 1, AT - 3 * DAY, AT - 2 * DAY, AT);
    await using opened = await openPage(client.url);
    await rows(opened.page).nth(3).waitFor();

    const texts = await listed(opened.page);
    expect(texts).toEqual([
      'Friday 2025-03-14',
      expect.stringMatching(/^19:28:21\.482new_hits/),
      'Wednesday 2025-03-12',
      expect.stringMatching(/^19:28:21\.482new_hits/),
      'Tuesday 2025-03-11',
      expect.stringMatching(/^19:28:21\.482new_hits/),
      'Friday 2025-03-14',
      expect.stringMatching(/^19:28:21\.481new_hits/),
    ]);
  });

  test('are local, or how long ago, as the person chose; the choice is remembered', async () => {
    await using client = await startTestClient();
    await receive(client, AT);
    await using opened = await openPage(client.url, { timezoneId: 'Asia/Tokyo' });
    const { page } = opened;
    await row(page, 1).getByText('19:28:21.482').waitFor();

    await page.getByLabel('Times').selectOption('local');
    await row(page, 1).getByText('04:28:21.482').waitFor();
    await page.getByText('Saturday 2025-03-15').waitFor();
    await page.reload();
    await row(page, 1).getByText('04:28:21.482').waitFor();

    await page.getByLabel('Times').selectOption('ago');
    await row(page, 1).getByText('04:28:21.482').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Show: Time, UTC' }).click();
    await row(page, 1).getByText('19:28:21.482').waitFor();
  });

  test.each([
    ['as the list shows it', '19:28:21.482'],
    ['as Logstash logs it', '[2025-03-14T19:28:21,482]'],
    ['as the API writes it', '2025-03-14T19:28:21.482Z'],
    ['in another zone', '2025-03-14T20:28:21.482+01:00'],
  ])('lead to a delivery when one is pasted %s, whatever the filter', async (_, text) => {
    await using client = await startTestClient();
    await receive(client, AT - 2 * DAY, AT - 900, AT + 3, AT + 2_000);
    await using opened = await openPage(`${client.url}#/deliveries?type=vuln`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = opened;
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);

    await searchBox(page).focus();
    await page.keyboard.press('Control+V');

    await detail(page, 3).waitFor();
    await row(page, 3).and(page.locator('[aria-current]')).waitFor();
    expect(await searchBox(page).inputValue()).toBe('');
  });

  test('lead to a delivery when one is typed, by the day before where today has not come so far', async () => {
    await using client = await startTestClient();
    await receive(client, AT - DAY, AT - 2 * HOUR);
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(1).waitFor();

    await searchBox(page).fill('19:28:21');
    await page.getByRole('option', { name: 'Go to 19:28:21' }).waitFor();
    await searchBox(page).press('Enter');

    await detail(page, 1).waitFor();
  });
});
