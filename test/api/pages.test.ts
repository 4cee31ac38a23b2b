/** The browser client, served from memory. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { call, startTestApi } from './setup';

const PAGE = '<!doctype html><title>Wallstash</title>';
const SCRIPT = 'export const answer = 42;\n'.repeat(100);

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wst-pages-'));
  const client = join(directory, 'client');
  await mkdir(join(client, 'docs'), { recursive: true });
  await writeFile(join(directory, 'secret.txt'), 'a secret');
  await writeFile(join(client, 'index.html'), PAGE);
  await writeFile(join(client, 'app.js'), SCRIPT);
  await writeFile(join(client, 'app.css'), 'body { margin: 0 }');
  await writeFile(join(client, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(client, 'docs', 'index.html'), `${PAGE}<p>docs`);
  await writeFile(join(client, 'docs', 'docs.js'), SCRIPT);
});

afterAll(() => rm(directory, { recursive: true, force: true }));

const withPages = (options = {}) => startTestApi(options, { pages: join(directory, 'client') });

describe('the pages', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/app.js', 'text/javascript; charset=utf-8'],
    ['/app.css', 'text/css; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml'],
    ['/docs', 'text/html; charset=utf-8'],
    ['/docs/', 'text/html; charset=utf-8'],
    ['/docs/docs.js', 'text/javascript; charset=utf-8'],
  ])('%s is served as %s, also to who bears no token', async (path, type) => {
    await using running = await withPages({ token: 'a token of the test' });

    const reply = await call(running.api, path);
    const head = await call(running.api, path, { method: 'HEAD' });

    expect(reply.status).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': type,
      'cache-control': 'private, no-cache',
      'content-length': String(Buffer.byteLength(reply.text)),
    });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-length']).toBe(reply.headers['content-length']);
  });

  test('are not sent again to who has them', async () => {
    await using running = await withPages();
    const first = await call(running.api, '/app.js');
    const { etag = '' } = first.headers;

    const again = await call(running.api, '/app.js', { headers: { 'if-none-match': etag } });
    const other = await call(running.api, '/app.css', { headers: { 'if-none-match': etag } });

    expect(etag).toMatch(/^"[\w-]+"$/);
    expect(again).toMatchObject({ status: 304, text: '' });
    expect(again.headers.etag).toBe(etag);
    expect(other.status).toBe(200);
  });

  test('are compressed for who takes that, under another ETag', async () => {
    await using running = await withPages();
    const get = (accepted: string) =>
      call(running.api, '/app.js', { headers: { 'accept-encoding': accepted } });

    const plain = await get('br, gzip;q=0');
    const zipped = await get('br, GZIP;q=0.5');

    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toBe(SCRIPT);
    expect(zipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(Number(zipped.headers['content-length'])).toBeLessThan(SCRIPT.length / 2);
    expect(zipped.headers.etag).not.toBe(plain.headers.etag);
  });

  test.each(['/../secret.txt', '/..%2fsecret.txt', '/docs/../../secret.txt', '/%2e%2e/secret.txt'])(
    '%s leads to nothing outside of them',
    async (path) => {
      await using running = await withPages();
      expect((await call(running.api, path)).status).toBe(404);
    },
  );

  test('are read once: what is built while they are served is not seen by halves', async () => {
    const changing = join(directory, 'changing');
    await mkdir(changing);
    await writeFile(join(changing, 'index.html'), 'before');
    await using running = await startTestApi({}, { pages: changing });
    await rm(changing, { recursive: true });

    expect((await call(running.api, '/')).text).toBe('before');
  });

  test('can be neither changed nor framed', async () => {
    await using running = await withPages();

    const posted = await call(running.api, '/app.js', { method: 'POST' });
    const { headers } = await call(running.api, '/');

    expect(posted.status).toBe(405);
    expect(posted.headers.allow).toBe('GET, HEAD');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).not.toContain('data:');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  });

  test('of the documents may have images in their style sheets, and no more than the others', async () => {
    await using running = await withPages();
    const policy = async (path: string) =>
      (await call(running.api, path)).headers['content-security-policy'];

    const docs = await policy('/docs');

    expect(docs).toContain("img-src 'self' data:");
    expect(docs?.toString().replace(' data:', '')).toBe(await policy('/'));
  });

  test.each(['evil.example', 'localhost.evil.example:8044'])(
    'are not served to a page of %s',
    async (host) => {
      await using running = await withPages();
      expect((await call(running.api, '/', { headers: { host } })).status).toBe(403);
    },
  );

  test.each(['localhost', '127.0.0.1', '[::1]'])('opened at %s may call the API', async (name) => {
    await using running = await withPages();
    const host = `${name}:${running.api.port}`;
    const headers = { host, origin: `http://${host}` };

    const replies = [
      await call(running.api, '/', { headers }),
      await call(running.api, '/api/faults', { headers }),
      await call(running.api, '/api/faults', {
        ...{ method: 'POST', headers },
        body: { kind: 'connection-reset' },
      }),
    ];

    expect(replies.map(({ status }) => status)).toEqual([200, 200, 201]);
  });
});

test.each([undefined, join(tmpdir(), 'wst-no-such-directory')])(
  'without pages (%s) the API runs, and says how to build them',
  async (pages) => {
    await using running = await startTestApi({}, { pages });

    const [page, docs] = [await call(running.api, '/'), await call(running.api, '/docs')];
    const deliveries = await call(running.api, '/api/deliveries');

    expect([page.status, docs.status, deliveries.status]).toEqual([404, 404, 200]);
    expect(page.headers['content-type']).toContain('application/problem+json');
    expect(page.text).toContain('npm run build');
  },
);
