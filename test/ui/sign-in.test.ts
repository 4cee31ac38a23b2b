/** A console that wants a token: signing in, what becomes of the token, and what happens when it is another one later. */
import type { Page, Request } from 'playwright-core';

import { startApi } from '../../src/api/api';
import { axeViolations, describeWithBrowser } from '../helpers/browser';
import { PAGES, startTestClient } from './setup';

const TOKEN = 'a-token-of-a-test-0123456789';

/** Everything that the page says of itself to others; the token must not be in it once it is given. */
const TRACES = `JSON.stringify([
  document.documentElement.outerHTML, [...document.querySelectorAll('input')].map((one) => one.value),
  { ...localStorage }, { ...sessionStorage }, document.cookie, location.href, history.state, window.name,
])`;

async function wholeRequest(request: Request): Promise<string> {
  const headers = JSON.stringify(await request.allHeaders());
  return `${request.method()} ${request.url()} ${headers} ${request.postData() ?? ''}`;
}

/** All requests of the page so far. */
function requestsOf(page: Page): readonly Request[] {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  return requests;
}

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token);
  await page.keyboard.press('Enter');
}

describeWithBrowser('a console that wants a token', (openPage) => {
  test.each(['light', 'dark'] as const)('asks for it before anything, in %s', async (theme) => {
    await using client = await startTestClient({ token: TOKEN });
    await using opened = await openPage(client.url, { colorScheme: theme });
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.getByText('Signed out').waitFor();

    expect(await page.getByRole('heading', { name: 'Deliveries' }).count()).toBe(0);
    expect(await page.evaluate('document.activeElement.type')).toBe('password');
    expect(await axeViolations(page)).toEqual([]);
  });

  test('says why a wrong token is none, and shows the client for the right one', async () => {
    await using client = await startTestClient({ token: TOKEN });
    await using opened = await openPage(client.url);
    const { page } = opened;

    await signIn(page, 'another-token');
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toBe('This is not the token of this console.');
    await signIn(page, TOKEN);

    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
  });

  test('gives a cookie that no script reads, and the token is nowhere after that', async () => {
    await using client = await startTestClient({ token: TOKEN });
    await using opened = await openPage(client.url);
    const { page } = opened;
    await signIn(page, TOKEN);
    await page.getByText('Live', { exact: true }).waitFor();

    const later = requestsOf(page);
    await page.getByRole('link', { name: 'Integrations', exact: true }).click();
    await page.getByRole('heading', { name: 'No integration yet' }).waitFor();
    await page.reload();
    await page.getByText('Live', { exact: true }).waitFor();

    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
    expect(JSON.stringify(cookies)).not.toContain(TOKEN);
    expect(await page.evaluate(TRACES)).not.toContain(TOKEN);
    const requests = await Promise.all(later.map(wholeRequest));
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.join('\n')).not.toContain(TOKEN);
  });

  test('takes it from the address, and wipes it from there and from the history', async () => {
    await using client = await startTestClient({ token: TOKEN });
    await using opened = await openPage(`${client.url}#token=${TOKEN}`);
    const { page } = opened;
    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();

    expect(page.url()).toBe(`${client.url}#/deliveries`);
    await page.getByRole('link', { name: 'Faults', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Faults' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'No delivery yet' }).waitFor();
    expect(page.url()).toBe(`${client.url}#/deliveries`);
    expect(await page.evaluate(TRACES)).not.toContain(TOKEN);
    expect(opened).toMatchObject({ errors: [], failed: [], strangers: [] });
  });

  test.each([`wrong`, '%'])('asks again when the address bears "%s"', async (token) => {
    await using client = await startTestClient({ token: TOKEN });
    await using opened = await openPage(`${client.url}#token=${token}`);
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();

    expect(page.url()).toBe(`${client.url}#/deliveries`);
  });

  test('asks again when it is another after a restart, and does not try without end', async () => {
    await using client = await startTestClient({ token: TOKEN });
    await using opened = await openPage(`${client.url}#token=${TOKEN}`);
    const { page } = opened;
    await page.getByText('Live', { exact: true }).waitFor();
    const { api, journal } = client;
    await page.clock.install();

    await api.close();
    await page.getByText('Reconnecting').waitFor();
    const later = requestsOf(page);
    const options = { port: api.port, token: 'another-token-of-a-test-9876' };
    const again = await startApi({ journal, pages: PAGES }, options);
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();

    // Timers that were to try again have all run by then: the page's clock goes on by an hour.
    const before = later.length;
    await page.clock.runFor(3_600_000);
    expect(later.length).toBe(before);
    await signIn(page, options.token);
    await page.getByText('Live', { exact: true }).waitFor();
    await again.close();
  });
});
