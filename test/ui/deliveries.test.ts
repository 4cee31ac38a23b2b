/** The list of deliveries: arrivals, filters and keys. */
import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { send } from '../helpers/receiver';
import { body, brokenHit, detail, JSON_TYPE, paste, rows, searchBox } from './deliveries-setup';
import { startTestClient } from './setup';

describeWithBrowser('the screen Deliveries', (openPage) => {
  test('says how to begin: the command that it shows makes the first delivery appear', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url);
    const { page } = opened;
    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();
    expect(
      await page.getByRole('link', { name: 'Create an integration' }).getAttribute('href'),
    ).toBe('#/integrations/new');

    const command = await page.getByText('curl --cacert').textContent();
    expect(await paste(command ?? '')).toBe('ok');

    await rows(page).filter({ hasText: 'accepted 200' }).waitFor();
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test('shows arrivals on top as they come, with what is remarkable about each', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(body('vuln')));
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).first().waitFor();

    await send(client.receiver, brokenHit(), JSON_TYPE);
    await client.journal.append(
      draft(body('ip_blocked'), {
        verdict: 'refused',
        answer: { status: 0 },
        fault: 'empty-response',
      }),
    );

    await rows(page).nth(2).waitFor();
    const texts = await rows(page).allTextContents();
    expect(texts[0]).toMatch(/ip_blocked.*refused · no answer.*fault empty-response/);
    expect(texts[1]).toMatch(/new_hits.*rejected 422.*1 violation/);
    expect(texts[2]).toMatch(/vuln.*accepted 200/);
  });

  test('a TLS handshake on which a fault acted is shown as no delivery', async () => {
    await using client = await startTestClient();
    const findings = { carrier: null, notifications: [], violations: [] };
    await client.journal.append(
      draft('', {
        ...{ kind: 'handshake', method: '', path: '', findings, fault: 'unknown-ca' },
        ...{ verdict: 'refused', answer: { status: 0 } },
      }),
    );
    await using opened = await openPage(client.url);

    await rows(opened.page).filter({ hasText: 'handshake' }).click();

    await detail(opened.page, 1).getByText('there is no delivery').waitFor();
    expect(await opened.page.getByRole('button', { name: 'Replay' }).count()).toBe(0);
  });

  test('filters by what the server finds, in the address, so that Back works', async () => {
    await using client = await startTestClient();
    for (const type of ['vuln', 'new_hits', 'vuln'] as const) {
      await client.journal.append(draft(body(type)));
    }
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(2).waitFor();

    await page.getByLabel('Type').selectOption('new_hits');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/#\/deliveries\?type=new_hits$/);
    await searchBox(page).fill('no body holds this');
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    expect(page.url()).toMatch(/\?type=new_hits&search=no\+body\+holds\+this$/);

    await page.goBack();
    await rows(page).filter({ hasText: 'new_hits' }).waitFor();
    await page.goBack();
    await rows(page).nth(2).waitFor();
    await page.goForward();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await rows(page).nth(2).waitFor();
    expect(page.url()).toMatch(/#\/deliveries$/);
  });

  test('what comes in appears under a filter only when it matches', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/deliveries?text=find+me`);
    const { page } = opened;
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();

    await client.journal.append(draft(body('vuln')));
    await client.journal.append(draft('[{"summary":"find me","details":{}}]'));
    await client.journal.append(draft(body('vuln')));

    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(1);
    expect(await rows(page).first().getAttribute('href')).toContain('0000000002');
  });

  test('an address with a filter that is none says so', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/deliveries?verdict=splendid`);

    await opened.page.getByRole('alert').filter({ hasText: 'verdict' }).waitFor();
    await opened.page.getByRole('button', { name: 'Clear filters' }).click();
    await opened.page.getByRole('heading', { name: 'No delivery yet' }).waitFor();
    expect(await opened.page.getByRole('alert').count()).toBe(0);
  });

  test('does not move under a person who reads further down', async () => {
    await using client = await startTestClient();
    for (let count = 0; count < 60; count += 1) await client.journal.append(draft());
    await using opened = await openPage(client.url);
    const { page } = opened;
    const row = page.locator('[data-id="0000000020"]');
    await rows(page).first().waitFor();
    await rows(page).first().hover();
    await page.mouse.wheel(0, 1400);
    await row.waitFor();
    // Waits until the wheel has run out.
    await row.scrollIntoViewIfNeeded();
    const before = await row.boundingBox();

    for (let count = 0; count < 3; count += 1) await client.journal.append(draft());
    await page.getByRole('button', { name: '3 new' }).waitFor();
    expect(await row.boundingBox()).toEqual(before);

    await page.getByRole('button', { name: '3 new' }).click();
    await page.locator('[data-id="0000000063"]').waitFor();
    expect(await page.locator('[data-id="0000000063"]').boundingBox()).not.toBeNull();
    expect(await page.getByRole('button', { name: '3 new' }).count()).toBe(0);
  });

  test('is used by keyboard alone', async () => {
    await using client = await startTestClient();
    for (const type of ['vuln', 'new_hits', 'ip_blocked'] as const) {
      await client.journal.append(draft(body(type)));
    }
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(2).waitFor();

    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-id="0000000002"]:focus').waitFor();
    await page.keyboard.press('Enter');
    await detail(page, 2).getByText('"new_hits"').waitFor();
    await page.keyboard.press('j');
    await detail(page, 1).getByText('"vuln"').first().waitFor();
    await page.keyboard.press('k');
    await detail(page, 2).waitFor();
    await page.keyboard.press('Escape');
    await detail(page, 2).waitFor({ state: 'detached' });
    await page.locator('[data-id="0000000002"]:focus').waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('jk?');
    expect(await searchBox(page).inputValue()).toBe('jk?');
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    await page.keyboard.press('Escape');
    await rows(page).nth(2).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});
