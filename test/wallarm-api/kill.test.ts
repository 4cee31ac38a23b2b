/** A process that is killed between a PUT and its answer has made the whole change, or none of it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { temporaryDirectory } from '../helpers/certificates';
import { startServe } from '../helpers/serve-process';
import { call, CLIENT, objectOf, TOKEN } from './setup';

const ROUNDS = 10;

test(`${ROUNDS} times killed in the middle of a PUT, a console has all of it or nothing`, async () => {
  await using place = await temporaryDirectory();
  const stateOf = (n: number) => ({
    ...{ name: `state ${n}`, active: n % 2 === 0 },
    target: {
      url: `https://localhost:${1_000 + n}/`,
      headers: { A: `value ${n}` },
      timeout: 1 + n,
    },
    events: [{ event: n % 2 === 0 ? 'siem' : 'system', active: true }],
  });
  let id = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await using serve = await startServe(place.path, ['--wallarm-api-port', '0']);
    const started = serve.lines.find(({ event }) => event === 'listening');
    const port = Number(new URL(String(started?.['wallarmApi'])).port);
    const send = (method: string, path: string, body: object) =>
      call({ method, path, body, port, ca: serve.ca, headers: { 'X-WallarmAPI-Token': TOKEN } });
    if (round === 0) {
      const made = { ...stateOf(0), type: 'web_hooks', clientid: CLIENT };
      id = objectOf(await send('POST', '/v2/integration', made)).id;
    }

    // One after the other without a pause: the kill meets one of them somewhere.
    let last = 0;
    const putting = (async () => {
      // Ends with the process.
      for (let n = 1; ; n += 1) {
        await send('PUT', `/v2/integration/${id}`, stateOf(n));
        last = n;
      }
    })().catch(() => undefined);
    while (last < 3 + round) await new Promise((resolve) => setImmediate(resolve));
    serve.child.kill('SIGKILL');
    await serve.ended;
    await putting;

    const file = join(place.path, 'data', 'console', 'integrations.json');
    const { integrations } = JSON.parse(await readFile(file, 'utf8')) as {
      integrations: [{ enabled: boolean; settings: Record<string, unknown>; wallarm: object }];
    };
    const [{ enabled, settings, wallarm }] = integrations;
    const kept = Number(/\d+$/.exec(String(settings['name']))?.[0]);
    const whole = stateOf(kept);
    // What was answered is kept; the one under way may be.
    expect([last, last + 1]).toContain(kept);
    expect({ enabled, settings, wallarm }).toMatchObject({
      enabled: whole.active,
      settings: {
        ...{ name: whole.name, url: whole.target.url, requestTimeout: 1_000 * (1 + kept) },
        headers: [{ name: 'A', value: `value ${kept}` }],
        events: [kept % 2 === 0 ? 'hits' : 'system'],
      },
      wallarm: { events: whole.events },
    });
  }
}, 600_000);
