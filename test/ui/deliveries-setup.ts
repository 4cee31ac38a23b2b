/** What the tests of the screen Deliveries share. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { Locator, Page } from 'playwright-core';

import { build } from '../../src/notification/build';
import { call } from '../api/setup';
import type { TestClient } from './setup';

const run = promisify(execFile);

export const JSON_TYPE = { headers: { 'content-type': 'application/json' } };

export const body = (type: Parameters<typeof build>[0], seed = 1): string =>
  JSON.stringify([build(type, { seed })]);

/** A hit whose type is a number. */
export const brokenHit = (): string =>
  JSON.stringify([build('new_hits', { seed: 1, overrides: { details: { hit: { type: 7 } } } })]);

export const rows = (page: Page): Locator =>
  page.getByRole('list', { name: 'Deliveries' }).getByRole('link');

/** What the list shows, days and deliveries, from the top. */
export const listed = (page: Page): Promise<string[]> =>
  page.getByRole('list', { name: 'Deliveries' }).getByRole('listitem').allTextContents();

export const searchBox = (page: Page): Locator => page.getByRole('combobox', { name: 'Search' });

export const row = (page: Page, number: number): Locator =>
  page.locator(`[data-id="${String(number).padStart(10, '0')}"]`);

export const detail = (page: Page, id: number): Locator =>
  page.getByRole('region', { name: `Delivery ${String(id).padStart(10, '0')}` });

/** Runs what a person pastes into a terminal; answers what the command printed. */
export async function paste(command: string): Promise<string> {
  return (await run('sh', ['-c', command])).stdout;
}

/** Creates an integration that points at the receiver itself. */
export async function connect(client: TestClient): Promise<void> {
  const { url, ca } = client.receiver;
  const reply = await call(client.api, '/api/integrations', {
    method: 'POST',
    body: { name: 'Myself', url, ca },
  });
  expect(reply.status).toBe(201);
}
