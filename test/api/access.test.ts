/** Who may use the API, over real sockets. */
import { type IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

import { tokenAccess } from '../../src/api/access';
import { resolveApiOptions } from '../../src/api/options';
import { startApi } from '../../src/api/api';
import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { call, startTestApi } from './setup';

const TOKEN = 'a token of the test';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('no address at all, which would be every one, is refused', () => {
  expect(() => resolveApiOptions({ host: '', token: TOKEN })).toThrow(
    expect.objectContaining({ option: 'consoleHost' }) as Error,
  );
});

describe('another page', () => {
  test.each([
    'evil.example',
    'evil.example:8044',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
  ])('that reached the console as %j is told nothing', async (host) => {
    await using running = await startTestApi();

    const reply = await call(running.api, '/api/deliveries', { headers: { host } });

    expect(reply.status).toBe(403);
    expect(reply.json()).toMatchObject({ type: 'docs/errors.md#wst_host' });
  });

  test.each([
    'localhost',
    'LOCALHOST:8044',
    '127.0.0.1:1',
    '[::1]:8044',
    '192.0.2.1',
    'siem.example',
  ])('is not what a request for %j comes from', async (host) => {
    await using running = await startTestApi({ allowedHosts: ['siem.example'] });

    const reply = await call(running.api, '/api/deliveries', { headers: { host } });

    expect(reply.status).toBe(200);
  });

  test.each(['http://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1'])(
    'of the origin %s can neither read nor change anything',
    async (origin) => {
      await using running = await startTestApi();
      running.faults.add({ kind: 'connection-reset' });
      const headers = { host: `localhost:${running.api.port}`, origin };

      const statuses = await Promise.all([
        call(running.api, '/api/deliveries', { headers }),
        call(running.api, '/api/stream', { headers }),
        call(running.api, '/api/events', { method: 'POST', headers, body: { type: 'new_hits' } }),
        call(running.api, '/api/faults', { method: 'DELETE', headers }),
        call(running.api, '/api/faults', { method: 'OPTIONS', headers }),
      ]);

      expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
      expect(statuses.map(({ headers: sent }) => sent['access-control-allow-origin'])).toEqual(
        Array(5).fill(undefined),
      );
      expect(running.faults.list()).toHaveLength(1);
    },
  );

  test.each([
    ['an image', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    [
      'a script of another port',
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' },
      403,
    ],
    [
      'a frame',
      {
        ...{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
        'sec-fetch-dest': 'iframe',
      },
      403,
    ],
    [
      'a link',
      {
        ...{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
        'sec-fetch-dest': 'document',
      },
      200,
    ],
    ['nothing but the address typed', { 'sec-fetch-site': 'none' }, 200],
    ['the console’s own script', { 'sec-fetch-site': 'same-origin' }, 200],
  ])(
    'that asks without an origin, by %s, is known by what its browser says',
    async (_by, headers, status) => {
      await using running = await startTestApi();

      const reply = await call(running.api, '/healthz', { headers });

      expect(reply.status).toBe(status);
    },
  );

  test('that is the console itself may change things', async () => {
    await using running = await startTestApi();
    const host = `localhost:${running.api.port}`;
    const headers = { host, origin: `http://${host}` };

    const reply = await call(running.api, '/api/faults', { method: 'DELETE', headers });

    expect(reply.status).toBe(200);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ])('cannot use a simple request of type %j', async (type) => {
    await using running = await startTestApi();
    const body = JSON.stringify({ kind: 'connection-reset' });

    const reply = await call(running.api, '/api/faults', {
      ...{ method: 'POST', body },
      headers: { 'content-type': type },
    });

    expect(reply.status).toBe(415);
    expect(running.faults.list()).toEqual([]);
  });
});

describe('a console with a token', () => {
  test('lets in who bears it, and nobody else', async () => {
    await using running = await startTestApi({ token: TOKEN });
    const paths = ['/api/deliveries', '/api/stream', '/metrics', '/openapi.json'];

    for (const path of paths) expect((await call(running.api, path)).status).toBe(401);
    const wrong = await call(running.api, '/api/deliveries', { headers: bearer(`${TOKEN}x`) });
    const right = await call(running.api, '/api/deliveries', { headers: bearer(TOKEN) });

    expect(wrong.status).toBe(401);
    expect(wrong.text).not.toContain(TOKEN);
    expect(right.status).toBe(200);
  });

  test('gives a browser a cookie that scripts and other sites do not get', async () => {
    await using running = await startTestApi({ token: TOKEN });

    const login = await call(running.api, '/api/session', {
      method: 'POST',
      headers: bearer(TOKEN),
    });
    const [cookie = ''] = login.headers['set-cookie'] ?? [];
    const value = cookie.split(';', 1)[0] ?? '';

    expect(login.status).toBe(204);
    const { port } = new URL(running.api.url);
    expect(cookie).toMatch(
      new RegExp(
        `^wallstash_console_${port}=\\S+; Path=/; Max-Age=86400; HttpOnly; SameSite=Strict$`,
      ),
    );
    expect(cookie).not.toContain(TOKEN);
    const inside = await call(running.api, '/api/deliveries', { headers: { cookie: value } });
    const forged = await call(running.api, '/api/deliveries', { headers: { cookie: `${value}x` } });
    expect([inside.status, forged.status]).toEqual([200, 401]);
  });

  test('takes a cookie for a day, and only at the port that it was given at', () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const access = tokenAccess(resolveApiOptions({ token: TOKEN }), () => now);
    const asking = (headers: IncomingHttpHeaders) =>
      Object.assign(new IncomingMessage(new Socket()), { headers });
    const [pair = ''] = access.login(asking({ host: 'localhost:8044' })).split(';');
    const isLetIn = (port: number, cookie: string) =>
      access.isLetIn(asking({ host: `localhost:${port}`, cookie: `a=b; ${cookie}` }));

    expect([isLetIn(8044, pair), isLetIn(8045, pair)]).toEqual([true, false]);
    // Its end is signed.
    expect(isLetIn(8044, pair.replace(/=\d/, '=9'))).toBe(false);
    now += 24 * 60 * 60 * 1_000 - 1;
    expect(isLetIn(8044, pair)).toBe(true);
    now += 1;
    expect(isLetIn(8044, pair)).toBe(false);
  });

  test('slows down who guesses, and still lets in who knows', async () => {
    await using running = await startTestApi({ token: TOKEN });
    const statuses: number[] = [];

    for (let guess = 0; guess < 12; guess += 1) {
      const reply = await call(running.api, '/api/deliveries', {
        headers: bearer(`guess ${guess}`),
      });
      statuses.push(reply.status);
    }
    const right = await call(running.api, '/api/deliveries', { headers: bearer(TOKEN) });

    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    expect(right.status).toBe(200);
  });

  test('answers its health checks without it', async () => {
    await using running = await startTestApi({ token: TOKEN });

    const replies = [await call(running.api, '/healthz'), await call(running.api, '/readyz')];

    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('tells who does not bear it whether it is ready, and nothing else', async () => {
    const probe = () => Promise.reject(new Error('no space left on /home/somebody'));
    await using running = await startTestApi({ token: TOKEN }, { probe });

    const stranger = await call(running.api, '/readyz');
    const owner = await call(running.api, '/readyz', { headers: bearer(TOKEN) });

    expect([stranger.status, stranger.json()]).toEqual([503, { status: 'not-ready' }]);
    expect(owner.json()).toMatchObject({
      reason: 'no space left on /home/somebody',
      journal: { entries: 0 },
    });
  });
});

describe('where others can reach it', () => {
  test.each(['0.0.0.0', '::', '192.0.2.7'])(
    'on %s it does not start without a token',
    async (host) => {
      await expect(startApi({ journal: memoryJournal() }, { port: 0, host })).rejects.toMatchObject(
        {
          code: 'WST_OPTION',
          option: 'consoleToken',
        },
      );
    },
  );

  test('it starts with one', async () => {
    await using running = await startTestApi({ host: '0.0.0.0', token: TOKEN });
    expect(running.api.url).toBe(`http://127.0.0.1:${running.api.port}`);
    expect((await call(running.api, '/api/deliveries')).status).toBe(401);
  });

  test('a short token is refused, without being repeated', async () => {
    const refused = startApi({ journal: memoryJournal() }, { port: 0, token: 'qwertz' });
    await expect(refused).rejects.toMatchObject({ code: 'WST_OPTION' });
    await expect(refused).rejects.not.toThrow(/qwertz/);
  });
});

test('every answer bears the security headers, and none pins localhost to HTTPS', async () => {
  await using running = await startTestApi();

  for (const path of ['/api/deliveries', '/nowhere']) {
    const { headers } = await call(running.api, path);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  }
});
