/** Nothing moves under a person's eyes: neither while a screen fills, nor when something comes in. */
import type { Locator, Page } from 'playwright-core';

import { build } from '../../src/notification/build';
import { describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { createIntegration, testRows } from './integrations-setup';
import { startTestClient } from './setup';

/** Adds up what moved although nobody had done anything, as browsers measure it; 0.1 is still called good. */
const WATCH_SHIFTS = `
  window.shifted = { sum: 0, what: [] };
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      shifted.sum += value;
      shifted.what.push(...sources.map(({ node }) => node?.className ?? node?.nodeName ?? node?.textContent));
    }
  }).observe({ type: 'layout-shift', buffered: true });`;

interface Shifted {
  readonly sum: number;
  readonly what: readonly string[];
}

/** Less than a line of text that moves by a line. */
const HARDLY = 0.002;

async function expectStill(page: Page, screen = 'deliveries'): Promise<void> {
  // Layout shifts are told after the frame in which they happened.
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
  const shifted = await page.evaluate<Shifted>('window.shifted');
  if (shifted.sum >= HARDLY) expect({ screen, ...shifted }).toEqual({ screen, sum: 0, what: [] });
}

async function placesOf(page: Page): Promise<readonly unknown[]> {
  const all: Locator[] = [
    ...(await testRows(page).all()),
    page.getByRole('button', { name: 'Test integration' }),
    page.getByRole('heading', { name: 'Newest attempts' }),
  ];
  return Promise.all(all.map((one) => one.boundingBox()));
}

const SCREENS = [
  ...['deliveries', 'integrations', 'sent', 'check', 'schema', 'faults', 'send', 'settings'],
] as const;

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
] as const;

describeWithBrowser('the page', (openPage) => {
  test.each(SIZES)('stays still while screens fill, $width pixels wide', async (viewport) => {
    await using client = await startTestClient();
    await createIntegration(client);
    await using opened = await openPage('about:blank', { viewport });
    const { page } = opened;
    await page.addInitScript(WATCH_SHIFTS);

    for (const screen of SCREENS) {
      await page.goto('about:blank');
      await page.goto(`${client.url}#/${screen}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      await page.waitForLoadState('load');
      await expectStill(page, screen);
    }
  });

  test.each(SIZES)('stays still while deliveries come, $width pixels wide', async (viewport) => {
    await using client = await startTestClient();
    await client.journal.append(draft());
    await using opened = await openPage('about:blank', { viewport });
    const { page } = opened;
    await page.addInitScript(WATCH_SHIFTS);
    await page.goto(client.url);
    const rows = page.locator('.delivery-row');
    await rows.first().waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    for (let count = 2; count <= 6; count += 1) {
      await client.journal.append(draft());
      await rows.nth(count - 1).waitFor();
    }

    await expectStill(page);
  });

  test.each(SIZES)('keeps a test run in its place, $width pixels wide', async (viewport) => {
    await using client = await startTestClient();
    const { id } = await createIntegration(client);
    await using opened = await openPage(`${client.url}#/integrations/${id}`, { viewport });
    const { page } = opened;
    await testRows(page).nth(4).waitFor();
    await page.getByText('No event was sent yet.').waitFor();
    const before = await placesOf(page);

    await page.getByRole('button', { name: 'Test integration' }).click();
    await page.getByText('5 of 5 arrived here.').waitFor();
    await page.getByText('All 5 test notifications were accepted.').waitFor();

    expect(await placesOf(page)).toEqual(before);
  });

  test('gives what a delivery held all the room beside its verdict, on a phone', async () => {
    await using client = await startTestClient();
    const rejected = { verdict: 'rejected', answer: { status: 422 } } as const;
    await client.journal.append(draft(spoiledHit(), rejected));
    await using opened = await openPage(client.url, { viewport: { width: 390, height: 844 } });
    const row = opened.page.locator('.delivery-row');
    await row.getByText('violation').waitFor();

    const [what, verdict] = await Promise.all(
      ['.cell-what', '.cell-verdict'].map((one) => row.locator(one).boundingBox()),
    );
    expect((verdict?.x ?? 0) - ((what?.x ?? 0) + (what?.width ?? 0))).toBeCloseTo(9.6, 0);
    const [first, second] = await Promise.all(
      ['.cell-verdict', '.cell-size'].map((one) => row.locator(one).boundingBox()),
    );
    expect(second?.y).toBeGreaterThan(first?.y ?? 0);
  });

  test('has room for the way out of a filter, beside an open delivery too', async () => {
    await using client = await startTestClient();
    for (let count = 0; count < 12; count += 1) await client.journal.append(draft());
    await using opened = await openPage('about:blank');
    const { page } = opened;

    for (const [width, place] of [
      [1_280, 'deliveries/0000000001'],
      [920, 'deliveries/0000000001'],
      [610, 'deliveries'],
      [360, 'deliveries'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${client.url}#/${place}?verdict=accepted`);
      await page.getByText('12 of 12 deliveries match').waitFor();
      const [lift, pause] = await Promise.all(
        ['Clear filters', 'Pause'].map((name) => page.getByRole('button', { name }).boundingBox()),
      );
      const isBeside = (lift?.x ?? 0) + (lift?.width ?? 0) <= (pause?.x ?? 0);
      const isBelow = (pause?.y ?? 0) + (pause?.height ?? 0) <= (lift?.y ?? 0);
      expect({ width, isApart: isBeside || isBelow }).toEqual({ width, isApart: true });
    }
  });

  test('shows a finding where the line begins that it is about', async () => {
    await using client = await startTestClient();
    const rejected = { verdict: 'rejected', answer: { status: 422 } } as const;
    const { id } = await client.journal.append(draft(spoiledHit(), rejected));
    await using opened = await openPage(`${client.url}#/deliveries/${id}`);
    const { page } = opened;
    await page.locator('.code-note').first().waitFor();

    const edges = await page.evaluate<readonly number[]>(`
      [document.querySelector('.code-note span'), document.querySelector('.code-note').previousSibling.querySelector('code')]
        .map((one) => { const range = document.createRange(); range.selectNodeContents(one); return range.getBoundingClientRect().x; })`);
    expect(edges[0]).toBeCloseTo(edges[1] ?? 0, 0);
  });

  test('shows the whole row of a delivery, however wide the list is', async () => {
    await using client = await startTestClient();
    await client.journal.append(draft());
    await using opened = await openPage(client.url);
    const { page } = opened;
    const row = page.locator('.delivery-row');

    for (const width of [360, 640, 760, 819, 820, 900, 1_280]) {
      await page.setViewportSize({ width, height: 700 });
      await row.waitFor();
      const size = await row.evaluate(({ scrollWidth, clientWidth }: Scrolled) => ({
        scrollWidth,
        clientWidth,
      }));
      expect({ width, ...size }).toEqual({ width, scrollWidth: width, clientWidth: width });
    }
  });
});

/** A hit whose summary is a number. */
function spoiledHit(): string {
  return JSON.stringify([{ ...build('new_hits', { seed: 1 }), summary: 42 }]);
}

interface Scrolled {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}
