import type { Locator } from 'playwright-core';

import { VERSION } from '../../src/cli/version';
import { build } from '../../src/notification/build';
import { call } from '../api/setup';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { startTestClient, type TestClient } from './setup';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Screens of this test's own keeping; those of deliveries, integrations and sent have tests beside theirs. */
const TOUCHED = [
  ...['#/check', '#/schema', '#/schema/new_hits', '#/schema?validate=yes'],
  ...['#/send', '#/send/1', '#/faults', '#/settings'],
] as const;

/** What can be pressed and is too small for a finger. A link in a sentence is as high as its line. */
const SMALL = `[...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.matches('.skip'))
  .filter((one) => getComputedStyle(one).display !== 'inline')
  .filter((one) => !one.matches('[type=checkbox], [type=radio]'))
  .map((one) => [one.textContent, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 44 || height < 44)
  .map(([text, { width, height }]) => text + ': ' + width + ' × ' + height)`;

/** Opens the menu and closes it before the browser paints: whether it is open after each, and what has the focus. */
const QUICK = `(async () => {
  const button = document.querySelector('.menu-button');
  const seen = [];
  button.click();
  await Promise.resolve();
  seen.push(button.ariaExpanded);
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  await Promise.resolve();
  return [...seen, button.ariaExpanded, document.activeElement.textContent];
})()`;

const SCREENS = ['Deliveries', 'Integrations', 'Sent', 'Check', 'Schema', 'Faults'] as const;

describeWithBrowser('the frame of the browser client', (openPage) => {
  test.each(['light', 'dark'] as const)('leads to every screen, in %s', async (colorScheme) => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url, { colorScheme });
    const { page } = opened;

    for (const name of [...SCREENS, 'Send']) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
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

  test('shows its version, and leads to what serve runs with and to the documents of the API', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url);
    const { page } = opened;

    await page.getByRole('link', { name: `Settings, v${VERSION}` }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    expect(await page.getByRole('link', { name: 'API', exact: true }).getAttribute('href')).toBe(
      '/docs',
    );
    await page.getByRole('link', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Send', exact: true }).waitFor();
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test('hides no screen on a phone: a menu leads to each, by finger and by key', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/deliveries`, PHONE);
    const { page } = opened;
    const menu = page.getByRole('button', { name: 'Menu' });
    const links = page.getByRole('navigation', { name: 'Screens' }).getByRole('link');

    for (const name of [...SCREENS, 'Settings']) {
      await menu.tap();
      expect(await links.allInnerTexts()).toEqual([...SCREENS, 'Settings', 'API documents']);
      for (const one of await links.all()) await expectInSight(one);
      if (name === 'Faults') expect(await axeViolations(page)).toEqual([]);
      await links.filter({ hasText: name }).tap();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      expect(await menu.getAttribute('aria-expanded')).toBe('false');
    }
    await menu.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Menu');
    expect(await links.count()).toBe(0);
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test('hears the key that closes the menu as soon as the menu is there', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url, PHONE);

    expect(await opened.page.evaluate(QUICK)).toEqual(['true', 'false', 'Menu']);
  });

  test.each(TOUCHED)('gives a finger 44 px for what it presses, at %s', async (address) => {
    await using client = await startTestClient();
    await furnish(client);
    await using opened = await openPage(`${client.url}${address}`, PHONE);
    const { page } = opened;
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    expect(await page.evaluate(SMALL)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  test('begins every screen at the same edge', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url, { viewport: { width: 1440, height: 900 } });
    const { page } = opened;
    const edges = new Map<string, number>();

    for (const name of [...SCREENS.map((one) => one.toLowerCase()), 'send', 'settings']) {
      await page.goto(`${client.url}#/${name}`);
      const heading = page.getByRole('heading', { level: 1, name: new RegExp(`^${name}$`, 'i') });
      await heading.waitFor();
      edges.set(name, (await heading.boundingBox())?.x ?? -1);
    }

    expect([...new Set(edges.values())]).toEqual([16]);
  });
});

async function furnish({
  journal,
  console,
  receiver: { url, ca },
  api,
}: TestClient): Promise<void> {
  await journal.append(draft());
  await console.create({ name: 'SIEM', url, ca, events: ['hits'] });
  const body = { body: JSON.stringify(build('new_hits', { seed: 1 })) };
  await call(api, '/api/sends', { method: 'POST', body });
}

async function expectInSight(one: Locator): Promise<void> {
  const { x, y, width, height } = (await one.boundingBox()) ?? { x: -1, y: 0, width: 0, height: 0 };
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(PHONE.viewport.width);
  expect(y + height).toBeLessThanOrEqual(PHONE.viewport.height);
  expect(height).toBeGreaterThanOrEqual(44);
}
