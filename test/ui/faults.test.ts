/** Faults, switched on and off from the screen; and the banner that says on every screen that one is on. */
import type { Page } from 'playwright-core';

import { build } from '../../src/notification/build';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { send } from '../helpers/receiver';
import { startTestClient, type TestClient } from './setup';

const CLEAN = { errors: [], failed: [], strangers: [] };
const SCREENS = ['Deliveries', 'Integrations', 'Sent', 'Check', 'Schema', 'Faults'] as const;

/** What the receiver answers to a notification that it should take. */
async function answer({ receiver }: TestClient): Promise<number> {
  const { status } = await send(receiver, JSON.stringify([build('new_hits')]));
  return status;
}

describeWithBrowser('the screen Faults', (openPage) => {
  test('switches a status on for two requests, by keyboard alone, and shows it act', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/faults`);
    const { page } = opened;
    const press = (key: string) => page.keyboard.press(key);
    const banner = page.getByRole('region', { name: 'Faults that are on' });
    const active = page.getByRole('region', { name: 'On now' });

    await active.getByText('No fault is on').waitFor();
    expect(await banner.count()).toBe(0);
    await tabTo(page, 'Switch on status…');
    await press('Enter');
    await page.getByRole('dialog', { name: 'Switch on status' }).waitFor();
    await press('ControlOrMeta+a');
    await page.keyboard.type('503');
    await press('Tab');
    await press('Tab');
    await page.keyboard.type('2');
    await press('Enter');

    await banner.getByText('A fault is on: status 503 (next 2, acted 0).').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await active.getByText('has not acted yet').waitFor();
    expect(await answer(client)).toBe(503);
    await banner.getByText('(next 2, acted 1)').waitFor();
    await active.getByText('acted once').waitFor();
    expect(await answer(client)).toBe(503);
    await active.getByText('No fault is on').waitFor();
    await banner.waitFor({ state: 'detached' });
    expect(await answer(client)).toBe(200);
    expect(opened).toMatchObject(CLEAN);
  });

  test.each(['light', 'dark'] as const)('says on every screen what is on, in %s', async (theme) => {
    await using client = await startTestClient();
    const { faults } = client.receiver.running;
    faults.add({ kind: 'delay', milliseconds: { from: 0, to: 1_500 }, share: 0.25, seed: 7 });
    faults.add({ kind: 'handshake-hang', next: 1 });
    await using opened = await openPage(client.url, { colorScheme: theme });
    const { page } = opened;
    const banner = page.getByRole('region', { name: 'Faults that are on' });
    const both =
      '2 faults are on: delay 0.0 ms to 1.5 s (25 %, acted 0), handshake-hang (next 1, acted 0).';

    for (const name of SCREENS) {
      await page.getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await banner.getByText(both).waitFor();
      expect({ name, violations: await axeViolations(page) }).toEqual({ name, violations: [] });
    }
    await banner.getByRole('button', { name: 'Switch all off' }).click();
    await banner.waitFor({ state: 'detached' });

    expect(faults.list()).toEqual([]);
    expect(opened).toMatchObject(CLEAN);
  });

  test('asks for what a kind has and nothing else, and switches one of several off', async () => {
    await using client = await startTestClient();
    const { faults } = client.receiver.running;
    await using opened = await openPage(`${client.url}#/faults`);
    const { page } = opened;
    const fields = () => page.getByRole('dialog').locator('input').evaluateAll(namesOf);
    const submit = () => page.getByRole('button', { name: 'Switch on', exact: true }).click();

    await page.getByRole('button', { name: 'Switch on never-respond…' }).click();
    expect(await fields()).toEqual([
      'Only the next',
      'How many requests',
      'All, until it is switched off',
      'Share in percent',
    ]);
    await page.getByRole('radio', { name: 'All, until it is switched off' }).check();
    await page.getByLabel('Share in percent').fill('12.5');
    await page.getByLabel('Seed').fill('9');
    await submit();
    await page.getByText('until it is switched off, 13 % by seed 9').waitFor();
    await page.getByRole('button', { name: 'Switch on delay…' }).click();
    await page.getByLabel('Up to').fill('300');
    expect(await fields()).toEqual([
      'Milliseconds',
      'Up to',
      'Only the next',
      'How many requests',
      'All, until it is switched off',
      'Share in percent',
      'Seed',
    ]);
    await submit();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toBe(
      'Cannot use 2000 for milliseconds.from: expected an integer from 0 to 300.',
    );
    await page.getByLabel('Milliseconds').fill('100');
    await submit();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Of several that could act, the first one does.').waitFor();

    expect(faults.list().map(({ fault }) => fault)).toEqual([
      { kind: 'never-respond', share: 0.125, seed: 9 },
      { kind: 'delay', milliseconds: { from: 100, to: 300 }, next: 1, seed: 1 },
    ]);
    await page.getByRole('button', { name: 'Switch off never-respond' }).click();
    await page
      .getByRole('button', { name: 'Switch off never-respond' })
      .waitFor({ state: 'detached' });
    expect(faults.list().map(({ fault: { kind } }) => kind)).toEqual(['delay']);
    expect(opened).toMatchObject({ failed: [], strangers: [] });
  });

  test.each(['light', 'dark'] as const)('says why a fault cannot be had, in %s', async (theme) => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/faults`, { colorScheme: theme });
    const { page } = opened;
    const names = page.getByRole('button', { name: /^Switch on .+…$/ });

    // The test receiver has a certificate, but not the key of its CA.
    await page.getByRole('button', { name: 'Switch on expired…' }).click();
    await page.getByRole('button', { name: 'Switch on', exact: true }).click();
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.waitFor();

    expect(await alert.innerText()).toContain(
      "expected a fault that needs no key of the receiver's CA (ca.key is not at hand)",
    );
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await names.count()).toBe(13);
    expect(client.receiver.running.faults.list()).toEqual([]);
  });

  test('fits a phone', async () => {
    await using client = await startTestClient();
    client.receiver.running.faults.add({ kind: 'status', status: [503, 503, 503, 503, 500, 200] });
    const viewport = { width: 360, height: 740 };
    await using opened = await openPage(`${client.url}#/faults`, { viewport });
    const { page } = opened;
    await page.getByRole('region', { name: 'On now' }).getByText('has not acted yet').waitFor();

    expect(await page.evaluate('document.querySelector("main").scrollWidth')).toBe(360);
    await page.getByRole('button', { name: 'Switch on delay…' }).click();
    expect(await page.evaluate('document.querySelector("dialog").scrollWidth')).toBeLessThan(360);
  });
});

/** Presses Tab until the control with this label has the focus. */
async function tabTo(page: Page, label: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate('document.activeElement.getAttribute("aria-label")');
    if (focused === label) return;
  }
  throw new Error(`Tab never came to ${label}`);
}

/** In the browser: what each input is called. */
function namesOf(inputs: readonly unknown[]): readonly string[] {
  return (inputs as readonly Labelled[]).map(
    (input) => input.getAttribute('aria-label') ?? input.labels[0]?.textContent ?? '',
  );
}

interface Labelled {
  getAttribute(name: string): string | null;
  readonly labels: readonly { readonly textContent: string }[];
}
