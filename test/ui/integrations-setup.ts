/** What the tests of the screen Integrations share. */
import type { Locator, Page } from 'playwright-core';

import type { Integration } from '../../src/api/client-types';
import type { IntegrationSettings } from '../../src/console/integration';
import type { TestClient } from './setup';

/** An integration that points at the client's own receiver. */
export function createIntegration(
  { console, receiver: { url, ca } }: TestClient,
  settings: Partial<IntegrationSettings> = {},
): Promise<Pick<Integration, 'id'>> {
  return console.create({ name: 'SIEM', url, ca, events: ['hits'], ...settings });
}

/** The rows of the test run. */
export function testRows(page: Page): Locator {
  return page.getByRole('list', { name: 'Test notifications' }).getByRole('listitem');
}

/** Makes the page's looking for arrivals end at once: what is not there by then does not come. */
export async function lookOnce(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const { fetch } = window;
    window.fetch = (path, options) => path !== '/api/verify' ? fetch(path, options)
      : fetch(path, { ...options, body: JSON.stringify({ ...JSON.parse(options.body), within: 0 }) });
  })()`);
}

/** Presses Tab until the control of this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>('document.activeElement.textContent');
    if (focused === name) return;
    passed.push(focused.slice(0, 30));
  }
  throw new Error(`Tab never came to ${name}, only to: ${passed.join(' | ')}`);
}
