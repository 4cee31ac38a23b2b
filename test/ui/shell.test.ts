import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { startTestClient } from './setup';

const SCREENS = ['Deliveries', 'Integrations', 'Attempts', 'Check', 'Schema', 'Faults'] as const;

describeWithBrowser('the frame of the browser client', (openPage) => {
  test.each(['light', 'dark'] as const)('leads to every screen, in %s', async (colorScheme) => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url, { colorScheme });
    const { page } = opened;

    for (const name of SCREENS) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      expect(await page.title()).toBe(`${name} · Wallstash`);
      expect({ name, violations: await axeViolations(page) }).toEqual({ name, violations: [] });
    }
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });
});
