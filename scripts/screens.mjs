/**
 * Pictures of every screen of the client, at three widths, in light and dark: `reports/screens/NAME-WIDTH-SCHEME.png`.
 * They are looked at, one by one, before a release; git ignores them.
 */
/* global fetch */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  // As a phone: with a finger in place of a pointer.
  { width: 390, height: 844, phone: true },
];

const COMPARE = 'Send and compare';
/** Run of the check that {@link writeBrokenOff} leaves. */
const BROKEN_OFF = '0badcafe';

/** Each screen: its name, its address, what is there when it is complete, and what a person does before that. */
const SCREENS = [
  ['deliveries', '#/deliveries', (page) => page.getByRole('listitem').nth(3)],
  ['delivery', 'REJECTED', (page) => page.getByRole('tab').first()],
  ['integrations', '#/integrations', (page) => page.getByText('This receiver').first()],
  ['integration', 'INTEGRATION', (page) => page.getByText('Test integration').first()],
  ['integration-new', '#/integrations/new', (page) => page.getByLabel('Name').first()],
  ['integration-tested', 'INTEGRATION', (page) => page.getByText('5 of 5 arrived here.'), runTest],
  ['sent', '#/sent', (page) => page.getByRole('listitem').first()],
  ['sent-detail', '#/sent', (page) => page.getByText('Certificate of the server'), openFirst],
  ['check', '#/check', (page) => page.getByRole('button', { name: COMPARE, disabled: false })],
  ['check-run', '#/check/1a2b3c4d', (page) => page.getByRole('table').first()],
  ['check-broken-off', `#/check/${BROKEN_OFF}`, (page) => page.getByText('It was killed')],
  ['schema', '#/schema', (page) => page.getByText('Known by name', { exact: true })],
  ['schema-type', '#/schema/new_hits', (page) => page.getByRole('region', { name: 'Sample' })],
  ['schema-validate', '#/schema?validate=yes', (page) => page.getByLabel('Body')],
  ['send', '#/send', (page) => page.getByText('Honours the schema')],
  ['send-result', '#/send/1', (page) => page.getByText(/arrived here/), awaitVerdict],
  ['faults', '#/faults', (page) => page.getByText('connection-reset').first()],
  ['fault', '#/faults', (page) => page.getByRole('dialog'), openFault],
  ['settings', '#/settings', (page) => page.getByText('Download the CA')],
  ['nothing-found', '#/deliveries?type=no_such', (page) => page.getByText('0 of').first()],
  ['docs', 'docs', (page) => page.locator('.opblock').first()],
];

async function runTest(page) {
  await page.getByRole('button', { name: 'Test integration' }).click();
}

async function awaitVerdict(page) {
  await page.getByText('Honours the schema').waitFor();
}

async function openFirst(page) {
  await page.getByRole('list', { name: 'Sent' }).getByRole('link').last().click();
}

async function openFault(page) {
  await page.getByRole('button', { name: 'Switch on status…' }).click();
}

/** Takes them all. `console`: URL of the console, without a slash at its end; `rejected`: address of a delivery. */
export async function takeScreens(browser, { console: url, directory, rejected }) {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const addresses = { INTEGRATION: await furnish(url), REJECTED: rejected };
  let count = 0;
  for (const { phone = false, ...viewport } of SIZES) {
    for (const colorScheme of ['light', 'dark']) {
      const touch = phone ? { hasTouch: true, isMobile: true } : {};
      const context = await browser.newContext({ viewport, colorScheme, ...touch });
      const page = await context.newPage();
      // It tells of itself again and again, or it would count as broken off.
      await tellOfRunningCheck(url);
      for (const [name, address, ready, act] of SCREENS) {
        await page.goto('about:blank');
        await page.goto(`${url}/${addresses[address] ?? address}`);
        await act?.(page);
        await ready(page).waitFor();
        await still(page);
        // On a phone all that is below the fold is looked at, too.
        if (phone) await page.setViewportSize({ ...viewport, height: await heightOf(page) });
        const path = join(directory, `${name}-${viewport.width}-${colorScheme}.png`);
        await page.screenshot({ path });
        if (phone) await page.setViewportSize(viewport);
        count += 1;
      }
      await context.close();
    }
  }
  return count;
}

/** Of the whole page, so that nothing of it is to be scrolled. */
function heightOf(page) {
  return page.evaluate(`(() => {
    const main = document.querySelector('main');
    return main === null ? innerHeight : Math.min(innerHeight + main.scrollHeight - main.clientHeight, 4000);
  })()`);
}

/** A check that told of itself for the last time long ago, as `serve` finds it in its data directory. */
export function writeBrokenOff(data) {
  const checks = join(data, 'checks');
  mkdirSync(checks, { recursive: true });
  const firstAt = Date.now() - 3_600_000;
  const scenarios = CHECK.scenarios.slice(0, 2);
  const check = {
    ...{ ...CHECK, run: BROKEN_OFF, state: 'running', scenarios, startedAt: firstAt },
    ...{
      duration: 9_000,
      counts: { passed: 2, failed: 0, skipped: 0 },
      updatedAt: firstAt + 9_000,
    },
    ...{ toCome: ['burst', 'put'], timeline: CHECK.timeline.filter(({ at }) => at < 9_000) },
  };
  writeFileSync(join(checks, `${BROKEN_OFF}.json`), JSON.stringify({ firstAt, check }));
}

