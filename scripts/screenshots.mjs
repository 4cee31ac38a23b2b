/**
 * `npm run screenshots`: takes the pictures of the README, `docs/images/*.png`, of the client of a fresh
 * `wallstash serve` on its usual ports and of `wallstash doctor`, and every screen at three widths into `reports/screens`, all in
 * light and dark. With `--screens` only the latter. Chromium is looked for where distributions put it, or where `CHROMIUM` says.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { doctorOutput, showTerminal } from './doctor-picture.mjs';
import { writePictureJournal } from './picture-journal.mjs';
import {
  newestRejected,
  raiseEvent,
  still,
  takeScreens,
  tellOfCheck,
  writeBrokenOff,
} from './screens.mjs';
import { smallPng } from './small-png.mjs';
import { ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

const IMAGES = join(ROOT, 'docs', 'images');
const SCREENS = join(ROOT, 'reports', 'screens');
const onlyScreens = process.argv.includes('--screens');
const MAIN = join(ROOT, 'dist', 'main.js');
// Pictures of the screens alone are also taken while another Wallstash has the usual ports.
const [PORT, CONSOLE_PORT] = onlyScreens ? freePorts() : [5044, 8044];
const CONSOLE = `http://127.0.0.1:${CONSOLE_PORT}`;
const PORTS = ['--port', PORT, '--console-port', CONSOLE_PORT].map(String);
const SIZE = { width: 1200, height: 750 };
/** Pixels of a picture for one of the page: screens have more than one. */
const SHARPNESS = 1.5;
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
writeBrokenOff(join(directory, 'data'));
await writePictureJournal(join(directory, 'data'));
const server = spawn(
  process.execPath,
  [MAIN, 'serve', ...PORTS, ...(onlyScreens ? ['--no-wallarm-api'] : [])],
  {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
try {
  await listening();
  const browser = await chromium.launch({
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  await deliver();
  const rejected = await newestRejected(CONSOLE);
  await createIntegration(browser);
  if (!onlyScreens) await takeReadmePictures(browser, rejected);
  const count = await takeScreens(browser, {
    ...{ console: CONSOLE, directory: SCREENS, rejected },
  });
  console.error(`Took ${count} pictures of the screens: see ${SCREENS}`);
  await browser.close();
} finally {
  const ended = once(server, 'exit');
  if (server.kill('SIGTERM')) await ended;
  rmSync(directory, { recursive: true, force: true });
}

/** First what does not change the journal. */
async function takeReadmePictures(browser, rejected) {
  await raiseEvent(CONSOLE);
  const run = await tellOfCheck(CONSOLE);
  const blank = await browser.newPage();
  const take = async (name, height, open, deviceScaleFactor = SHARPNESS) => {
    for (const colorScheme of ['light', 'dark']) {
      const viewport = { width: SIZE.width, height };
      const options = { viewport, colorScheme, deviceScaleFactor };
      const page = await browser.newPage(options);
      const target = (await open(page, colorScheme)) ?? page;
      const png = await target.screenshot();
      writeFileSync(join(IMAGES, `${name}-${colorScheme}.png`), await smallPng(blank, png));
      await page.close();
    }
  };
  await take('delivery', SIZE.height, (page) => openDelivery(page, rejected));
  await take('check', 790, (page) => openCheck(page, run));
  await take('test-integration', 650, runTest);
  const doctor = await doctorOutput(wallstash, directory);
  await take('doctor', SIZE.height, (page, scheme) => showTerminal(page, doctor, scheme), 1.2);
  await blank.close();
}

/** Two ports that hardly anybody has. */
function freePorts() {
  const first = 20_000 + 2 * (process.pid % 10_000);
  return [first, first + 1];
}

/** Resolves when `serve` has printed its curl line. What it prints later is read too, or it would wait for us. */
function listening() {
  let text = '';
  return new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error('serve did not start: its reason stands above')));
    server.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('curl --cacert')) resolve();
    });
  });
}

/** Something to look at: hits, a few other types, and one body that breaks the schema. */
async function deliver() {
  const way = ['--url', `https://localhost:${PORT}`, '--ca', 'certs/ca.crt'];
  await wallstash('send', 'new_hits', '--count', '12', '--seed', 'pictures', ...way);
  for (const type of ['vuln', 'ip_blocked', 'create_user', 'new_scope_object_ips']) {
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
  const [code] = await exit;
  // 1 is what came of the spoiled body.
  if (code > 1) throw new Error(`wallstash ${args.join(' ')} ended with ${code}`);
  return output;
}

/** As a person does it: the form is filled in for this receiver. */
async function createIntegration(browser) {
  const page = await browser.newPage();
  await page.goto(`${CONSOLE}/#/integrations/new`);
  await page.getByRole('button', { name: 'Create integration' }).click();
  await page.getByRole('button', { name: 'Test integration' }).waitFor();
  await page.close();
}

async function openDelivery(page, address) {
  await page.goto(`${CONSOLE}/${address}`);
  await page.getByText('details.cloud must be a string.').first().waitFor();
  await page.getByText('accepted 200').first().waitFor();
  await still(page);
}

async function openCheck(page, run) {
  await page.goto(`${CONSOLE}/#/check/${run}`);
  await page.getByRole('img', { name: /arrived in/ }).waitFor();
  await still(page);
}

async function runTest(page) {
  await page.goto(`${CONSOLE}/#/integrations`);
  await page.getByRole('link', { name: 'This receiver' }).first().click();
  await page.getByRole('button', { name: 'Test integration' }).click();
  await page.getByText('All 5 test notifications were accepted.').waitFor();
  await page.getByTitle('See the delivery').nth(4).waitFor();
  await still(page);
}
