/** The findings of a delivery: each sentence once, in the coordinates of the view that is shown, with links both ways. */
import type { Page } from 'playwright-core';

import { build } from '../../src/notification/build';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { send } from '../helpers/receiver';
import { detail } from './deliveries-setup';
import { startTestClient } from './setup';

const JSON_BODY = { headers: { 'content-type': 'application/json' } };

/** Hits whose summary is a number and whose cloud is null. */
const spoiled = (count: number): string =>
  JSON.stringify(
    Array.from({ length: count }, (_, index) =>
      build('new_hits', {
        seed: index,
        overrides: { summary: 42, details: { cloud: null } },
      }),
    ),
  );

const findings = (page: Page) => page.getByRole('region', { name: 'Findings' });

describeWithBrowser('the findings of a delivery', (openPage) => {
  test('that say the same are one, with a link to the line of each', async () => {
    await using client = await startTestClient();
    await send(client.receiver, spoiled(3), JSON_BODY);
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;

    await findings(page).getByRole('heading', { name: '6 violations' }).waitFor();
    const items = findings(page).getByRole('listitem');
    expect(await items.count()).toBe(2);
    expect(await items.first().innerText()).toContain('summary must be a string. × 3');
    const places = items.first().getByRole('button', { name: /^line \d+$/ });
    const code = page.getByRole('region', { name: 'Body' });
    for (const place of await places.all()) {
      await place.click();
      const line = (await place.innerText()).replace('line ', '');
      const aimed = code.locator('.aimed');
      await aimed.filter({ hasText: new RegExp(`^${line}"summary": 42`) }).waitFor();
    }
    expect(await places.count()).toBe(3);
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test('stand at lines of the tab that is shown, and lead to that place in it', async () => {
    await using client = await startTestClient();
    await send(client.receiver, spoiled(1), JSON_BODY);
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;
    const cloud = findings(page).getByRole('button', { name: /details.cloud must be a string/ });

    await cloud.filter({ hasText: /line 6$/ }).waitFor();
    await page.getByRole('tab', { name: 'Raw' }).click();
    const column = spoiled(1).indexOf('null') + 1;
    await cloud.filter({ hasText: `line 1, column ${column}` }).waitFor();
    await cloud.click();
    expect(await page.locator('.code-found.here').innerText()).toBe('n');
    await page.getByRole('tab', { name: 'Headers' }).click();
    await cloud.click();
    await page.getByRole('region', { name: 'Body' }).locator('.aimed').getByText('null').waitFor();
  });

  test('are reached from their lines, also when they are folded away', async () => {
    await using client = await startTestClient();
    await send(client.receiver, JSON.stringify([build('vuln', { seed: 1 })]), JSON_BODY);
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;
    const focused = 'document.activeElement.textContent';

    await page.getByRole('region', { name: 'Body' }).getByRole('button').nth(1).press('Enter');

    const notice = findings(page).getByRole('button', { name: /vuln.domain is the classic/ });
    await notice.waitFor();
    expect(await page.evaluate(focused)).toBe(await notice.innerText().then(oneLine));
  });

  test('are not told a second time as the reason, of which they would be the first', async () => {
    await using client = await startTestClient();
    await send(client.receiver, spoiled(1), JSON_BODY);
    await send(client.receiver, Buffer.from([0x1f, 0x8b, 1]), {
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    });
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;

    await findings(page).getByRole('heading', { name: '2 violations' }).waitFor();
    expect(await detail(page, 1).getByText('Reason').count()).toBe(0);
    await page.goto(`${client.url}#/deliveries/0000000002`);
    await detail(page, 2).getByText('The body is not gzip').waitFor();
  });

  test.each([
    {
      what: 'nine notices',
      body: () => JSON.stringify([1, 2, 3].map((seed) => build('vuln', { seed }))),
    },
    { what: 'a hundred violations of two kinds', body: () => spoiled(50) },
    {
      what: 'twelve violations of as many kinds',
      body: () =>
        JSON.stringify([
          {
            summary: 1,
            details: {
              notification_type: 'new_hits',
              hit: { type: 7, host: 1, method: 2, path: 3, probability: 'x', remote_port: 'x' },
            },
          },
        ]),
    },
  ])('never push the body out of sight: $what', async ({ body }) => {
    await using client = await startTestClient();
    await send(client.receiver, body(), JSON_BODY);
    const viewport = { width: 1440, height: 900 };
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`, { viewport });
    const { page } = opened;

    await findings(page).waitFor();
    const lines = page.getByRole('region', { name: 'Body' }).locator('.code-line');
    for (const tab of ['Body', 'Raw', 'Headers']) {
      const box = await page.getByRole('tab', { name: tab }).boundingBox();
      expect(box?.y).toBeLessThan(900);
    }
    expect((await lines.nth(4).boundingBox())?.y).toBeLessThan(900);
  });

  test.each(['light', 'dark'] as const)('are accessible, in %s', async (colorScheme) => {
    await using client = await startTestClient();
    const body = JSON.stringify([...(JSON.parse(spoiled(2)) as object[]), build('vuln')]);
    await send(client.receiver, body, JSON_BODY);
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`, { colorScheme });
    const { page } = opened;

    await findings(page).getByText('3 notices').click();
    expect(await axeViolations(page)).toEqual([]);
  });
});

function oneLine(text: string): string {
  return text.replaceAll('\n', '');
}
