/** The screen that says what `serve` runs with. */
import { readFile } from 'node:fs/promises';

import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { testSettings } from '../api/setup';
import { startTestClient } from './setup';

describeWithBrowser('the screen Settings', (openPage) => {
  test.each(['light', 'dark'] as const)(
    'says where each value comes from, in %s',
    async (theme) => {
      const facts = await testSettings();
      const [port] = facts.flags;
      const flags = [
        ...facts.flags,
        { ...port, flag: '--keep', variable: 'WALLSTASH_KEEP', value: '5', from: 'environment' },
        { ...port, flag: '--password', value: null, hidden: true, from: 'flag' },
      ] as typeof facts.flags;
      await using client = await startTestClient({
        settings: () => Promise.resolve({ ...facts, flags }),
      });
      await using opened = await openPage(`${client.url}#/settings`, { colorScheme: theme });
      const { page } = opened;
      const rows = page.getByRole('region', { name: 'Flags of serve' }).getByRole('listitem');
      await rows.first().waitFor();

      expect(await rows.allInnerTexts()).toEqual([
        expect.stringMatching(/^--port\s+5044\s+port of the endpoint$/),
        expect.stringMatching(/^--keep\s+5 by WALLSTASH_KEEP/),
        expect.stringMatching(/^--password\s+set, not shown by flag/),
      ]);
      await page.getByLabel('Only what was set').check();
      expect(await rows.count()).toBe(2);
      expect(await page.getByRole('region', { name: 'About' }).innerText()).toContain('v22.0.0');
      const kept = await page.getByRole('region', { name: 'Retention and disk' }).innerText();
      expect(kept).toContain('0 of 100,000 kept');
      expect(kept).toContain('1.0 GB of 2.0 GB used, 1.0 GB free');
      expect(await axeViolations(page)).toEqual([]);
      expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
    },
  );

  test('gives the CA as a file, with its fingerprint', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/settings`);
    const { page } = opened;
    const certificates = page.getByRole('region', { name: 'Certificates' });

    const downloading = page.waitForEvent('download');
    await certificates.getByRole('link', { name: 'Download the CA' }).click();
    const download = await downloading;

    expect(download.suggestedFilename()).toBe('wallstash-ca.crt');
    expect(await readFile(await download.path(), 'utf8')).toBe(client.receiver.ca);
    expect(await certificates.innerText()).toContain('AA:BB');
  });

  test.each([
    ['127.0.0.1', 'start with --host 0.0.0.0'],
    ['0.0.0.0', 'stands in the certificate: localhost, siem.example'],
  ])('says who reaches a receiver that listens on %s', async (host, words) => {
    const facts = await testSettings();
    const addresses = { ...facts.addresses, receiver: { ...facts.addresses.receiver, host } };
    const [ca] = facts.certificates;
    const names = ['localhost', 'siem.example'];
    const certificates = [...facts.certificates, { ...ca, role: 'server', names }];
    const settings = { ...facts, addresses, certificates } as typeof facts;
    await using client = await startTestClient({ settings: () => Promise.resolve(settings) });
    await using opened = await openPage(`${client.url}#/settings`);

    await opened.page.getByText(words).waitFor();
  });
});
