/** `wallstash serve` killed, and started again on the same ports and data, under a page that stays open. */
import type { Page } from 'playwright-core';

import { build } from '../../src/notification/build';
import { describeWithBrowser } from '../helpers/browser';
import { temporaryDirectory } from '../helpers/certificates';
import { send } from '../helpers/receiver';
import { type ServeProcess, startServe } from '../helpers/serve-process';

const rows = (page: Page) => page.getByRole('list', { name: 'Deliveries' }).getByRole('link');

async function deliver(server: ServeProcess, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    const { status } = await send(server, JSON.stringify([build('new_hits')]));
    expect(status).toBe(200);
  }
}

/** The console's URL, as `serve` tells it. */
function consoleOf({ lines }: ServeProcess): string {
  return String(lines.find(({ event }) => event === 'listening')?.['api']);
}

async function kill({ child, ended }: ServeProcess): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** On the ports of one that was killed. */
function startAgain(before: ServeProcess, directory: string): Promise<ServeProcess> {
  const { port } = new URL(consoleOf(before));
  return startServe(directory, ['--port', String(before.port), '--console-port', port]);
}

describeWithBrowser('a page whose server is killed and comes back', (openPage) => {
  test('shows each delivery made meanwhile, once, and goes on without a reload', async () => {
    await using directory = await temporaryDirectory();
    await using first = await startServe(directory.path);
    await deliver(first, 3);
    await using opened = await openPage(consoleOf(first));
    const { page } = opened;
    await rows(page).nth(2).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.evaluate('window.isTheSamePage = true');

    await kill(first);
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    // Or it might be back before anything came.
    await page.context().setOffline(true);
    await using second = await startAgain(first, directory.path);
    await deliver(second, 4);
    await page.context().setOffline(false);

    await page.getByText('Live', { exact: true }).waitFor();
    await rows(page).nth(6).waitFor();
    await deliver(second, 1);
    await rows(page).nth(7).waitFor();
    const ids = await rows(page).evaluateAll((links) =>
      (links as { dataset: { id: string } }[]).map(({ dataset }) => Number(dataset.id)),
    );
    expect(ids).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await page.evaluate('window.isTheSamePage')).toBe(true);
  });

  test('shows what changed with it: a fault is gone, an integration is new', async () => {
    await using directory = await temporaryDirectory();
    await using first = await startServe(directory.path, ['--fault', 'status=503']);
    await using opened = await openPage(`${consoleOf(first)}/#/integrations`);
    const { page } = opened;
    const banner = page.getByRole('region', { name: 'Faults that are on' });
    await banner.waitFor();
    await page.getByRole('heading', { name: 'No integration yet' }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    await kill(first);
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await page.context().setOffline(true);
    await using second = await startAgain(first, directory.path);
    const body = JSON.stringify({ name: 'Made meanwhile', url: 'https://siem.example:5044/' });
    const headers = { 'content-type': 'application/json' };
    const created = await fetch(`${consoleOf(second)}/api/integrations`, {
      ...{ method: 'POST', headers, body },
    });
    expect(created.status).toBe(201);
    await page.context().setOffline(false);

    await page.getByRole('link', { name: 'Made meanwhile' }).waitFor();
    await banner.waitFor({ state: 'detached' });
  });

  test('shows the screen whose code it could not have meanwhile', async () => {
    await using directory = await temporaryDirectory();
    await using first = await startServe(directory.path);
    await using opened = await openPage(consoleOf(first));
    const { page } = opened;
    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();

    await kill(first);
    await page.getByText('Reconnecting', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Faults' }).click();
    await page.getByRole('heading', { name: 'This screen could not be loaded' }).waitFor();
    await using second = await startAgain(first, directory.path);

    await page.getByRole('heading', { level: 1, name: 'Faults' }).waitFor();
    expect(second.child.exitCode).toBeNull();
  });
});
