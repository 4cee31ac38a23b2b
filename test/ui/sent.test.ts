/** What integrations were sent, and each attempt at it, as they happen. */
import type { Page } from 'playwright-core';

import { RETRY_CYCLES } from '../../src/sender/retry';
import { CYCLES } from '../../src/ui/sent/cycles';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { createIntegration } from './integrations-setup';
import { startTestClient } from './setup';

const CLEAN = { errors: [], failed: [], strangers: [] };

const filters = (page: Page) => page.getByRole('form', { name: 'Filter' });

test('the retry cycles that the screen tells are those of the sender', () => {
  const inMilliseconds = CYCLES.map((cycle) => cycle.map((seconds) => seconds * 1_000));
  expect(inMilliseconds).toEqual(RETRY_CYCLES);
});

describeWithBrowser('the screen Sent', (openPage) => {
  test('leads from nothing to the first that was sent', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/sent`);
    const { page } = opened;

    await page.getByRole('heading', { name: 'There is nobody to send to yet' }).waitFor();
    const link = page.getByRole('link', { name: 'Create one' });
    expect(await link.getAttribute('href')).toBe('#/integrations');
    await createIntegration(client, { events: ['hits'] });
    await page.getByText('npx wallstash event new_hits').waitFor();
    await page.getByLabel('Notification type').selectOption('create_user');
    await page.getByRole('button', { name: 'Raise an event' }).click();
    await page.getByText('Nothing was sent: no enabled integration has ticked').waitFor();
    await page.getByLabel('Notification type').selectOption('new_hits');
    await page.getByRole('button', { name: 'Raise an event' }).click();
    const row = page.getByRole('list', { name: 'Sent' }).getByRole('link');
    await row.getByText('accepted').waitFor();

    expect(await row.innerText()).toMatch(/new_hits to SIEM[\s\S]*1 attempt/);
    expect(client.console.deliveries()).toHaveLength(1);
    expect(opened).toMatchObject(CLEAN);
  });

  test('shows each attempt as it is made, why it failed, and what comes next', async () => {
    await using client = await startTestClient();
    const { faults } = client.receiver.running;
    await createIntegration(client);
    faults.add({ kind: 'status', status: [503, 429], next: 2 });
    faults.add({ kind: 'never-respond' });
    await using opened = await openPage(`${client.url}#/sent`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Raise an event' }).click();
    const row = page.getByRole('list', { name: 'Sent' }).getByRole('link');
    await row.getByText('STATUS_429').waitFor();
    // The third attempt is under way, and stays so.
    await row.getByText('next try now').waitFor();
    await row.click();
    const attempts = page.getByRole('list', { name: 'Attempts' }).locator('> li');
    await attempts.nth(1).waitFor();
    const next = page.getByRole('region', { name: 'Retry cycles' });
    expect(await next.innerText()).toContain(
      '2 of at most 17 attempts made. Cycle 1, the next try comes now (3 s after the one before).',
    );
    expect(await next.getByText('3 s').first().locator('..').innerText()).toContain('next');
    expect(await attempts.nth(0).getByText('STATUS_503').isVisible()).toBe(true);
    expect(await attempts.nth(1).innerText()).toContain('answered 429: it is overloaded');

    faults.clear();
    await page.getByText('accepted 200').waitFor();
    await next.getByText('Accepted at attempt 4 of at most 17.').waitFor();
    await attempts.nth(2).getByText('CONNECTION_CLOSED').click();
    expect(await attempts.nth(2).innerText()).toContain('First byte failed');
    expect(await attempts.count()).toBe(4);
    expect(opened).toMatchObject(CLEAN);
  });

  test.each(['light', 'dark'] as const)(
    'shows phases, answer and certificate, in %s',
    async (theme) => {
      await using client = await startTestClient();
      await createIntegration(client);
      client.receiver.running.faults.add({ kind: 'status', status: 500, next: 1 });
      const [delivery] = await client.console.raise('new_hits');
      await client.console.settled();
      const address = `${client.url}#/sent/${delivery?.id}`;
      await using opened = await openPage(address, { colorScheme: theme });
      const { page } = opened;

      const second = page.getByRole('list', { name: 'Attempts' }).locator('> li').nth(1);
      await second.getByText('Certificate of the server').waitFor();
      const phases = await second
        .getByRole('list', { name: 'Phases' })
        .getByRole('listitem')
        .allInnerTexts();
      const names = phases.map((text) => text.split(/\n+/)[0]);
      expect(names).toEqual(['DNS', 'Connect', 'TLS', 'First byte', 'Answer']);
      expect(phases.every((text) => /\d ms$/.test(text))).toBe(true);
      expect(await second.getByLabel('Text of the answer').innerText()).toBe('ok');
      const text = await second.innerText();
      expect(text).toContain('trusted');
      expect(text).toMatch(/Subject\s+CN=localhost/);
      expect(text).toMatch(/Names\s+localhost, 127\.0\.0\.1/);
      expect(await axeViolations(page)).toEqual([]);

      await page.getByRole('main').getByRole('link', { name: 'Sent' }).click();
      await page.getByRole('list', { name: 'Sent' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(opened).toMatchObject(CLEAN);
    },
  );

  test('filters by integration and state, in the address, and comes back to it', async () => {
    await using client = await startTestClient();
    const held = await createIntegration(client, { name: 'Held' });
    await createIntegration(client, { name: 'Other' });
    client.receiver.running.faults.add({ kind: 'never-respond', next: 1 });
    await client.console.raise('ip_blocked', { to: ['Held'] });
    await client.journal.waitFor({}, { count: 1 });
    await client.console.raise('ip_blocked', { to: ['Other'] });
    await client.journal.waitFor({}, { count: 2 });
    await client.console.disable(held.id);
    await using opened = await openPage(`${client.url}#/sent`);
    const { page } = opened;
    const rows = page.getByRole('list', { name: 'Sent' }).getByRole('link');

    await page.getByText('2 sent').waitFor();
    await page.getByLabel('State').selectOption('held');
    await page.getByText('1 sent').waitFor();
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('to Held')]);
    await rows.click();
    await page.getByText('it goes on when that is enabled again').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Sent' }).click();
    await page.getByText('1 sent').waitFor();
    await filters(page).getByLabel('Integration').selectOption('Other');
    await page.getByText('Nothing sent is like this.').waitFor();
    expect(page.url()).toContain('state=held');
    await page.getByLabel('State').selectOption('');
    await page.getByText('1 sent').waitFor();
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('to Other')]);
    expect(opened).toMatchObject(CLEAN);
  });

  test('keeps what a deleted integration was sent and was to be sent, marked in row, filter and detail', async () => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client, { name: 'Gone' });
    await createIntegration(client, { name: 'Here' });
    await client.console.raise('ip_blocked', { to: ['Gone'] });
    await client.console.settled();
    client.receiver.running.faults.add({ kind: 'never-respond' });
    await client.console.raise('ip_blocked', { to: ['Gone'] });
    await client.journal.waitFor({}, { count: 2 });
    await using opened = await openPage(`${client.url}#/sent`);
    const { page } = opened;
    const rows = page.getByRole('list', { name: 'Sent' }).getByRole('link');

    await rows.filter({ hasText: 'pending' }).waitFor();
    await client.console.delete(id);
    await rows.filter({ hasText: 'dropped' }).waitFor();

    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/dropped[\s\S]*to Gone deleted/),
      expect.stringMatching(/accepted[\s\S]*to Gone deleted/),
    ]);
    expect(await filters(page).getByLabel('Integration').innerText()).toContain('Gone (deleted)');
    await rows.first().click();
    await page.getByText('Its integration was deleted: no other comes.').waitFor();
    expect(await page.getByRole('main').innerText()).toMatch(/to Gone deleted/);
    expect(await page.getByRole('link', { name: 'Gone' }).count()).toBe(0);
    await page.goto(`${client.url}#/sent/nothing`);
    await page.getByRole('heading', { name: 'Nothing is known of this' }).waitFor();
    expect(opened).toMatchObject(CLEAN);
  });

  test('is where an old address of Attempts leads, with all that stands in it', async () => {
    await using client = await startTestClient();
    await createIntegration(client);
    const [sent] = await client.console.raise('new_hits');
    await client.console.settled();
    await using opened = await openPage(`${client.url}#/attempts/${sent?.id}?state=delivered`);
    const { page } = opened;

    await page.getByText('accepted 200').waitFor();
    expect(page.url()).toBe(`${client.url}#/sent/${sent?.id}?state=delivered`);
    expect(
      await page.getByRole('link', { name: 'Sent' }).first().getAttribute('aria-current'),
    ).toBe('page');
  });

  test('fits a phone', async () => {
    await using client = await startTestClient();
    await createIntegration(client, { name: 'n'.repeat(120) });
    const [delivery] = await client.console.raise('new_hits');
    await client.console.settled();
    const viewport = { width: 360, height: 740 };
    await using opened = await openPage(`${client.url}#/sent`, { viewport });
    const { page } = opened;
    const width = 'document.querySelector("main").scrollWidth';

    await page.getByRole('list', { name: 'Sent' }).getByText('accepted').waitFor();
    expect(await page.evaluate(width)).toBe(360);
    await page.goto(`${client.url}#/sent/${delivery?.id}`);
    await page.getByText('Certificate of the server').waitFor();
    expect(await page.evaluate(width)).toBe(360);
  });
});
