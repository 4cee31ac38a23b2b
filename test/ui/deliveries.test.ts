import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Page } from 'playwright-core';

import { build } from '../../src/notification/build';
import { call } from '../api/setup';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { entriesOf, send } from '../helpers/receiver';
import { startTestClient, type TestClient } from './setup';

const run = promisify(execFile);
const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

const body = (type: Parameters<typeof build>[0], seed = 1) =>
  JSON.stringify([build(type, { seed })]);
/** A hit whose type is a number. */
const brokenHit = () =>
  JSON.stringify([build('new_hits', { seed: 1, overrides: { details: { hit: { type: 7 } } } })]);

const rows = (page: Page) => page.getByRole('list', { name: 'Deliveries' }).getByRole('link');
const detail = (page: Page, id: number) =>
  page.getByRole('region', { name: `Delivery ${String(id).padStart(10, '0')}` });

/** Runs what a person pastes into a terminal; answers what the command printed. */
async function paste(command: string): Promise<string> {
  return (await run('sh', ['-c', command])).stdout;
}

async function connect(client: TestClient): Promise<void> {
  const { url, ca } = client.receiver;
  const reply = await call(client.api, '/api/integrations', {
    method: 'POST',
    body: { name: 'Myself', url, ca },
  });
  expect(reply.status).toBe(201);
}

