/** One delivery, opened: its findings at their lines, replays, and the lines to copy. */
import { build } from '../../src/notification/build';
import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { entriesOf, send } from '../helpers/receiver';
import { body, brokenHit, connect, detail, paste, rows } from './deliveries-setup';
import { startTestClient } from './setup';

describeWithBrowser('a delivery', (openPage) => {
  test('marks a violation at its line, laid out and raw', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft(brokenHit(), { headers: { authorization: '[redacted]' } }));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const { page } = opened;
    const whole = detail(page, 1);

    const body = whole.getByRole('region', { name: 'Body' }).locator('> div');
    await body.filter({ hasText: '"type": 7' }).waitFor();
    const lines = await body.allTextContents();
    const at = lines.findIndex((line) => line.includes('"type": 7'));
    expect(lines[at + 1]).toContain('must be a string');

    await whole.getByRole('region', { name: 'Findings' }).getByText('must be a string').click();
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

  test('counts the findings that it does not list beside those that it does', async () => {
    const many = Array.from({ length: 1_001 }, () => build('vuln', { seed: 1 }));
    await using client = await startTestClient();
    await client.journal.append(draft(JSON.stringify(many)));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);

    const findings = detail(opened.page, 1).getByRole('region', { name: 'Findings' });
    await findings.getByText(/^Not listed, only counted: .*more notice/).waitFor();
  });

  test('offers nothing to be done with a body that was not kept', async () => {
    await using client = await startTestClient();
    const refused = { verdict: 'refused', answer: { status: 413 } } as const;
    await client.journal.append(draft('', { bodySize: 20_000_000, ...refused }));
    await using opened = await openPage(`${client.url}#/deliveries/0000000001`);
    const whole = detail(opened.page, 1);

    await whole.getByText('was too large and is not kept.').waitFor();
    await whole.getByRole('button', { name: 'Copy address' }).waitFor();
    for (const name of ['Replay', 'Copy as curl', 'Copy body']) {
      expect(await whole.getByRole('button', { name }).count()).toBe(0);
    }
    expect(await whole.getByRole('link', { name: 'Download' }).count()).toBe(0);
    expect(await whole.getByText('sends the downloaded file').count()).toBe(0);
  });

  test('can be acted on only under its own name, also while the next is loading', async () => {
    await using client = await startTestClient();
    for (let count = 0; count < 2; count += 1) await client.journal.append(draft(body('vuln')));
    await using opened = await openPage(`${client.url}#/deliveries/0000000002`);
    const { page } = opened;
    const replay = page.getByRole('button', { name: 'Replay' });
    await replay.waitFor();
    const { x, y } = (await replay.boundingBox()) ?? { x: 0, y: 0 };
    const pressed = () =>
      page.evaluate(`document.elementFromPoint(${x + 5}, ${y + 5}).closest('button')?.textContent`);
    expect(await pressed()).toContain('Replay');
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      void page.route('**/api/deliveries/0000000001', async (route) => {
        resolve();
        await new Promise<void>((go) => (answer = go));
        await route.continue();
      });
    });

    await page.getByRole('button', { name: 'Older' }).click();
    await asked;

    expect(await pressed()).toBeUndefined();
    answer();
    await detail(page, 1).and(page.locator('[aria-busy="false"]')).waitFor();
    expect(await pressed()).toContain('Replay');
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

    await page.getByRole('region', { name: 'Findings' }).getByText('summary must be').click();

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
    await dialog.getByText('accepted 200').waitFor();
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
    await page.getByRole('link', { name: 'Download' }).click();
    expect((await downloading).suggestedFilename()).toBe('delivery-0000000001.body');
  });
});
