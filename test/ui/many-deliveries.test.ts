import { once } from 'node:events';
import { createServer } from 'node:http';

import type { Page } from 'playwright-core';

import { startApi } from '../../src/api/api';
import type { Journal } from '../../src/journal/journal';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { row } from './deliveries-setup';
import { startTestClient } from './setup';

const MANY = 100_000;

async function journalOf(count: number): Promise<Journal> {
  const journal = memoryJournal({ keep: 2 * MANY, keepBytes: 1_000_000_000 });
  const same = draft();
  for (let index = 0; index < count; index += 1) await journal.append(same);
  return journal;
}

/** Notes at every frame what a person would see wrong in the list; `window.frames` counts them. */
const WATCH_FRAMES = `
  window.seen = { frames: 0, most: 0, wrong: [] };
  (function look() {
    const scroller = document.querySelector('.delivery-scroller');
    const rows = scroller ? [...scroller.querySelectorAll('.delivery-row')] : [];
    if (rows.length > 0) {
      const { seen } = window;
      seen.frames += 1;
      seen.most = Math.max(seen.most, rows.length);
      const ids = rows.map((row) => Number(row.dataset.id));
      ids.forEach((id, index) => {
        if (index > 0 && id !== ids[index - 1] - 1) seen.wrong.push('after ' + ids[index - 1] + ' comes ' + id);
      });
      if (rows.some((row) => !row.textContent.includes('accepted'))) seen.wrong.push('a row is blank');
      const view = scroller.getBoundingClientRect();
      const end = scroller.querySelector('.delivery-end').getBoundingClientRect();
      const marks = [...scroller.querySelectorAll('.delivery-mark')];
      const tops = [...rows, ...marks].map((one) => one.getBoundingClientRect().top);
      if (Math.min(...tops) > view.top + 1) seen.wrong.push('nothing above ' + ids[0]);
      const last = rows.at(-1).getBoundingClientRect().bottom;
      if (last + 1 < Math.min(view.bottom, end.top)) seen.wrong.push('nothing below ' + ids.at(-1));
    }
    requestAnimationFrame(look);
  })()`;

interface Seen {
  readonly frames: number;
  readonly most: number;
  readonly wrong: readonly string[];
}

/** How many times the list was asked for. */
function countPages(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (/\/api\/deliveries(?:\?|$)/.test(request.url())) count += 1;
  });
  return () => count;
}

describeWithBrowser('a list of 100,000 deliveries', (openPage) => {
  test('asks for one page at first, and holds a few rows however far one scrolls', async () => {
    await using client = await startTestClient({ journal: await journalOf(MANY) });
    await using opened = await openPage('about:blank');
    const { page } = opened;
    const asked = countPages(page);
    await page.goto(client.url);
    await row(page, MANY).waitFor();
    await page.evaluate(WATCH_FRAMES);
    expect(asked()).toBe(1);

    await row(page, MANY).hover();
    const down = row(page, MANY - 2_500);
    while (!(await down.isVisible())) await page.mouse.wheel(0, 700);
    expect(asked()).toBeGreaterThan(25);
    expect(asked()).toBeLessThan(100);
    await page.locator('.delivery-scroller').press('Home');
    await row(page, MANY).waitFor();
    const before = asked();
    for (let presses = 0; presses < 150; presses += 1) await page.keyboard.press('j');
    await page.locator(`[data-id="00000${MANY - 149}"]:focus`).waitFor();

    expect(asked()).toBe(before);
    const { frames, most, wrong } = await page.evaluate<Seen>('window.seen');
    expect(wrong).toEqual([]);
    expect(frames).toBeGreaterThan(0);
    expect(most).toBeLessThan(100);
    expect(opened).toMatchObject({ errors: [], failed: [] });
  });

  test('takes in what came while the server was away, each once', async () => {
    await using client = await startTestClient({ journal: await journalOf(300) });
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 300).waitFor();
    await client.journal.append(draft());
    await row(page, 301).waitFor();

    await client.api.close();
    await page.getByText('Reconnecting').waitFor();
    for (let count = 0; count < 250; count += 1) await client.journal.append(draft());
    const back = await startApi({ journal: client.journal }, { port: client.api.port });
    await row(page, 551).waitFor();
    await client.journal.append(draft());
    await row(page, 552).waitFor();

    await page.evaluate(WATCH_FRAMES);
    await row(page, 552).hover();
    while (!(await row(page, 1).isVisible())) await page.mouse.wheel(0, 500);
    const { wrong } = await page.evaluate<Seen>('window.seen');
    expect(wrong).toEqual([]);
    await back.close();
  });

  test('takes in what came while another server had the port and refused', async () => {
    await using client = await startTestClient({ journal: await journalOf(3) });
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 3).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    await client.api.close();
    const other = createServer((_request, response) => response.writeHead(503).end());
    const refused = once(other, 'request');
    other.listen(client.api.port, '127.0.0.1');
    await refused;
    await client.journal.append(draft());
    other.closeAllConnections();
    other.close();
    await once(other, 'close');
    const back = await startApi({ journal: client.journal }, { port: client.api.port });

    await row(page, 4).waitFor();
    expect(await page.locator('.delivery-row').count()).toBe(4);
    await back.close();
  });

  test('begins anew when the journal did', async () => {
    const first = await startTestClient({ journal: await journalOf(5) });
    await using opened = await openPage(first.url);
    const { page } = opened;
    await row(page, 5).waitFor();
    await first.journal.append(draft());
    await row(page, 6).waitFor();
    await first[Symbol.asyncDispose]();

    await using second = await startTestClient({
      journal: await journalOf(2),
      port: first.api.port,
    });
    await row(page, 6).waitFor({ state: 'detached' });
    await second.journal.append(draft());
    await row(page, 3).waitFor();
    expect(await page.locator('.delivery-row').count()).toBe(3);
  });

  test('says what retention has let go', async () => {
    const journal = memoryJournal({ keep: 120 });
    for (let count = 0; count < 1_250; count += 1) await journal.append(draft());
    await using client = await startTestClient({ journal });
    await using opened = await openPage(client.url);
    const { page } = opened;
    await row(page, 1_250).waitFor();

    await row(page, 1_250).hover();
    while (!(await row(page, 1_131).isVisible())) await page.mouse.wheel(0, 500);
    await page.getByText('1,130 older deliveries gone').waitFor();
  });
});