describeWithBrowser('the screen Deliveries', (openPage) => {
  test('says how to begin: the command that it shows makes the first delivery appear', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(client.url);
    const { page } = opened;
    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();
    expect(
      await page.getByRole('link', { name: 'Create an integration' }).getAttribute('href'),
    ).toBe('#/integrations');

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
    await page.getByLabel('Text in the body').fill('no body holds this');
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    expect(page.url()).toMatch(/type=new_hits&text=no\+body\+holds\+this$|text=.*type=new_hits$/);

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
    expect(await page.getByLabel('Text in the body').inputValue()).toBe('jk?');
    await page.getByRole('heading', { name: 'No delivery matches' }).waitFor();
    await page.keyboard.press('Escape');
    await rows(page).nth(2).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('marks a violation at its line, laid out and raw', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(brokenHit(), { headers: { authorization: '[redacted]' } }));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;
    const whole = detail(page, 1);

    const lines = await whole
      .getByRole('region', { name: 'Body' })
      .locator('> div')
      .allTextContents();
    const at = lines.findIndex((line) => line.includes('"type": 7'));
    expect(lines[at + 1]).toContain('must be a string');

    await whole.getByRole('button', { name: /violation.*must be a string/ }).click();
    expect(await whole.locator('.aimed').textContent()).toContain('"type": 7');
    await whole.getByRole('tab', { name: 'Raw' }).click();
    expect(await whole.locator('.code-found').textContent()).toBe('7');
    await whole.getByRole('tab', { name: 'Raw' }).press('ArrowRight');
    await whole.getByRole('row', { name: 'authorization secret, not kept' }).waitFor();
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test.each([
    ['NDJSON, a damaged line as it came', '{"details":{}}\n{"broken":\n', '{"broken":'],
    ['text that is not JSON as it came', '<h1>no JSON</h1>', '<h1>no JSON</h1>'],
    ['bytes that are no text as a dump', Buffer.from([0xff, 0x00, 0x41]), 'ff 00 41'],
  ])('shows %s', async (_what, bytes, text) => {
    await using client = await startTestClient();
    await client.journal.append(draft(bytes));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);

    const code = opened.page.getByRole('region', { name: /body/i });
    expect(await code.textContent()).toContain(text);
  });

  test('a long body is shown line by line, and leads to a violation far down', async () => {
    const long = Array.from({ length: 500 }, (_, index) => build('create_user', { index }));
    const content = JSON.stringify(long.with(490, { ...long[490], summary: 1990 } as never));
    await using client = await startTestClient();
    await client.journal.append(draft(content));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;
    const code = page.getByRole('region', { name: 'Body' });
    await code.getByText('"summary"').first().waitFor();

    await page.getByRole('button', { name: /summary must be a string/ }).click();

    await code.locator('.aimed').filter({ hasText: '1990' }).waitFor();
    expect(await code.locator('.code-line').count()).toBeLessThan(100);
  });

  test('one that is not there says so', async () => {
    await using client = await startTestClient();
    await using opened = await openPage(`${client.url}#/deliveries/0000000099`);

    await opened.page.getByRole('alert').filter({ hasText: 'retention dropped it' }).waitFor();
  });

  test('is replayed to an integration, and appears once more', async () => {
    await using client = await startTestClient();
    await connect(client);
    await client.journal.append(draft(body('vuln')));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Replay' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replay this delivery' });
    await dialog.getByLabel('To').selectOption('Myself');
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await dialog.getByText('delivered, 200').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();

    await rows(page).nth(1).waitFor();
    const entries = await entriesOf(client.journal);
    expect(entries.map((entry) => entry.body.toString())).toEqual([body('vuln'), body('vuln')]);
  });

  test('a replay to a URL that does not answer says why', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(body('vuln')));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;

    await page.getByRole('button', { name: 'Replay' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To').selectOption('a URL');
    await dialog.getByRole('textbox', { name: 'URL' }).fill('https://localhost:1');
    await dialog.getByRole('button', { name: 'Replay' }).click();

    await dialog.getByRole('alert').filter({ hasText: 'localhost:1' }).waitFor();
  });

  test('is copied as a curl line that a shell runs as it was', async () => {
    const summary = `it's $HOME \`id\` \\ "!" %s é`;
    const hostile = JSON.stringify([build('create_user', { overrides: { summary } })]);
    await using client = await startTestClient();
    await send(client.receiver, hostile, {
      ...{ method: 'PUT', path: '/a?b[]={1,2}' },
      headers: { 'content-type': 'application/json', 'idempotency-key': "a'b" },
    });
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = opened;

    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const answer = await paste(await page.evaluate('navigator.clipboard.readText()'));

    expect(answer).toBe('ok');
    const [first, second] = await entriesOf(client.journal);
    expect(second?.body.toString()).toBe(hostile);
    expect(second).toMatchObject({
      ...{
        method: 'PUT',
        path: '/a?b[]={1,2}',
        idempotencyKey: first?.idempotencyKey,
        repeat: true,
      },
      headers: { 'content-type': 'application/json' },
    });
  });

  test('is copied as a line that sends the downloaded file when a terminal would act on it', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft('\u001B[201~ id\n', { path: '@elsewhere.example/' }));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = opened;

    await page.getByText('The curl line sends the downloaded file.').waitFor();
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const [line] = (await page.evaluate<string>('navigator.clipboard.readText()')).split('\n');
    expect(line).toContain("--data-binary '@delivery-0000000001.body'");
    expect(line).toContain(`'${client.receiver.url}/@elsewhere.example/'`);

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download body' }).click();
    expect((await downloading).suggestedFilename()).toBe('delivery-0000000001.body');
  });

  test('takes the place of the list on a phone, with a way back, and nothing is too wide', async () => {
    await using client = await startTestClient();
    await send(client.receiver, brokenHit(), JSON_TYPE);
    await client.journal.append(draft(body('vuln'), { path: `/${'long'.repeat(100)}` }));
    await using opened = await openPage(client.url, { viewport: { width: 360, height: 740 } });
    const { page } = opened;
    const width = () => page.evaluate('document.documentElement.scrollWidth');
    await rows(page).nth(1).waitFor();
    expect(await width()).toBe(360);

    for (const index of [0, 1]) {
      await rows(page).nth(index).click();
      await page.getByRole('tab', { name: 'Headers' }).click();
      expect(await width()).toBe(360);
      expect(await rows(page).count()).toBe(0);
      await page.getByRole('link', { name: 'Close' }).click();
      await rows(page).nth(1).waitFor();
    }
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByLabel('Verdict').selectOption('rejected');
    await rows(page).nth(1).waitFor({ state: 'detached' });
    expect(await width()).toBe(360);
  });

  test.each(['light', 'dark'] as const)(
    'has nothing that axe minds, in %s',
    async (colorScheme) => {
      await using client = await startTestClient();
      await using opened = await openPage(client.url, { colorScheme });
      const { page } = opened;
      await page.getByText('curl --cacert').waitFor();
      expect(await axeViolations(page)).toEqual([]);

      await connect(client);
      await send(client.receiver, brokenHit(), JSON_TYPE);
      for (let count = 0; count < 40; count += 1) await client.journal.append(draft(body('vuln')));
      await rows(page).nth(1).waitFor();
      await page.getByRole('button', { name: 'More filters' }).click();
      expect(await axeViolations(page)).toEqual([]);

      await page.goto(`${client.url}#/deliveries/0000000001?verdict=rejected`);
      for (const tab of ['Body', 'Raw', 'Headers']) {
        await page.getByRole('tab', { name: tab }).click();
        expect(await axeViolations(page)).toEqual([]);
      }
      await page.getByRole('button', { name: 'Replay' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
      await page.getByText('failed, 422').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
    },
  );
});