/** What the screens need beside deliveries and an integration: attempts, a check and a send. Resolves with the integration's address. */
async function furnish(url) {
  const api = (path, body) => call(`${url}/api/${path}`, body);
  const { integrations } = await api('integrations');
  await raiseEvent(url);
  await tellOfCheck(url);
  const { schemas } = await api('schemas');
  const sample = schemas.find(({ type }) => type === 'new_hits')?.sample;
  await api('sends', { body: JSON.stringify(sample), count: 5, rate: 20 });
  return `#/integrations/${integrations[0].id}`;
}

async function call(url, body) {
  const headers = { 'content-type': 'application/json' };
  const init = body && { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json().catch(() => undefined);
}

/** Resolves with the address of the newest delivery that broke the contract. */
export async function newestRejected(url) {
  const { entries } = await call(`${url}/api/deliveries?verdict=rejected&limit=1`);
  return `#/deliveries/${entries[0].id}`;
}

/** Resolves when nothing moves any more: what has just come is coloured for a while. */
export function still(page) {
  return page.evaluate(
    'Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => undefined)',
  );
}

/** A hit, which goes to the integration. */
export async function raiseEvent(url) {
  await call(`${url}/api/events`, { type: 'new_hits' });
}

/** A check that has failed; resolves with its run. */
export async function tellOfCheck(url) {
  await call(`${url}/api/checks`, { ...CHECK, startedAt: Date.now() - 120_000 });
  return CHECK.run;
}

async function tellOfRunningCheck(url) {
  const startedAt = Date.now() - 9_000;
  await call(`${url}/api/checks`, {
    ...{ ...CHECK, run: '5e6f7a8b', state: 'running', startedAt, duration: 9_000 },
    ...{ counts: { passed: 2, failed: 0, skipped: 0 }, toCome: ['burst', 'put'] },
    ...{ scenarios: CHECK.scenarios.slice(0, 2), timeline: CHECK.timeline.slice(0, 8) },
  });
}

const findings = (sent, over = {}) => ({
  ...{ sent, notAcknowledged: 0, arrived: sent, lost: 0, late: 0, altered: 0, repeated: 0 },
  duplicated: 0,
  examples: { notAcknowledged: [], lost: [], late: [], duplicated: [], altered: [] },
  latency: { mean: 40, p50: 31, p90: 80, p99: 140, max: 190 },
  ...over,
});
const scenario = (id, hazard, over = {}) => ({
  ...{ id, hazard, expects: 'All of them arrive, once, as they were sent.' },
  remedy: 'Give the http output retryable_codes and retry_failed, and a persistent queue.',
  ...{ outcome: 'passed', problems: [], findings: findings(1), duration: 400, ...over },
});
const MARK = 'wallstash-check.1a2b3c4d.receiver-down.7';
/** What a check tells of itself, with one scenario that failed. */
const CHECK = {
  ...{ run: '1a2b3c4d', state: 'finished', seed: '1', through: 'logstash.example:5044' },
  ...{ startedAt: Date.now() - 120_000, duration: 64_000, passed: false, toCome: [] },
  counts: { passed: 4, failed: 1, skipped: 1 },
  scenarios: [
    scenario('post', 'Nothing gets through at all.'),
    scenario('ndjson', 'Of an NDJSON body only one notification is kept.', {
      findings: findings(20),
    }),
    scenario('burst', 'Under load notifications are lost.', { findings: findings(10_000) }),
    scenario('receiver-down', 'What comes while the receiver is away is lost.', {
      ...{ outcome: 'failed', reason: '3 of 20 never arrived.' },
      findings: findings(20, {
        ...{ arrived: 17, lost: 3 },
        examples: { ...findings(0).examples, lost: [MARK] },
      }),
    }),
    scenario('put', 'A pipeline takes POST alone.'),
    scenario('restart', 'What Logstash holds in memory is lost.', {
      ...{ outcome: 'skipped', reason: 'no --restart-command was given.', findings: null },
    }),
  ],
  unexpected: { count: 0, examples: [] },
  timeline: timeline(),
};

/** A burst, an outage with what is made up for after it, and single ones before and after. */
function timeline() {
  const points = [];
  let sent = 0;
  let arrived = 0;
  const at = (seconds, name, plusSent, plusArrived) => {
    sent += plusSent;
    arrived += plusArrived;
    points.push({ at: seconds * 1_000, scenario: name, sent, arrived });
  };
  at(0.5, 'post', 1, 1);
  at(1.5, 'ndjson', 0, 0);
  for (let step = 0; step < 5; step += 1) at(2 + step, 'ndjson', 4, 4);
  at(7.5, 'burst', 0, 0);
  for (let step = 0; step < 14; step += 1) at(8 + step, 'burst', 715, step === 0 ? 0 : 770);
  at(25, 'receiver-down', 0, 0);
  for (let step = 0; step < 10; step += 1) at(26 + step, 'receiver-down', 2, 0);
  at(41, 'receiver-down', 0, 0);
  for (let step = 0; step < 8; step += 1) at(42 + step, 'receiver-down', 0, 2);
  at(57.5, 'put', 0, 0);
  at(58, 'put', 1, 1);
  return points;
}
