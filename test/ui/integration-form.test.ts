/** The form of an integration: its defaults, what it refuses, and secrets that stay where they are. */
import type { Response } from 'playwright-core';

import { describeWithBrowser } from '../helpers/browser';
import { createIdentity, startHttps } from '../helpers/peers';
import { createIntegration, testRows } from './integrations-setup';
import { startTestClient } from './setup';

const CLEAN = { errors: [], failed: [], strangers: [] };
const SECRET = 'hush-hush-hush';

describeWithBrowser('the form of an integration', (openPage) => {
  test('begins with the defaults of the Console, pointed at the receiver beside it', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/integrations/new`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Create integration' }).click();
    await page.getByRole('heading', { level: 1, name: 'This receiver' }).waitFor();

    expect(client.console.list()).toMatchObject([
      {
        ...{ name: 'This receiver', url: client.receiver.url, method: 'POST', headers: [] },
        ...{ requestTimeout: 15_000, connectionTimeout: 20_000, verifyTls: true, format: 'array' },
        ...{ ca: { certificates: 1 }, enabled: true },
        events: [
          ...['hits', 'system', 'vulnerabilities-high', 'vulnerabilities-medium'],
          ...['vulnerabilities-low', 'rules-and-triggers', 'scope', 'hourly-requests'],
        ],
      },
    ]);
    expect(opened).toMatchObject(CLEAN);
  });

  test('takes everything that a person writes', async () => {
    await using client = await startTestClient();
    await createIntegration(client); // one points at the receiver already: the form is empty
    const { ca } = await createIdentity();
    await using opened = await openPage(`${client.url}#/integrations/new`);
    const { page } = opened;
    const box = (name: string) => page.getByRole('checkbox', { name });

    await page.getByLabel('Integration name').fill('Logstash');
    expect(await page.getByLabel('Webhook URL').inputValue()).toBe('');
    await page.getByLabel('Webhook URL').fill('https://logstash.example:5044/');
    await page.getByLabel('Request method').selectOption('PUT');
    await page.getByRole('button', { name: 'Add header' }).click();
    await page.getByLabel('Header name').fill('X-Auth-Token');
    await page.getByLabel('Value').fill(SECRET);
    await page.getByText('Advanced settings').click();
    await page.getByLabel('Request timeout').fill('1.5');
    await page.getByLabel('Connection timeout').fill('3');
    await box('Verify TLS certificate').uncheck();
    await page.getByLabel('CA certificate from a file').setInputFiles({
      ...{ name: 'ca.pem', mimeType: 'application/x-pem-file', buffer: Buffer.from(ca) },
    });
    await page.getByLabel('Wallarm data format').selectOption('ndjson');
    await box('Hits detected').check();
    await page
      .getByRole('group', { name: 'Security issues detected' })
      .getByRole('checkbox', { name: 'Critical' })
      .check();
    await page.getByText('own CA certificate').waitFor();
    await page.getByRole('button', { name: 'Create integration' }).click();
    await page.getByRole('heading', { level: 1, name: 'Logstash' }).waitFor();

    expect(client.console.get('Logstash')).toMatchObject({
      ...{ url: 'https://logstash.example:5044/', method: 'PUT', format: 'ndjson' },
      ...{ headers: [{ name: 'X-Auth-Token' }], verifyTls: false, ca: { certificates: 1 } },
      ...{ requestTimeout: 1_500, connectionTimeout: 3_000 },
      events: ['hits', 'security-issues-critical'],
    });
    expect(opened).toMatchObject(CLEAN);
  });

  test('says at the field what is wrong with it, and keeps what was written', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/integrations/new`);
    const { page } = opened;
    const create = page.getByRole('button', { name: 'Create integration' });
    const refused = async (label: string, value: string, why: RegExp): Promise<void> => {
      const field = page.getByLabel(label, { exact: true });
      const before = await field.inputValue();
      await field.fill(value);
      await create.click();
      await page.getByRole('alert').filter({ hasText: why }).waitFor();
      const focused = page.locator(':focus');
      expect(await focused.getAttribute('aria-invalid')).toBe('true');
      expect(await focused.inputValue()).toBe(value);
      await field.fill(before);
    };

    await refused('Integration name', '', /^Give the integration a name\.$/);
    await refused('Webhook URL', ' ', /^Give the URL of the receiver, such as/);
    await refused('Webhook URL', 'http://127.0.0.1', /Wallarm sends over HTTPS only/);
    await page.getByText('Advanced settings').click();
    await refused('Request timeout, seconds', 'soon', /^Give seconds above 0, such as/);
    await refused('Connection timeout, seconds', '', /^Give seconds above 0, such as/);
    await refused('CA certificate (PEM)', 'no certificate', /as a PEM certificate/);
    await page.getByRole('button', { name: 'Add header' }).click();
    await page.getByLabel('Value').fill('x');
    await refused('Header name', 'Host', /a header other than those that frame the request/);
    await page.getByLabel('Header name').fill('X-Auth-Token');
    await refused('Value', '', /Give the header X-Auth-Token a value, or remove it/);
    expect(client.console.list()).toEqual([]);
    await page.getByRole('button', { name: 'Remove header X-Auth-Token' }).click();
    await create.click();

    await page.getByRole('button', { name: 'Test integration' }).waitFor();
    expect(client.console.list()).toHaveLength(1);
  });

  test('asks for the header and the credentials that the receiver wants', async () => {
    const receiver = { requireHeader: 'X-Auth-Token', user: true };
    await using client = await startTestClient({ receiver });
    await using opened = await openPage(`${client.url}#/integrations/new`);
    const { page } = opened;
    const names = page.getByLabel('Header name');

    await page.getByText('The receiver refuses what comes without it.').waitFor();
    await page.getByText('The receiver wants credentials').waitFor();
    await page.getByRole('button', { name: 'This receiver' }).click(); // adds nothing twice

    const values = await names.evaluateAll((all) =>
      all.map((one) => (one as { value?: string }).value),
    );
    expect(values).toEqual(['X-Auth-Token', 'Authorization']);
    expect(opened).toMatchObject(CLEAN);
  });

  test('keeps a header that is not written anew, and never shows its value', async () => {
    await using client = await startTestClient();
    const { tls, ca } = await createIdentity();
    const tokens: unknown[] = [];
    await using peer = await startHttps(tls, (request, response) => {
      tokens.push(request.headers['x-auth-token']);
      request
        .resume()
        .on('end', () => response.writeHead(401).end(`no ${tokens.at(-1) as string}`));
    });
    const headers = [{ name: 'X-Auth-Token', value: SECRET }];
    const { id } = await createIntegration(client, { url: peer.url, ca, headers });
    await using opened = await openPage(`${client.url}#/integrations`);
    const { page } = opened;
    const responses: Response[] = [];
    const shown: string[] = [];
    page.on('response', (response) => responses.push(response));
    const look = async (): Promise<void> => {
      const values = `[...document.querySelectorAll('input, textarea')].map(({ value }) => value)`;
      shown.push(await page.content(), ...(await page.evaluate<string[]>(values)));
    };
    const saveAndTest = async (): Promise<void> => {
      await look();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'Test integration' }).click();
      await testRows(page).getByText('STATUS_401').nth(4).waitFor();
      await page.getByText('All 5 test notifications failed').waitFor();
      await look();
      await page.getByRole('link', { name: 'Edit' }).click();
    };

    await page.goto(`${client.url}#/integrations/${id}/edit`);
    await page.getByLabel('Integration name').fill('Renamed');
    await saveAndTest();
    await page.getByLabel('Value').fill('another');
    await saveAndTest();

    expect(tokens.map(String).join()).toBe(
      `${`${SECRET},`.repeat(5)}${'another,'.repeat(5)}`.slice(0, -1),
    );
    expect(client.console.get(id)).toMatchObject({ name: 'Renamed', ca: { certificates: 1 } });
    const whole = responses.filter((response) => !response.url().includes('/api/stream'));
    // The browser keeps no body of a request that the page gave up.
    const bodies = await Promise.allSettled(whole.map((response) => response.text()));
    const texts = bodies.flatMap((body) => (body.status === 'fulfilled' ? [body.value] : []));
    expect(texts.length).toBeGreaterThan(0);
    expect([...shown, ...texts].filter((text) => text.includes(SECRET))).toEqual([]);
    expect(opened).toMatchObject(CLEAN);
  });

  test('asks for the header values again when the URL names another receiver, and says why', async () => {
    await using client = await startTestClient();
    const headers = [{ name: 'X-Auth-Token', value: SECRET }];
    const { id } = await createIntegration(client, { headers });
    await using opened = await openPage(`${client.url}#/integrations/${id}/edit`);
    const { page } = opened;
    const why = page.getByText('The URL names another receiver');

    await page.getByLabel('Webhook URL').fill('https://another.example/');
    await why.waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/Give the header \S+ a value again, or remove it/).waitFor();
    await page.getByLabel('Value').fill('for the other');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Settings' }).waitFor();

    expect(client.console.get(id).url).toBe('https://another.example/');
    expect(opened).toMatchObject(CLEAN);
  });

  test('replaces the kept CA certificate, and forgets it', async () => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client);
    const [before] = client.console.get(id).ca?.fingerprints ?? [];
    const { ca } = await createIdentity();
    await using opened = await openPage(`${client.url}#/integrations/${id}/edit`);
    const { page } = opened;
    const save = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
    };

    await page.getByText('Advanced settings').click();
    await page.getByText(`SHA-256 ${before}`).waitFor();
    await page.getByLabel('CA certificate (PEM)').fill(ca);
    await save();
    const [after] = client.console.get(id).ca?.fingerprints ?? [];
    await page.getByText(String(after)).waitFor();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByText('Advanced settings').click();
    await page.getByRole('checkbox', { name: 'Forget the kept CA certificate' }).check();
    await save();

    expect(after).not.toBe(before);
    expect(client.console.get(id).ca).toBeNull();
    expect(opened).toMatchObject(CLEAN);
  });
});
