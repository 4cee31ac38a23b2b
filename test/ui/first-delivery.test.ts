/** What the empty list of deliveries offers, by what there is to send with. */
import { startApi } from '../../src/api/api';
import { describeWithBrowser } from '../helpers/browser';
import { createIntegration } from './integrations-setup';
import { PAGES, startTestClient } from './setup';

describeWithBrowser('the empty list of deliveries', (openPage) => {
  test('leads to the form while there is no integration', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url);
    const { page } = opened;

    await page.getByRole('link', { name: 'Create an integration' }).click();
    await page.getByRole('button', { name: 'Create integration' }).waitFor();
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });

  test('leads to the integrations when there are some', async () => {
    await using client = await startTestClient();
    await createIntegration(client);
    await using opened = await openPage(client.url);
    const { page } = opened;

    await page.getByRole('link', { name: 'See the integrations' }).click();
    await page.getByRole('link', { name: 'SIEM' }).waitFor();
  });

  test('offers only the command where no console runs', async () => {
    await using client = await startTestClient();
    const { journal, receiver } = client;
    await using api = await startApi({ journal, receiver, pages: PAGES }, { port: 0 });
    await using opened = await openPage(api.url);
    const { page } = opened;

    await page.getByText('curl --cacert').waitFor();
    await page.getByText('Paste this into a terminal:', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: /integration/i }).allInnerTexts()).toEqual([
      'Integrations',
    ]);
  });
});
