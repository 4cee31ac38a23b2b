/** A delivery among others, and handed on: the same notification, comparison, copies, and one file with all of it. */
import { readFile } from 'node:fs/promises';

import { build } from '../../src/notification/build';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { send } from '../helpers/receiver';
import { body, detail } from './deliveries-setup';
import { startTestClient } from './setup';

const JSON_BODY = { headers: { 'content-type': 'application/json' } };
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };
const COPIED = 'navigator.clipboard.readText()';

describeWithBrowser('a delivery', (openPage) => {
  test('leads to where the same notification came before and after', async () => {
    await using client = await startTestClient();
    const hit = build('new_hits', { seed: 1 });
    const { summary, ...rest } = hit;
    for (const text of [[hit], [build('new_hits', { seed: 2 })], [{ ...rest, summary }], [hit]]) {
      await send(client.receiver, JSON.stringify(text), JSON_BODY);
    }
    await using opened = await openPage(`${client.url}#/deliveries/0000000003`);
    const { page } = opened;
    const same = page.getByRole('group', { name: 'The same notification' });
    // Until it is there, the one before is shown in its place.
    const shows = (id: number) =>
      detail(page, id).and(page.locator('[aria-busy="false"]')).waitFor();

    await same.getByRole('button', { name: 'Earlier' }).click();
    await shows(1);
    await same.getByRole('button', { name: 'Earlier' }).click();
    await page.getByRole('status').filter({ hasText: 'It came no earlier' }).waitFor();
    await same.getByRole('button', { name: 'Later' }).click();
    await shows(3);
    await same.getByRole('button', { name: 'Later' }).click();
    await shows(4);
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test('is compared with the one before of its type, and with any other', async () => {
    await using client = await startTestClient();
    const overrides = { details: { cloud: 'US' } };
    await send(client.receiver, body('new_hits'), JSON_BODY);
    await send(client.receiver, body('create_user'), JSON_BODY);
    await send(client.receiver, JSON.stringify([build('new_hits', { seed: 1, overrides })]), {
      headers: { ...JSON_BODY.headers, 'user-agent': 'two' },
    });
    await using opened = await openPage(`${client.url}#/deliveries/0000000003`);
    const { page } = opened;

    await page.getByRole('tab', { name: 'Compare' }).click();
    const table = page.getByRole('region', { name: 'Delivery 0000000001 beside 0000000003' });
    await table.getByRole('row', { name: 'cloud (differs) "EU" "US"' }).waitFor();
    await table.getByRole('row', { name: 'user-agent (differs) not there "two"' }).waitFor();
    expect(await table.getByText('notification_type').count()).toBe(0);
    expect(await axeViolations(page)).toEqual([]);
    const other = page.getByLabel('Compare with delivery');
    await other.fill('2');
    await other.press('Enter');
    await page.getByRole('region', { name: 'Delivery 0000000002 beside 0000000003' }).waitFor();
    await other.fill('99');
    await other.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'retention dropped it' }).waitFor();
  });

  test('gives its address and each of its headers to the clipboard', async () => {
    await using client = await startTestClient();
    const headers = { 'x-request-id': 'a "quoted" one', authorization: '[redacted]' };
    await client.journal.append(draft(body('vuln'), { headers }));
    await using opened = await openPage(
      `${client.url}#/deliveries/0000000001?type=vuln`,
      CLIPBOARD,
    );
    const { page } = opened;

    await page.getByRole('button', { name: 'Copy address' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await page.evaluate(COPIED)).toBe(`${client.url}#/deliveries/0000000001`);
    await page.getByRole('tab', { name: 'Headers' }).click();
    await page.getByRole('button', { name: 'Copy x-request-id' }).click();
    await page.waitForFunction(`${COPIED}.then((text) => text === 'a "quoted" one')`);
    expect(await page.getByRole('button', { name: 'Copy authorization' }).count()).toBe(0);
  });

  test('is shared as one file that opens without a network and runs nothing', async () => {
    await using client = await startTestClient();
    const summary =
      '</pre><script>document.title = "taken over"</script><img src=x onerror=alert(1)>';
    const hostile = JSON.stringify([{ ...build('vuln', { seed: 1 }), summary, extra: 1 }]);
    const headers = { 'x-note': '"<b>bold</b>"', authorization: '[redacted]' };
    const path = '/<i>in?a=1&b=2';
    await client.journal.append(draft(hostile, { headers, path, verdict: 'accepted' }));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);

    const downloading = opened.page.waitForEvent('download');
    await opened.page.getByRole('button', { name: 'Share' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('delivery-0000000001.html');
    const file = await download.path();
    const text = await readFile(file, 'utf8');
    await using shared = await openPage(
      `data:text/html;base64,${Buffer.from(text).toString('base64')}`,
      {
        offline: true,
      },
    );
    const { page } = shared;

    const shown = await page.locator('body').innerText();
    expect(await page.title()).toBe('Delivery 0000000001');
    expect(shown).toContain(`POST ${path} accepted 200`);
    expect(shown).toContain('details.vuln is the classic spelling');
    expect(shown).toContain(JSON.stringify(summary));
    expect(await page.getByRole('row', { name: 'x-note "<b>bold</b>"' }).count()).toBe(1);
    expect(await page.getByRole('row', { name: 'authorization secret, not kept' }).count()).toBe(1);
    expect(await page.locator('script, img, i, body b b, link, [src], [href]').count()).toBe(0);
    expect(text).not.toContain(client.url);
    expect(shared).toMatchObject({ errors: [], failed: [], strangers: [] });
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });
});
