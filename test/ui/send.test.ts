/** What a person writes is validated as it is typed, sent, and found again where it arrived. */
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { startTestClient } from './setup';

const CLEAN = { errors: [], failed: [], strangers: [] };

describeWithBrowser('the screen Send', (openPage) => {
  test.each(['light', 'dark'] as const)(
    'says as one types what the body breaks, sends it all the same, and links what arrived, in %s',
    async (colorScheme) => {
      await using client = await startTestClient();
      await using opened = await openPage(`${client.url}#/send`, { colorScheme });
      const { page } = opened;
      const body = page.getByLabel('Body');
      await page.getByText('Honours the schema').waitFor();
      const sample = await body.inputValue();

      await body.fill(sample.replace('"cloud": "EU"', '"cloud": 7'));
      const violations = page.getByRole('region', { name: 'Violations' }).getByRole('listitem');
      await violations.getByText('details.cloud must be a string').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText('STATUS_422').first().waitFor();
      await page.getByRole('heading', { name: '1 delivery arrived here' }).waitFor();

      await page.getByRole('button', { name: 'Back to the sample' }).click();
      await page.getByText('Honours the schema').waitFor();
      await page.getByLabel('Requests', { exact: true }).fill('3');
      await page.getByLabel('Per second').fill('100');
      await page.getByLabel('Method').selectOption('PUT');
      await page.getByLabel('Format').selectOption('NDJSON');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByText('finished 3 of 3 requests to this receiver').waitFor();
      await page.getByRole('heading', { name: '3 deliveries arrived here' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);

      const { entries } = await client.journal.query({ order: 'newest-first' });
      expect(entries.map(({ method, carrier, status }) => [method, carrier, status])).toEqual([
        // NDJSON of one line is one object, but for its line break.
        ...Array.from({ length: 3 }, () => ['PUT', 'object', 200]),
        ['POST', 'array', 422],
      ]);
      await page.getByRole('link', { name: entries[0]?.id ?? '' }).click();
      await page.getByRole('heading', { level: 1, name: 'Deliveries' }).waitFor();
      await page.goBack();
      await page.getByRole('heading', { name: 'Send 2' }).waitFor();
      expect(opened).toMatchObject(CLEAN);
    },
  );

  test('goes to an integration in its own way, shows progress, and can be stopped', async () => {
    await using client = await startTestClient();
    const { url, ca } = client.receiver;
    const headers = [{ name: 'X-Token', value: 'a secret that is not shown' }];
    const way = { ca, headers, method: 'PUT', format: 'ndjson' } as const;
    await client.console.create({ name: 'SIEM', url, ...way, events: [] });
    await using opened = await openPage(`${client.url}#/send`);
    const { page } = opened;
    await page.getByText('Honours the schema').waitFor();
    const arrived = new Promise((resolve) => client.journal.subscribe(resolve));

    await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('SIEM');
    expect(await page.getByLabel('Method').inputValue()).toBe('PUT');
    expect(await page.getByLabel('Format').inputValue()).toBe('ndjson');
    await page.getByLabel('Requests', { exact: true }).fill('1000');
    await page.getByLabel('Per second').fill('0.1');
    await page.getByRole('button', { name: 'Send', exact: true }).press('Enter');
    await arrived;
    const progress = page.getByRole('progressbar', { name: 'Requests answered' });
    await page.getByText('running 1 of 1,000 requests to SIEM').waitFor();
    expect(await progress.getAttribute('max')).toBe('1000');
    await page.getByRole('button', { name: 'Stop' }).press('Enter');

    await page.getByText('stopped 1 of 1,000 requests to SIEM').waitFor();
    expect(await page.content()).not.toContain(headers[0]?.value);
    expect(opened).toMatchObject(CLEAN);
  });

  test('keeps what was written while one looks elsewhere, a text for each type', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/send?type=vuln`);
    const { page } = opened;
    const body = page.getByLabel('Body');
    const type = page.getByLabel('Begin with');
    await page.getByText('Honours the schema').waitFor();
    expect(await type.inputValue()).toBe('vuln');

    await body.fill('{"mine": true}');
    await type.selectOption('ip_blocked');
    expect(await body.inputValue()).toContain('"ip_blocked"');
    await type.selectOption('vuln');
    expect(await body.inputValue()).toBe('{"mine": true}');
    await page.getByRole('link', { name: 'Faults', exact: true }).click();
    await page.getByRole('link', { name: 'Send', exact: true }).click();

    expect(await body.inputValue()).toBe('{"mine": true}');
  });

  test('says why what was typed cannot be sent in that format', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/send`);
    const { page } = opened;
    await page.getByText('Honours the schema').waitFor();

    await page.getByLabel('Body').fill('{"cut');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('alert').getByText('neither JSON nor NDJSON').waitFor();
    expect(client.journal.statistics().entries).toBe(0);
    await page.getByLabel('Format').selectOption('as it is typed');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { name: '1 delivery arrived here' }).waitFor();
  });
});
