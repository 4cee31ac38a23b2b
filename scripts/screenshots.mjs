/**
 * `npm run screenshots`: takes the pictures of the README, `docs/images/*.png`, of the compiled client in Chromium, in
 * light and dark. Chromium is looked for where distributions put it, or where `CHROMIUM` says.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

const IMAGES = join(ROOT, 'docs', 'images');
const MAIN = join(ROOT, 'dist', 'main.js');
const SIZE = { width: 1200, height: 750 };
const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

ensureInstalled();
ensureBuilt();
if (executablePath === undefined) {
  console.error('Found no Chromium: install it, or set CHROMIUM to its path.');
  process.exit(3);
}
mkdirSync(IMAGES, { recursive: true });
const directory = mkdtempSync(join(tmpdir(), 'wallstash-screenshots-'));
const server = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--console-port', '0'], {
  cwd: directory,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const { endpoint, consoleUrl } = await addresses();
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  await deliver(endpoint);
  await createIntegration(browser, consoleUrl);
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: SIZE, colorScheme });
    const page = await context.newPage();
    const shot = (name) => page.screenshot({ path: join(IMAGES, `${name}-${colorScheme}.png`) });
    await takePictures(page, consoleUrl, shot);
    await context.close();
  }
  await browser.close();
} finally {
  const ended = once(server, 'exit');
  if (server.kill('SIGTERM')) await ended;
  rmSync(directory, { recursive: true, force: true });
}

/** The addresses that `serve` prints. What it prints later must be read too, or it would wait for us. */
function addresses() {
  let text = '';
  return new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('serve ended before it printed its addresses')));
    server.stdout.on('data', (chunk) => {
      text += chunk;
      const endpoint = /https:\/\/localhost:\d+/.exec(text)?.[0];
      const consoleUrl = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
      if (endpoint !== undefined && consoleUrl !== undefined) resolve({ endpoint, consoleUrl });
    });
  });
}

/** Something to look at: hits, a few other types, and one body that breaks the schema. */
async function deliver(endpoint) {
  const way = ['--url', endpoint, '--ca', 'certs/ca.crt'];
  await wallstash('send', 'new_hits', '--count', '12', '--seed', 'pictures', ...way);
  for (const type of ['vuln', 'rogue_api', 'create_user', 'network_perimeter']) {
    await wallstash('send', type, '--seed', 'pictures', ...way);
  }
  const [hit] = JSON.parse(await wallstash('sample', 'new_hits', '--seed', 'spoiled'));
  const spoiled = [{ ...hit, summary: 42, details: { ...hit.details, cloud: null } }];
  writeFileSync(join(directory, 'spoiled.json'), JSON.stringify(spoiled));
  await wallstash('send', '--file', 'spoiled.json', ...way);
}

/** Runs a command to its end; resolves with its output. */
async function wallstash(...args) {
  const stdio = ['ignore', 'pipe', 'ignore'];
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: directory, stdio });
  const exit = once(child, 'exit');
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  await exit;
  return output;
}

/** As a person does it: the form is filled in for this receiver. */
async function createIntegration(browser, consoleUrl) {
  const page = await browser.newPage();
  await page.goto(`${consoleUrl}/#/integrations/new`);
  await page.getByRole('button', { name: 'Create integration' }).click();
  await page.getByRole('button', { name: 'Test integration' }).waitFor();
  await page.close();
}

async function takePictures(page, consoleUrl, shot) {
  await page.goto(`${consoleUrl}/#/deliveries?verdict=rejected`);
  await page.getByRole('listitem').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'Body' }).or(page.getByText('Raw')).first().waitFor();
  await shot('delivery');

  await page.goto(`${consoleUrl}/#/integrations`);
  await page.getByRole('link', { name: 'This receiver' }).first().click();
  await page.getByRole('button', { name: 'Test integration' }).click();
  await page.getByText('All 5 test notifications were accepted.').waitFor();
  await page.getByTitle('See the delivery').nth(4).waitFor();
  await shot('test-integration');
}
