/** What the list says of records that cannot be read. */
import { openJournal } from '../../src/journal/durable-journal';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { damage, draft, testDirectory } from '../helpers/journal';
import { body, rows } from './deliveries-setup';
import { startTestClient } from './setup';

describeWithBrowser('a damaged record', (openPage) => {
  test('is counted above the list, with what that means and what to run', async () => {
    await using directory = await testDirectory();
    const before = await openJournal({ directory: directory.path });
    await before.append(draft(body('vuln'), { path: '/spoilt' }));
    await before.append(draft(body('vuln')));
    await before.close();
    await damage(directory.path, '/spoilt', '/spoil!');
    await using journal = await openJournal({ directory: directory.path });
    await using client = await startTestClient({ journal });
    await using opened = await openPage(client.url);
    const { page } = opened;

    const word = page.getByRole('button', { name: '1 damaged' });
    await word.waitFor();
    await word.focus();

    await page.getByText('“wallstash journal verify” says which it is').waitFor();
    expect(await rows(page).count()).toBe(1);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await journal.append(draft(body('vuln')));
    await rows(page).nth(1).waitFor();
    await page.getByText('2 deliveries, 1 damaged').waitFor();
    expect(opened.errors).toEqual([]);
  });
});
