import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { startTestClient } from './setup';

const SCREENS = ['Deliveries', 'Integrations', 'Sent', 'Check', 'Schema', 'Faults'] as const;

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

  test('counts the deliveries that came in while one looked at something else', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/faults`);
    const { page } = opened;
    const news = page.locator('.news');
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await news.count()).toBe(0);

    await client.journal.append(draft());
    await client.journal.append(draft());
    await news.getByText('2', { exact: true }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Deliveries', exact: true }).click();
    await news.waitFor({ state: 'detached' });
    await client.journal.append(draft());
    await page.locator('.delivery-row').nth(2).waitFor();

    expect(await news.count()).toBe(0);
  });

  test('brings the link of the screen into sight, on a phone', async () => {
    await using client = await startTestClient();
    const viewport = { width: 360, height: 740 };
    await using opened = await openPage(`${client.url}#/deliveries`, { viewport });
    const { page } = opened;
    const edges = () =>
      page.evaluate<readonly number[]>(
        `(({ left, right }) => [left, right])(document.querySelector('[aria-current]').getBoundingClientRect())`,
      );
    await page.getByRole('heading', { level: 1, name: 'Deliveries' }).waitFor();

    for (const name of ['Faults', 'Deliveries'] as const) {
      await page.evaluate(`location.hash = '#/${name.toLowerCase()}'`);
      await page.getByRole('heading', { level: 1, name }).waitFor();
      const [left = -1, right = Infinity] = await edges();
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(360);
    }
  });
});
