/**
 * A real Chromium for tests of the console's pages: one for a `describe`, a context of its own for each page.
 *
 * @module
 */
import { source as axeSource } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

import { chromiumPath } from './chromium';

/** A page that is open, and what went wrong on it so far. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  /** Errors on its console (what the CSP blocks is one) and exceptions that nobody caught. */
  readonly errors: readonly string[];
  /** Requests that got no answer; those that the page itself gave up are not among them. */
  readonly failed: readonly string[];
  /** Requests to another host than the page's own. */
  readonly strangers: readonly string[];
}

/** Opens a page and waits until it has loaded. `options` are Playwright's: `colorScheme`, `viewport`, … */
export type OpenPage = (url: string, options?: BrowserContextOptions) => Promise<OpenedPage>;

/** A `describe` whose tests open pages; skipped, with the reason in its title, where there is no Chromium. */
export function describeWithBrowser(title: string, tests: (openPage: OpenPage) => void): void {
  const executablePath = chromiumPath();
  if (executablePath === undefined) {
    const reason = 'skipped: there is no Chromium; install it, or set CHROMIUM to its path';
    describe.skip(`${title} (${reason})`, () => tests(() => Promise.reject(new Error(reason))));
    return;
  }
  describe(title, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      // Chromium's sandbox does not work for root, as whom containers run tests.
      const chromiumSandbox = process.getuid?.() !== 0;
      browser = await chromium.launch({ executablePath, chromiumSandbox });
    });
    afterAll(() => browser?.close());
    tests((url, options) => {
      if (browser === undefined) throw new Error('Open pages in a test, not around it.');
      return openPage(browser, url, options);
    });
  });
}

/** What axe finds against accessibility, one line for each rule: `color-contrast: … (.name)`. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger, which the page's CSP does not bind.
  await page.evaluate(axeSource);
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(
    ({ violations }) => violations.map(({ id, help, nodes }) =>
      id + ': ' + help + ' (' + nodes.map(({ target }) => target.join(' ')).join(', ') + ')'))`);
}

async function openPage(
  browser: Browser,
  url: string,
  options?: BrowserContextOptions,
): Promise<OpenedPage> {
  const context = await browser.newContext(options);
  // Below the limit of a test, so that what was waited for is named; far above what a busy machine takes.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const errors: string[] = [];
  const failed: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'no reason given';
    if (why !== 'net::ERR_ABORTED') failed.push(`${request.url()}: ${why}`);
  });
  const { host } = new URL(url);
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(asked.protocol) && asked.host !== host) {
      strangers.push(request.url());
    }
  });
  await page.goto(url);
  return { page, errors, failed, strangers, [Symbol.asyncDispose]: () => context.close() };
}
