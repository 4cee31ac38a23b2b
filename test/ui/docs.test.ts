/** The page of the API's documents, in a real browser. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { startTestApi } from '../api/setup';
import { axeViolations, describeWithBrowser, type OpenedPage } from '../helpers/browser';

const SWAGGER = dirname(require.resolve('swagger-ui-dist/package.json'));
const UI = join(__dirname, '..', '..', 'src', 'ui');
/** Rules that the markup of Swagger UI breaks, whoever writes the page around it. */
const OF_SWAGGER = ['heading-order', 'nested-interactive', 'region', 'select-name'];
/** The status of the answer to a request that was tried out. */
const ANSWERED = '.live-responses-table .response .response-col_status';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wst-docs-'));
  await cp(join(UI, 'docs'), join(directory, 'docs'), { recursive: true });
  await cp(join(UI, 'icon.svg'), join(directory, 'icon.svg'));
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    await cp(join(SWAGGER, name), join(directory, 'docs', name));
  }
});

afterAll(() => rm(directory, { recursive: true, force: true }));

function nothingWrong({ errors, failed, strangers }: OpenedPage): void {
  expect({ errors, failed, strangers }).toEqual({ errors: [], failed: [], strangers: [] });
}

describeWithBrowser('the page at /docs', (openPage) => {
  test('shows every operation of the document and asks nobody else', async () => {
    await using running = await startTestApi({}, { pages: directory });
    await using opened = await openPage(`${running.api.url}/docs`);
    const { page } = opened;
    await page.locator('.opblock').first().waitFor();

    const answer = await page.request.get(`${running.api.url}/openapi.json`);
    const { paths } = (await answer.json()) as { paths: Record<string, object> };

    const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
    expect(await page.locator('.opblock').count()).toBe(operations.length + 1); // and the webhook
    expect(await page.title()).toContain('Wallstash');
    nothingWrong(opened);
  });

  test('bears the version of the product, in badges that hold their text, and leads back', async () => {
    await using running = await startTestApi({}, { pages: directory, version: '9.8.7-rc.1' });
    await using opened = await openPage(`${running.api.url}/docs`);
    const { page } = opened;
    const badges = page.locator('.info .title small');
    await badges.first().waitFor();

    expect(await badges.allInnerTexts()).toEqual(['9.8.7-rc.1', 'OAS 3.1']);
    for (const badge of await badges.all()) {
      const [outer, inner] = [await badge.boundingBox(), await badge.locator('pre').boundingBox()];
      expect(inner?.x).toBeGreaterThanOrEqual(outer?.x ?? 0);
      expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual(
        (outer?.x ?? 0) + (outer?.width ?? 0),
      );
      expect((inner?.y ?? 0) + (inner?.height ?? 0)).toBeLessThanOrEqual(
        (outer?.y ?? 0) + (outer?.height ?? 0),
      );
    }
    expect(await page.getByRole('link', { name: 'Console' }).getAttribute('href')).toBe('/');
  });

  test.each(['127.0.0.1', 'localhost'])(
    'at %s sends a request that changes something',
    async (name) => {
      await using running = await startTestApi({}, { pages: directory });
      await using opened = await openPage(
        `http://${name}:${running.api.port}/docs#/faults/addFault`,
      );
      const operation = opened.page.locator('#operations-faults-addFault');

      await operation.getByRole('button', { name: 'Try it out' }).click();
      await operation.getByRole('button', { name: 'Execute' }).click();
      await operation.locator(ANSWERED).waitFor();

      expect(running.faults.list().map(({ fault }) => fault.kind)).toEqual(['status']);
      nothingWrong(opened);
    },
  );

  test('sends a request without a body as the API takes it', async () => {
    await using running = await startTestApi({}, { pages: directory });
    await using opened = await openPage(`${running.api.url}/docs#/system/login`);
    const operation = opened.page.locator('#operations-system-login');

    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();

    const status = operation.locator(ANSWERED);
    expect(await status.innerText()).toMatch(/^204/);
    nothingWrong(opened);
  });

  test('says what to do when the console wants a token', async () => {
    const token = 'a token of the test';
    await using running = await startTestApi({ token }, { pages: directory });
    await using opened = await openPage(`${running.api.url}/docs`);

    await opened.page.getByText('The console has a token').waitFor();

    expect(opened.strangers).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('can be read by everybody in %s', async (colorScheme) => {
    await using running = await startTestApi({}, { pages: directory });
    const url = `${running.api.url}/docs#/faults/addFault`;
    await using opened = await openPage(url, { colorScheme });
    await opened.page.locator('#operations-faults-addFault .responses-table').waitFor();

    const violations = await axeViolations(opened.page);

    expect(violations.filter((one) => !OF_SWAGGER.includes(one.split(':', 1)[0] ?? ''))).toEqual(
      [],
    );
    nothingWrong(opened);
  });
});
