/** A list that one leaves open: it can be paused, and it shows what is new. */
import { build } from '../../src/notification/build';
import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { send } from '../helpers/receiver';
import { body, JSON_TYPE, listed, row, rows } from './deliveries-setup';
import { startTestClient } from './setup';

describeWithBrowser('the live list of deliveries', (openPage) => {
  test('holds back what comes while it is paused, and marks it as new afterwards', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(body('vuln')));
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 1).waitFor();

    await page.keyboard.press('p');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await client.journal.append(draft(body('vuln')));
    await client.journal.append(draft(body('vuln')));
    await page.getByRole('button', { name: '2 new' }).waitFor();
    expect(await rows(page).count()).toBe(1);

    await page.keyboard.press('p');
    await row(page, 3).waitFor();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    const texts = await listed(page);
    expect(texts.map((text) => /^[A-Z][a-z]+/.exec(text)?.[0] ?? 'row')).toEqual([
      ...['Tuesday', 'row', 'row', 'New', 'row'],
    ]);
  });

  test('marks what came while another screen was open, and nothing when nothing came', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(body('vuln')));
    await using opened = await openPage(client.url);
    const { page } = opened;
    const screens = page.getByRole('navigation', { name: 'Screens' });
    await row(page, 1).waitFor();

    await screens.getByRole('link', { name: 'Schema' }).click();
    await page.getByRole('heading', { level: 1, name: 'Schema' }).waitFor();
    await screens.getByRole('link', { name: 'Deliveries' }).click();
    await row(page, 1).waitFor();
    await client.journal.append(draft(body('vuln')));
    await row(page, 2).waitFor();
    expect(await page.getByText('New since').count()).toBe(0);

    await screens.getByRole('link', { name: 'Schema' }).click();
    await page.getByRole('heading', { level: 1, name: 'Schema' }).waitFor();
    await client.journal.append(draft(body('vuln')));
    await screens.getByRole('link', { name: 'Deliveries' }).click();
    await row(page, 3).waitFor();
    await page.getByText('New since 00:00:00').waitFor();
  });

  test('tells notices quietly: what is accepted is no warning', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(body('vuln')));
    await using opened = await openPage(client.url);
    const { page } = opened;

    await row(page, 1).getByText('3 notices').waitFor();
    expect(await row(page, 1).locator('.badge').count()).toBe(0);
  });

  test('says what each held, who sent it and how long its answer took', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url, { viewport: { width: 1_440, height: 900 } });
    const { page } = opened;
    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();
    const overrides = {
      details: { hit: { type: 'sqli', host: 'shop.example.com', block_status: 'monitored' } },
    };
    const hits = [1, 2].map((seed) => build('new_hits', { seed, overrides }));

    // Told of before it is answered.
    await send(client.receiver, JSON.stringify(hits), JSON_TYPE);

    await row(page, 1).getByText('new_hits × 2 sqli · shop.example.com · monitored').waitFor();
    await row(page, 1).getByText('127.0.0.1').waitFor();
    await row(page, 1)
      .getByText(/^[\d.]+ m?s$/)
      .waitFor();
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });
});
