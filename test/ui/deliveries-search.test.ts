/** The one box in which deliveries are searched for. */
import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { body, row, rows, searchBox } from './deliveries-setup';
import { startTestClient, type TestClient } from './setup';

async function clientWithThree(): Promise<TestClient> {
  const client = await startTestClient();
  await client.journal.append(draft(body('vuln')));
  await client.journal.append(
    draft(body('new_hits'), { verdict: 'rejected', answer: { status: 422 } }),
  );
  await client.journal.append(draft(body('vuln', 2)));
  return client;
}

describeWithBrowser('the search of deliveries', (openPage) => {
  test('completes fields and values by keyboard, and stands in the address', async () => {
    await using client = await clientWithThree();
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(2).waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('verd');
    await page.getByRole('option', { name: 'verdict:' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await searchBox(page).inputValue()).toBe('verdict:');
    await page.keyboard.type('rej');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(await searchBox(page).inputValue()).toBe('verdict:rejected ');

    await rows(page).nth(1).waitFor({ state: 'detached' });
    await row(page, 2).waitFor();
    expect(page.url()).toMatch(/#\/deliveries\?search=verdict%3Arejected$/);
    await page.getByText('1 of 3 deliveries match').waitFor();
    await page.reload();
    await row(page, 2).waitFor();
    expect(await rows(page).count()).toBe(1);
    expect(await searchBox(page).inputValue()).toBe('verdict:rejected');
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });

  test('leaves what is typed alone while it searches', async () => {
    await using client = await clientWithThree();
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(2).waitFor();

    await searchBox(page).pressSequentially('type:vuln ');
    await row(page, 2).waitFor({ state: 'detached' });
    await searchBox(page).pressSequentially('id:3');

    await row(page, 1).waitFor({ state: 'detached' });
    expect(await searchBox(page).inputValue()).toBe('type:vuln id:3');
  });

  test('says below the box what it cannot understand, and what was probably meant', async () => {
    await using client = await clientWithThree();
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).nth(2).waitFor();

    await searchBox(page).fill('tipe:vuln');
    const alert = page.getByRole('alert').filter({ hasText: 'did you mean type?' });
    await alert.waitFor();
    expect(await searchBox(page).getAttribute('aria-invalid')).toBe('true');

    await searchBox(page).fill('type:vuln');
    await alert.waitFor({ state: 'detached' });
    await row(page, 2).waitFor({ state: 'detached' });
    expect(await rows(page).count()).toBe(2);
  });

  test('shows what is code in a hint as code', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url);
    const { page } = opened;

    await searchBox(page).fill('valid');
    await page
      .getByRole('option', { name: /^valid:/ })
      .locator('code')
      .first()
      .waitFor();
    await searchBox(page).fill('');
    await page.getByRole('option').nth(3).waitFor();
    expect((await page.getByRole('option').allTextContents()).join(' ')).not.toContain('`');
  });

  test('does not say that nothing matches what it cannot understand', async () => {
    await using client = await clientWithThree();
    await using opened = await openPage(`${client.url}#/deliveries?search=nowhere`);
    const { page } = opened;
    const nothing = page.getByRole('heading', { name: 'No delivery matches' });
    await nothing.waitFor();

    await searchBox(page).fill('tipe:vuln');

    await page.getByRole('alert').filter({ hasText: 'did you mean type?' }).waitFor();
    expect(await nothing.count()).toBe(0);
  });

  test('offers what was searched for before', async () => {
    await using client = await clientWithThree();
    await using opened = await openPage(`${client.url}#/deliveries?search=type:vuln`);
    const { page } = opened;
    await rows(page).nth(1).waitFor();
    await page.getByRole('button', { name: 'Empty the search' }).click();
    await rows(page).nth(2).waitFor();

    await searchBox(page).press('ArrowDown');
    await page.getByRole('option', { name: 'type:vuln again' }).click();

    await row(page, 2).waitFor({ state: 'detached' });
    expect(await rows(page).count()).toBe(2);
  });

  test('goes together with the menus, and both are lifted at once', async () => {
    await using client = await clientWithThree();
    await using opened = await openPage(`${client.url}#/deliveries?search=status:4xx`);
    const { page } = opened;
    await row(page, 2).waitFor();

    await page.getByLabel('Type').selectOption('vuln');
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await rows(page).nth(2).waitFor();
    expect(await searchBox(page).inputValue()).toBe('');
  });

  test('leads from a rejected delivery to the field that is wrong in two actions', async () => {
    await using client = await startTestClient();
    const broken = JSON.stringify([{ summary: 42, details: { notification_type: 'new_hits' } }]);
    await client.journal.append(draft(body('vuln')));
    await client.journal.append(draft(broken, { verdict: 'rejected', answer: { status: 422 } }));
    for (let count = 0; count < 60; count += 1) await client.journal.append(draft(body('vuln')));
    await using opened = await openPage(client.url);
    const { page } = opened;
    await rows(page).first().waitFor();

    await page.getByLabel('Verdict').selectOption('rejected');
    await rows(page).filter({ hasText: 'rejected 422' }).click();

    await page.getByText('summary must be a string.').first().waitFor();
  });
});
