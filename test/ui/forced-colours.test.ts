/** Where the colours are the person's own, what is current still shows: backgrounds and shadows do not. */
import type { Page } from 'playwright-core';

import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { row } from './deliveries-setup';
import { startTestClient } from './setup';

/** Of those, the text of each with a line on this side that can be told from the background. */
const lined = (page: Page, selector: string, side: 'bottom' | 'left') =>
  page.evaluate<string[]>(`[...document.querySelectorAll(${JSON.stringify(selector)})]
    .filter((one) => one.checkVisibility())
    .filter((one) => {
      const style = getComputedStyle(one);
      const width = parseFloat(style.getPropertyValue('border-${side}-width'));
      const colour = style.getPropertyValue('border-${side}-color');
      return width > 1 && colour !== getComputedStyle(document.body).backgroundColor;
    })
    .map((one) => one.textContent.trim())`);

describeWithBrowser('forced colours', (openPage) => {
  test('mark the screen, the delivery, the tab and the type that are shown, and no other', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft());
    await client.journal.append(draft());
    const options = { forcedColors: 'active', viewport: { width: 1440, height: 900 } } as const;
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`, options);
    const { page } = opened;
    await row(page, 2).waitFor();
    await page.getByRole('tab', { name: 'Raw' }).waitFor();

    expect(await lined(page, '.bar nav a', 'bottom')).toEqual(['Deliveries']);
    expect(await lined(page, '.tabs button', 'bottom')).toEqual(['Body']);
    expect(await lined(page, '.delivery-row', 'left')).toHaveLength(1);

    await page.goto(`${client.url}#/schema/vuln`);
    await page.getByRole('region', { name: 'Sample' }).waitFor();

    expect(await lined(page, '.bar nav a', 'bottom')).toEqual(['Schema']);
    expect(await lined(page, '.schema nav a', 'left')).toEqual(['vuln']);
    expect(opened.errors).toEqual([]);
  });
});
