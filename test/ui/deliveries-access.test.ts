/** The screen Deliveries for everybody: on a phone, and for axe. */
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { send } from '../helpers/receiver';
import { body, brokenHit, connect, JSON_TYPE, rows, searchBox } from './deliveries-setup';
import { startTestClient } from './setup';

describeWithBrowser('the screen Deliveries', (openPage) => {
  test('takes the place of the list on a phone, with a way back, and nothing is too wide', async () => {
    await using client = await startTestClient();
    await send(client.receiver, brokenHit(), JSON_TYPE);
    await client.journal.append(draft(body('vuln'), { path: `/${'long'.repeat(100)}` }));
    await using opened = await openPage(client.url, { viewport: { width: 360, height: 740 } });
    const { page } = opened;
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    await rows(page).nth(1).waitFor();
    expect(await width()).toBe(360);

    for (const index of [0, 1]) {
      await rows(page).nth(index).click();
      await page.getByRole('tab', { name: 'Headers' }).click();
      expect(await width()).toBe(360);
      expect(await rows(page).count()).toBe(0);
      await page.getByRole('link', { name: '← Deliveries' }).click();
      await rows(page).nth(1).waitFor();
    }
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await page.getByLabel('Verdict').selectOption('rejected');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await width()).toBe(360);
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe minds, in %s',
    async (colorScheme) => {
      await using client = await startTestClient();
      await using opened = await openPage(client.url, { colorScheme });
      const { page } = opened;
      await page.getByText('curl --cacert').waitFor();
      expect(await axeViolations(page)).toEqual([]);

      await connect(client);
      await send(client.receiver, brokenHit(), JSON_TYPE);
      for (let count = 0; count < 40; count += 1) await client.journal.append(draft(body('vuln')));
      await rows(page).nth(1).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await searchBox(page).fill('tipe:x verdict:re');
      await page.getByRole('listbox', { name: 'Completions' }).getByText('rejected').waitFor();
      await page.getByRole('alert').filter({ hasText: 'tipe' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'NDJSON' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('listbox', { name: 'Bars' }).focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Shift+ArrowLeft');
      expect(await axeViolations(page)).toEqual([]);
      await page.getByLabel('Select delivery 0000000041').check();
      await page.getByRole('button', { name: 'Replay…' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.goto(`${client.url}#/deliveries/0000000001?verdict=rejected`);
      for (const tab of ['Body', 'Raw', 'Headers']) {
        await page.getByRole('tab', { name: tab }).click();
        expect(await axeViolations(page)).toEqual([]);
      }
      await page.getByRole('button', { name: 'Replay' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
      await page.getByText('STATUS_422', { exact: true }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(opened).toMatchObject({ failed: [], strangers: [] });
      // The browser tells of the search that was refused.
      expect(opened.errors.filter((text) => !text.includes('status of 400'))).toEqual([]);
    },
  );
});
