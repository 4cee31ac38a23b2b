/** One word for one thing on every screen, dates as everywhere else, and a happy path without a colour of warning. */
import { build } from '../../src/notification/build';
import { describeWithBrowser } from '../helpers/browser';
import { abandonedIn } from '../helpers/abandoned-words';
import { draft } from '../helpers/journal';
import { send } from '../helpers/receiver';
import { detail } from './deliveries-setup';
import { createIntegration, testRows } from './integrations-setup';
import { startTestClient } from './setup';

describeWithBrowser('the words of the console', (openPage) => {
  test('are the same on every screen, also when things go wrong', async () => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client);
    await createIntegration(client, { name: 'Down', url: 'https://localhost:1/' });
    client.receiver.running.faults.add({ kind: 'status', status: 503, next: 1 });
    const [sent] = await client.console.raise('new_hits');
    await client.journal.append(draft('[{"details":{}},{"a":1}]', { verdict: 'rejected' }));
    await client.journal.append(draft('no JSON', { answer: { status: 0, reason: 'why' } }));
    await client.journal.waitFor({ type: 'new_hits', verdict: 'accepted' }, { count: 1 });
    await using opened = await openPage(client.url);
    const { page } = opened;
    const found: string[] = [];
    const places = [
      ...['deliveries', 'deliveries/0000000002', 'integrations', `integrations/${id}`],
      ...[
        'integrations/2',
        'sent',
        `sent/${sent?.id}`,
        'check',
        'schema',
        'faults',
        'send',
        'settings',
      ],
    ];

    for (const place of places) {
      await page.goto(`${client.url}#/${place}`);
      await page.getByRole('main').getByRole('heading').first().waitFor();
      const text = await page.locator('body').innerText();
      expect(text).toContain('Sent');
      found.push(...abandonedIn(text).map((word) => `${place}: ${word}`));
    }

    expect(found).toEqual([]);
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test('explain carrier and era to the mouse, the keyboard and the finger', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(JSON.stringify([build('vuln')])));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`, { hasTouch: true });
    const { page } = opened;
    const tip = page.getByRole('tooltip');

    const carrier = detail(page, 1).getByRole('button', { name: 'array' });
    await carrier.hover();
    await tip.getByText('How the body carries its notifications').waitFor();
    await page.getByRole('heading', { name: 'Deliveries' }).hover();
    await tip.waitFor({ state: 'detached' }).catch(() => undefined);
    const era = detail(page, 1).getByRole('button', { name: 'era' });
    await era.focus();
    await tip.getByText('When Wallarm published the shape').waitFor();
    await page.keyboard.press('Escape');
    await tip.getByText('When Wallarm published the shape').waitFor({ state: 'hidden' });
    expect(new URL(page.url()).hash).toBe('#/deliveries/0000000001');
    await carrier.tap();
    await tip.getByText('How the body carries its notifications').waitFor();
    expect(await era.getAttribute('aria-describedby')).toBeTruthy();
  });

  test('have dates of ISO 8601', async () => {
    await using client = await startTestClient();
    const receivedAt = Date.UTC(2026, 10, 24, 12, 30, 15, 123);
    await client.journal.append(draft(JSON.stringify([build('vuln')]), { receivedAt }));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`, {
      ...{ locale: 'en-US', timezoneId: 'UTC' },
    });
    const { page } = opened;

    await detail(page, 1).getByText('2026-11-24T12:30:15.123Z').waitFor();
    const text = await page.locator('body').innerText();
    expect(text).not.toMatch(/\b(?:Nov|November)\b|\d+\/\d+\/\d+/);
  });

  test('of the happy path warn of nothing: the first sample, and Test integration', async () => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client);
    await send(client.receiver, JSON.stringify([build('new_hits')]), {
      headers: { 'content-type': 'application/json' },
    });
    await using opened = await openPage(`${client.url}#/integrations/${id}`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Test integration' }).click();
    await testRows(page).getByRole('link').nth(4).waitFor();
    expect(await page.locator('.badge.warn').count()).toBe(0);
    await page.goto(`${client.url}#/deliveries`);
    const list = page.getByRole('list', { name: 'Deliveries' });
    await list.getByRole('link').nth(5).waitFor();
    expect(await list.getByText('accepted 200').count()).toBe(6);
    expect(await page.locator('.badge.warn, .badge.bad').count()).toBe(0);
    expect(await list.getByRole('link').last().innerText()).not.toContain('notice');
  });
});
