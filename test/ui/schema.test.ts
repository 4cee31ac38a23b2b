/** The notification types, and a body held against them. */
import { EventEmitter, once } from 'node:events';

import type { Page } from 'playwright-core';

import { schemaDocument } from '../../src/notification/schema-files';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { startTestClient } from './setup';

const CLEAN = { errors: [], failed: [], strangers: [] };
const MAY_COPY = { permissions: ['clipboard-read', 'clipboard-write'] };

describeWithBrowser('the screen Schema', (openPage) => {
  test.each(['light', 'dark'] as const)('shows the fields of a type, in %s', async (theme) => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/schema`, { colorScheme: theme });
    const { page } = opened;
    const types = page.getByRole('navigation', { name: 'Notification types' });
    const fields = page.getByRole('region', { name: 'Fields' });

    await types.getByRole('link', { name: 'new_hits' }).click();
    await page.getByText('published body', { exact: true }).waitFor();
    const country = fields.locator('li', {
      has: page.getByText('remote_country', { exact: true }),
    });
    const row = await country.last().innerText();
    expect(row).toContain('required');
    expect(row).toContain('two capital letters (ISO 3166-1 alpha-2) or null');
    const domain = fields.locator('li', { has: page.getByText('domain', { exact: true }) }).last();
    expect(await domain.innerText()).toContain('Older name of host');
    expect(await axeViolations(page)).toEqual([]);
    await types.getByRole('link', { name: 'create_user' }).click();
    await page.getByText('known by name only', { exact: true }).waitFor();
    await page.getByText('only the envelope is checked.', { exact: false }).last().waitFor();
    expect(await types.getByRole('listitem').count()).toBe(30);
    expect(opened).toMatchObject(CLEAN);
  });

  test('gives the schema as it is', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/schema/vuln`, MAY_COPY);
    const { page } = opened;

    await page.getByRole('button', { name: 'Copy schema' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    const link = page.getByRole('link', { name: 'Raw JSON' });
    const raw = await page.request.get(
      new URL((await link.getAttribute('href')) ?? '', client.url).href,
    );

    expect(JSON.parse(copied)).toEqual(schemaDocument('vuln'));
    expect(await raw.json()).toEqual(schemaDocument('vuln'));
    expect(await page.getByLabel('JSON Schema', { exact: true }).last().innerText()).toBe(copied);
    expect(opened).toMatchObject(CLEAN);
  });

  test.each(['light', 'dark'] as const)(
    'shows what a body breaks, at its line, in %s',
    async (theme) => {
      await using client = await startTestClient();
      await using opened = await openPage(`${client.url}#/schema/new_hits`, { colorScheme: theme });
      const { page } = opened;
      const body = page.getByLabel('Body');

      await page.getByRole('button', { name: 'Edit and validate' }).click();
      await page.getByText('Honours the schema').waitFor();
      const sample = await body.inputValue();
      await body.fill(sample.replace('"cloud": "EU"', '"cloud": 7'));
      await page.getByText('Breaks the schema').waitFor();
      const violations = page.getByRole('region', { name: 'Violations' }).getByRole('listitem');
      expect(await violations.allInnerTexts()).toEqual([
        expect.stringMatching(/^line \d+\s+\/details\/cloud details\.cloud must be a string/),
      ]);
      expect(await axeViolations(page)).toEqual([]);
      await violations.getByRole('button').click();
      const selected = 'getSelection().toString()';
      expect(await page.evaluate(selected)).toMatch(/^(?:"cloud": )?7,?$/);

      // Where a finding was in an older text, nothing is to be shown.
      const hold = await holdValidation(page);
      await body.fill('{"summary": ');
      await hold.asked;
      expect(await violations.getByRole('button').isDisabled()).toBe(true);
      hold.release();
      await page.getByText('0 notifications').waitFor();
      expect(await violations.count()).toBe(1);
      expect(await violations.getByRole('button').isEnabled()).toBe(true);
      expect(opened).toMatchObject(CLEAN);
    },
  );

  test('fits a phone, one thing at a time', async () => {
    await using client = await startTestClient();
    const viewport = { width: 360, height: 740 };
    await using opened = await openPage(`${client.url}#/schema`, { viewport });
    const { page } = opened;
    const width = 'document.querySelector("main").scrollWidth';

    await page.getByRole('link', { name: 'new_hits' }).click();
    await page.getByRole('region', { name: 'JSON Schema' }).waitFor();
    expect(await page.evaluate(width)).toBe(360);
    await page.getByRole('link', { name: 'All types' }).click();
    await page.getByRole('link', { name: 'Validate a body' }).click();
    await page.getByLabel('Body').fill('[]');
    await page.getByText('Honours the schema').waitFor();
    expect(await page.evaluate(width)).toBe(360);
    expect(await page.getByRole('link', { name: 'new_hits' }).isVisible()).toBe(false);
  });

  test('says on a phone that nothing is chosen as long as the list alone is shown', async () => {
    await using client = await startTestClient();
    const viewport = { width: 390, height: 740 };
    await using opened = await openPage(`${client.url}#/schema`, { viewport });
    const { page } = opened;
    const chosen = page.getByRole('navigation', { name: 'Notification types' });
    const box = chosen.getByRole('link', { name: 'Validate a body' });
    await chosen.getByRole('link', { name: 'new_hits' }).waitFor();

    expect(await chosen.locator('[aria-current]').count()).toBe(0);
    expect(await page.getByLabel('Body').isVisible()).toBe(false);
    await box.click();
    await page.getByLabel('Body').waitFor();
    await page.setViewportSize({ width: 1_200, height: 740 });
    expect(await box.getAttribute('aria-current')).toBe('page');
  });

  test('leads from a sample to sending it', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/schema/vuln`);
    const { page } = opened;

    await page.getByRole('link', { name: 'Send it' }).click();

    await page.getByRole('heading', { level: 1, name: 'Send', exact: true }).waitFor();
    // The types are there before one is chosen.
    await page.locator('option:checked', { hasText: /^vuln$/ }).waitFor({ state: 'attached' });
    await expect(page.getByLabel('Begin with').inputValue()).resolves.toBe('vuln');
    expect(await page.getByLabel('Body').inputValue()).toContain('"vuln"');
  });

  test('says that a type is not known', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/schema/nothing`);
    const alert = opened.page.getByRole('alert');
    await alert.waitFor();

    expect(await alert.innerText()).toBe('No notification type is called "nothing".');
    expect(opened).toMatchObject(CLEAN);
  });
});

/** Keeps the next validation from being answered until it is released. */
async function holdValidation(page: Page) {
  const asked = new EventEmitter();
  const released = once(asked, 'released');
  const begun = once(asked, 'begun');
  await page.route('**/api/validate', async (route) => {
    asked.emit('begun');
    await released;
    await route.continue();
  });
  return { asked: begun, release: () => void asked.emit('released') };
}
