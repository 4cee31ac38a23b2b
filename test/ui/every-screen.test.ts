/** What holds on every screen, on a phone and on a desk, in light and dark, by pointer, by finger and by key. */
import type { Page } from 'playwright-core';

import { build } from '../../src/notification/build';
import { call } from '../api/setup';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { draft } from '../helpers/journal';
import { body } from './deliveries-setup';
import { createIntegration } from './integrations-setup';
import { startTestClient, type TestClient } from './setup';

const DESK = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const WAYS = [
  { name: 'on a phone, in light', least: 44, ...PHONE, colorScheme: 'light' },
  { name: 'on a phone, in dark', least: 44, ...PHONE, colorScheme: 'dark' },
  { name: 'on a desk, in light', least: 24, ...DESK, colorScheme: 'light' },
  { name: 'on a desk, in dark', least: 24, ...DESK, colorScheme: 'dark' },
] as const;

/**
 * What can be pressed and is too small, has no room for its text, or lies under something else. What stands in a sentence is
 * as high as its line, and so is a finding among lines of code, which is listed above them too; a box to tick is as large
 * as its label.
 */
const pressables = (least: number): string => `(() => {
  const told = (one) => one.tagName + ' ' + (one.textContent || one.getAttribute('aria-label') || one.name);
  const isSentence = (one) => getComputedStyle(one).display === 'inline' &&
    one.parentElement.textContent.trim() !== one.textContent.trim();
  const found = [];
  for (const one of document.querySelectorAll('a, button, input, select, textarea, summary')) {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || one.matches('.skip')) continue;
    if (one.matches('.delivery-row, .pick input, .term, .code-note button') || isSentence(one)) continue;
    one.scrollIntoView({ block: 'center', inline: 'center' });
    const box = (one.matches('[type=checkbox], [type=radio]') ? one.closest('label') ?? one : one).getBoundingClientRect();
    if (Math.round(box.width) < ${least} || Math.round(box.height) < ${least}) {
      found.push(told(one) + ' is ' + box.width + ' × ' + box.height);
    }
    if (one.matches('a, button') && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0) {
      found.push(told(one) + ' has no room for its text');
    }
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (top !== null && !one.contains(top) && !top.contains(one)) found.push(told(one) + ' lies under ' + top.className);
  }
  return found;
})()`;

/** Where the focus is: what has it, and whether a person sees that. */
const FOCUS = `(() => {
  const one = document.activeElement;
  if (one === document.body) return { what: '' };
  const { x, y, right, bottom } = one.getBoundingClientRect();
  const { outlineStyle, outlineWidth, backgroundColor } = getComputedStyle(one);
  const what = one.tagName + ' ' + (one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 40);
  const isInSight = right > 0 && bottom > 0 && x < innerWidth && y < innerHeight && one.checkVisibility();
  return { what, isInSight, isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 };
})()`;

interface Focus {
  readonly what: string;
  readonly isInSight?: boolean;
  readonly isMarked?: boolean;
}

/** Its address, and a text that is there when it is whole. */
type Screen = readonly [address: string, text: string];

/** Something for every screen: deliveries, an integration that was sent something, a check, a send. */
async function furnish(client: TestClient): Promise<readonly Screen[]> {
  const rejected = { verdict: 'rejected', answer: { status: 422 } } as const;
  const spoiled = JSON.stringify([{ ...build('new_hits', { seed: 1 }), summary: 42 }]);
  await client.journal.append(draft(spoiled, rejected));
  await client.journal.append(draft(body('vuln')));
  const { id } = await createIntegration(client, { name: 'S' });
  await client.console.raise('new_hits');
  await client.console.settled();
  const sent = client.console.deliveries()[0]?.id ?? '';
  const send = { body: JSON.stringify(build('new_hits', { seed: 1 })) };
  await call(client.api, '/api/sends', { method: 'POST', body: send });
  await call(client.api, '/api/checks', { method: 'POST', body: CHECK });
  return [
    ['deliveries', 'accepted 200'],
    ['deliveries/0000000001', '"summary"'],
    ['deliveries?verdict=refused', 'Show all deliveries'],
    ['integrations', 'p50'],
    [`integrations/${id}`, 'p50'],
    [`integrations/${id}/edit`, 'Untick all'],
    ['integrations/new', 'Untick all'],
    ['sent', '1 attempt'],
    [`sent/${sent}`, 'Certificate of the server'],
    ['check', 'Send and compare'],
    ['check/aaaa', 'did not run'],
    ['schema', 'Known by name'],
    ['schema/new_hits', 'Sample'],
    ['send', 'Honours the schema'],
    ['send/1', 'arrived here'],
    ['faults', 'handshake-reset'],
    ['settings', 'Download the CA'],
    ['no-such-screen', 'See the deliveries'],
  ];
}

const CHECK = {
  ...{ run: 'aaaa', state: 'stopped', seed: '1', through: 'logstash.example:5044' },
  ...{ startedAt: Date.now(), duration: 20, passed: false, toCome: ['put'], scenarios: [] },
  counts: { passed: 0, failed: 0, skipped: 0 },
  unexpected: { count: 0, examples: [] },
};

async function openScreen(page: Page, url: string, text: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(url);
  await page.getByText(text).filter({ visible: true }).first().waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
}

/** Goes through a screen by Tab until the browser's own controls would have the focus. */
async function walk(page: Page): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    const { what, isInSight = false, isMarked = false } = await page.evaluate<Focus>(FOCUS);
    if (what === '') return wrong;
    if (!isInSight) wrong.push(`${what} is out of sight`);
    if (!isMarked) wrong.push(`${what} does not show its focus`);
  }
  return [...wrong, 'Tab never came to an end'];
}

describeWithBrowser('every screen', (openPage) => {
  test.each(WAYS)('is whole, can be read and pressed, $name', async ({ least, ...options }) => {
    await using client = await startTestClient();
    const screens = await furnish(client);
    await using opened = await openPage('about:blank', options);
    const { page } = opened;
    for (const [screen, text] of screens) {
      await openScreen(page, `${client.url}#/${screen}`, text);

      const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      const violations = await axeViolations(page);
      const wrong = await page.evaluate(pressables(least));

      expect({ screen, wide, violations, wrong }).toEqual({
        ...{ screen, wide: 0, violations: [], wrong: [] },
      });
    }
    expect(opened.errors).toEqual([]);
    expect(opened.failed).toEqual([]);
  });

  test.each([DESK, PHONE])('is gone through by keys, at $viewport.width pixels', async (size) => {
    await using client = await startTestClient();
    const screens = await furnish(client);
    await using opened = await openPage('about:blank', size);
    for (const [screen, text] of screens) {
      await openScreen(opened.page, `${client.url}#/${screen}`, text);
      expect({ screen, wrong: await walk(opened.page) }).toEqual({ screen, wrong: [] });
    }
    expect(opened.errors).toEqual([]);
  });
});
