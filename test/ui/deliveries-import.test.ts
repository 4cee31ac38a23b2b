/** Deliveries of somebody else's journal, brought into the list from a file. */
import type { Locator, Page } from 'playwright-core';

import { exportEntries } from '../../src/journal/exporting/export-entries';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { inspectBody } from '../../src/notification/inspect-body';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { body, detail, row, rows } from './deliveries-setup';
import { startTestClient } from './setup';

const NEWS = '.news';

/** A file of as many deliveries as a colleague exported. */
async function fileOf(count: number, rest = '') {
  await using journal = memoryJournal();
  for (let index = 1; index <= count; index += 1) {
    const receivedAt = Date.UTC(2026, 10, 24, 19, 28, index);
    await journal.append(draft(body('vuln', index), { receivedAt }));
  }
  let text = '';
  for await (const part of exportEntries(journal.read(), 'ndjson', { origin: '' }))
    text += String(part);
  return { name: 'failure.ndjson', mimeType: '', buffer: Buffer.from(text + rest) };
}

async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  return page.getByRole('dialog', { name: 'Import deliveries' });
}

describeWithBrowser('importing deliveries', (openPage) => {
  test('shows what came of it, line by line where it was not taken, and the deliveries as what they were', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(body('new_hits')));
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 1).waitFor();

    const dialog = await openDialog(page);
    await dialog.getByLabel('File').setInputFiles(await fileOf(3, '{"id":"7"}\nno JSON\n'));
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.getByText('3 imported, 2 lines not taken').waitFor();
    const lines = dialog.getByRole('list', { name: 'Lines not taken' });
    await lines.getByText(/^line 4: it is no delivery/).waitFor();
    await lines.getByText(/^line 5: it is no JSON/).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('link', { name: 'Show them' }).click();

    await rows(page).nth(3).waitFor({ state: 'detached' });
    await row(page, 4).getByText('imported').waitFor();
    await row(page, 4).getByText('19:28:03').waitFor();
    await row(page, 4).click();
    await detail(page, 4).getByText('it came in elsewhere, as 0000000003').waitFor();
    await detail(page, 4).getByText('2026-11-24T19:28:03.000Z', { exact: true }).first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });

  test('is told to every page, and to none as something that came in', async () => {
    await using client = await startTestClient();
    await using list = await openPage(client.url);
    await using elsewhere = await openPage(`${client.url}#/faults`);
    await elsewhere.page.getByRole('heading', { name: 'Faults', level: 1 }).waitFor();
    await list.page.getByRole('heading', { name: 'No delivery yet' }).waitFor();

    const dialog = await openDialog(list.page);
    await dialog.getByLabel('File').setInputFiles([await fileOf(2)]);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.getByText('2 imported').waitFor();
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.getByText('0 imported, 2 were here already').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await row(list.page, 2).waitFor();
    await list.page.getByText('2 deliveries', { exact: true }).waitFor();

    await client.journal.append(draft(body('new_hits')));
    await elsewhere.page.locator(NEWS).getByText('1', { exact: true }).waitFor();
  });

  test.each([390, 1024, 1440])(
    'is told whole, whatever else is to be said of a row, %i wide',
    async (width) => {
      await using client = await startTestClient();
      const findings = inspectBody(Buffer.from('{"a":1}'));
      const origin = { id: '0000000007', importedAt: Date.UTC(2026, 10, 25) };
      await client.journal.append(
        draft('{"a":1}', { findings, verdict: 'rejected', repeat: true, origin }),
      );
      await using opened = await openPage(client.url, { viewport: { width, height: 740 } });
      const place = row(opened.page, 1);
      for (const word of ['2 violations', 'repeat', 'imported']) {
        const told = place.getByText(word);
        const [inner, cell] = [await told.boundingBox(), await told.locator('..').boundingBox()];
        const end = (box: typeof inner): number => (box?.x ?? NaN) + (box?.width ?? NaN);
        expect(end(inner)).toBeLessThanOrEqual(end(cell) + 1);
      }
    },
  );

  test('is behind More on a phone', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url, { viewport: { width: 360, height: 740 } });
    const { page } = opened;
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Import…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import deliveries' });
    await dialog.getByLabel('File').setInputFiles([await fileOf(1)]);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog.getByText('1 imported').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('says what can be imported when a HAR is chosen', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url);
    const dialog = await openDialog(opened.page);
    const har = { name: 'x.har', mimeType: '', buffer: Buffer.from('{"log":{"version":"1.2"}}') };
    await dialog.getByLabel('File').setInputFiles(har);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await dialog
      .getByRole('alert')
      .getByText(/it is a HAR.*Export, NDJSON/)
      .waitFor();
  });
});
