/**
 * `npm run bench -- scroll`: frame times of the browser client while it scrolls a journal of 100,000 deliveries, in the
 * Chromium that `CHROMIUM` names, or that a distribution put in its place. Run `npm run build` first.
 *
 * Quote shares of late frames, not times: without a graphics card the processor paints.
 *
 * @module
 */
import { resolve } from 'node:path';

import { chromium, type Page } from 'playwright-core';

import { startApi } from '../src/api/api';
import { startReceiver } from '../src/testing/start-receiver';
import { createSender } from '../src/testing/create-sender';
import { chromiumPath } from '../test/helpers/chromium';
import { BODIES } from './support/bodies';

const MANY = 100_000;
const WHEEL_STEPS = 250;
const ARRIVALS = 500;
const ARRIVALS_PER_SECOND = 100;
/** A frame that took longer was seen late at 60 frames a second. */
const LATE_MS = 25;

/** Each call begins a list of its own. */
const RECORD = `{
  const frames = (window.frames = []);
  const next = (before) =>
    requestAnimationFrame((now) => {
      if (before !== undefined) frames.push(now - before);
      if (frames === window.frames) next(now);
    });
  next();
}`;

async function main(): Promise<void> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('Found no Chromium: set CHROMIUM to its path.');
  await using receiver = await startReceiver({ keep: 2 * MANY, keepBytes: 2_000_000_000 });
  await using sender = createSender({ url: receiver.url, ca: receiver.ca, keepAlive: true });
  await sender.sendAll(repeated(MANY), { concurrency: 64 });
  await using api = await startApi(
    { journal: receiver.journal, pages: resolve('dist', 'ui') },
    { port: 0 },
  );
  const chromiumSandbox = process.getuid?.() !== 0;
  const browser = await chromium.launch({ executablePath, chromiumSandbox });
  const page = await browser.newPage();
  let pages = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/deliveries?')) pages += 1;
  });
  await page.goto(api.url);
  await page.locator('.delivery-row').first().hover();
  console.log(`pages of data for the first rows of ${MANY}: ${pages}`);
  await report(page, `${WHEEL_STEPS} steps of the wheel`, async () => {
    for (let step = 0; step < WHEEL_STEPS; step += 1) await page.mouse.wheel(0, 400);
  });
  await page.locator('.delivery-scroller').press('Home');
  await report(page, `${ARRIVALS} live arrivals, ${ARRIVALS_PER_SECOND} a second`, async () => {
    await sender.sendAll(repeated(ARRIVALS), { concurrency: 4, rate: ARRIVALS_PER_SECOND });
  });
  await browser.close();
}

function* repeated(count: number): Generator<Buffer> {
  const body = BODIES['short hit'] ?? Buffer.alloc(0);
  for (let index = 0; index < count; index += 1) yield body;
}

async function report(page: Page, what: string, act: () => Promise<void>): Promise<void> {
  await page.evaluate(RECORD);
  await act();
  const frames = (await page.evaluate<number[]>('window.frames')).sort((a, b) => a - b);
  const at = (share: number): string =>
    (frames[Math.floor(share * (frames.length - 1))] ?? NaN).toFixed(1);
  const late = frames.filter((frame) => frame > LATE_MS).length / frames.length;
  const rows = await page.locator('.delivery-row').count();
  console.log(
    `${what}: ${frames.length} frames, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, ` +
      `${(late * 100).toFixed(1)} % late, ${rows} rows in the page`,
  );
}

void main();
