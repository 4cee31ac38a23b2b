/** Deliveries picked in the list, and sent again together. */
import type { Locator, Page } from 'playwright-core';

import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { body, connect, detail, row, rows } from './deliveries-setup';
import { startTestClient, type TestClient } from './setup';

/** As many deliveries, and an integration that brings what it is given to this very journal. */
async function clientWith(count: number): Promise<TestClient> {
  const client = await startTestClient();
  await connect(client);
  for (let index = 1; index <= count; index += 1) {
    await client.journal.append(draft(body(index % 2 === 0 ? 'new_hits' : 'vuln', index)));
  }
  return client;
}

async function bodiesAfter(client: TestClient, id: string): Promise<readonly string[]> {
  const bodies: string[] = [];
  for await (const entry of client.journal.read()) {
    if (entry.id > id) bodies.push(entry.body.toString());
  }
  return bodies;
}

describeWithBrowser('picked deliveries', (openPage) => {
  test('are picked by keys and ranges, and replayed in the order in which they came', async () => {
    await using client = await clientWith(8);
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(7).waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await page.getByText('4 selected').waitFor();
    await page.getByLabel('Select delivery 0000000005').uncheck();
    await page.getByText('3 selected').waitFor();

    await page.getByRole('button', { name: 'Replay…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay 3 deliveries' });
    await dialog.getByLabel('To').selectOption('Myself');
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await dialog.getByText('3 of 3: 3 delivered').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();

    const sent = [4, 6, 7].map((seed) => body(seed % 2 === 0 ? 'new_hits' : 'vuln', seed));
    expect(await bodiesAfter(client, '0000000008')).toEqual(sent);
    await page.keyboard.press('Escape');
    await page.getByText('3 selected').waitFor({ state: 'detached' });
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });

  test('may be all that match, loaded or not; what comes in meanwhile is not among them', async () => {
    await using client = await clientWith(230);
    await using opened = await openPage(`${client.url}#/deliveries?type=vuln`);
    const { page } = opened;
    await row(page, 229).waitFor();

    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Select' }).click();
    await page.getByRole('button', { name: 'Select all 115' }).click();
    await page.getByRole('button', { name: 'Replay…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay 115 deliveries' });
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await dialog.getByText('115 of 115: 115 delivered').waitFor();

    expect(await bodiesAfter(client, '0000000230')).toHaveLength(115);
  });

  test('go nowhere before it is known which integrations there are', async () => {
    await using client = await clientWith(1);
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 1).waitFor();
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/api/integrations', async (route) => {
      await released;
      await route.continue();
    });
    await page.getByLabel('Select delivery 0000000001').check();
    await page.getByRole('button', { name: 'Replay…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay 1 delivery' });
    const button = dialog.getByRole('button', { name: 'Replay' });
    await button.waitFor();
    expect(await button.isDisabled()).toBe(true);
    release();
    await button.click();
    await dialog.getByText('1 of 1: 1 delivered').waitFor();
  });

  test('that cannot be sent are told with their codes, each with a way to it', async () => {
    await using client = await clientWith(40);
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 40).waitFor();
    // Nobody listens there.
    const dialog = await replayAll(page, 'https://127.0.0.1:1/');

    await dialog.getByText('40 of 40: 0 delivered, 40 failed').waitFor();
    const answers = dialog.getByRole('list', { name: 'Answers' });
    await answers.getByText('CONNECTION_REFUSED').waitFor();
    await answers.getByText('× 40').waitFor();
    await dialog.getByText('The first 20 that failed').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('link', { name: '0000000001' }).click();
    await detail(page, 1).waitFor();
  });

  test('are sent by the server: who leaves the page and comes back sees how far it is, and stops it', async () => {
    await using client = await clientWith(30);
    // None is answered, so that it is under way for as long as somebody looks.
    client.receiver.running.faults.add({ kind: 'never-respond' });
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 30).waitFor();
    const dialog = await replayAll(page, client.receiver.url);
    await dialog.getByText('0 of 30: 0 delivered', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('link', { name: 'Schema' }).click();
    await page.getByRole('heading', { name: 'Schema', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Deliveries' }).first().click();
    const bar = page.getByRole('group', { name: 'Replay', exact: true });
    await bar.getByText(/^Replay to localhost:\d+: 0 of 30: 0 delivered$/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await bar.getByRole('button', { name: 'Stop' }).click();

    await bar.getByText('0 of 30: 0 delivered; stopped').waitFor();
    await bar.getByRole('button', { name: 'Details' }).click();
    const details = page.getByRole('dialog', { name: /^Replay to localhost/ });
    await details.getByText('0 of 30: 0 delivered; stopped').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await details.getByRole('button', { name: 'Close' }).click();
    await bar.getByRole('button', { name: 'Dismiss' }).click();
    await bar.waitFor({ state: 'detached' });
    const asked = page.waitForResponse(/\/api\/replays$/);
    await page.reload();
    await (await asked).finished();
    await row(page, 30).waitFor();
    expect(await bar.count()).toBe(0);
  });
});

/** Picks all that there are and begins to replay them to a URL. */
async function replayAll(page: Page, url: string): Promise<Locator> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Select' }).click();
  await page.getByRole('button', { name: 'Select all' }).click();
  await page.getByRole('button', { name: 'Replay…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Replay \d+ deliveries$/ });
  await dialog.getByLabel('To').selectOption('a URL');
  await dialog.getByRole('textbox', { name: 'URL' }).fill(url);
  await dialog.getByRole('button', { name: 'Replay' }).click();
  return dialog;
}
