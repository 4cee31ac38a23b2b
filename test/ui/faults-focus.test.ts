/** Where the focus goes when a fault is switched off by keyboard. */
import { describeWithBrowser } from '../helpers/browser';
import { startTestClient } from './setup';

describeWithBrowser('the screen Faults', (openPage) => {
  test('keeps the focus at hand when what had it is switched off', async () => {
    await using client = await startTestClient();
    const { faults } = client.receiver.running;
    for (const kind of ['never-respond', 'empty-response', 'connection-reset'] as const) {
      faults.add({ kind });
    }
    await using opened = await openPage(`${client.url}#/faults`);
    const { page } = opened;
    const focused = (label: string) => page.locator(`[aria-label="${label}"]:focus`).waitFor();

    await page.getByRole('button', { name: 'Switch off empty-response' }).focus();
    await page.keyboard.press('Enter');
    await focused('Switch off connection-reset');
    await page.keyboard.press('Enter');
    await focused('Switch off never-respond');
    await page.keyboard.press('Enter');
    await focused('On now');
    faults.add({ kind: 'never-respond' });
    await page.getByRole('region', { name: 'Faults that are on' }).getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.locator('#main:focus').waitFor();

    expect(faults.list()).toEqual([]);
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });
});
