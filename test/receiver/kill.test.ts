/**
 * What was answered 2xx is in the journal, whenever the process dies.
 *
 * WALLSTASH_KILL_ROUNDS sets the number of kills; 20 is what the release is held to.
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openJournal } from '../../src/journal/durable-journal';
import { build } from '../../src/notification/build';
import { startServe, type ServeProcess } from '../helpers/serve-process';

const ROUNDS = Number(process.env['WALLSTASH_KILL_ROUNDS'] ?? 6);
const CONNECTIONS = 64;

const template = JSON.stringify([
  build('new_hits', { seed: 1, overrides: { details: { client_name: 'NUMBER' } } }),
]);

test(
  `${ROUNDS} kills under load lose none that was acknowledged, double none, tear none`,
  async () => {
    const directory = await mkdtemp(join(tmpdir(), 'wallstash-kill-'));
    const acknowledged = new Set<string>();
    let sent = 0;

    for (let round = 0; round < ROUNDS; round += 1) {
      await using serve = await startServe(directory);
      const until = acknowledged.size + 20 + Math.floor(Math.random() * 400);
      const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
      const senders = Array.from({ length: CONNECTIONS }, async () => {
        while (acknowledged.size < until) {
          const number = `number-${sent++}`;
          if (!(await post(serve, agent, template.replace('NUMBER', number)))) return;
          acknowledged.add(number);
        }
        serve.child.kill('SIGKILL');
      });
      await Promise.all(senders);
      await serve.ended;
      agent.destroy();
    }

    const kept = new Map<string, number>();
    await using journal = await openJournal({ directory: join(directory, 'data', 'journal') });
    for await (const { body } of journal.read()) {
      const [{ details }] = JSON.parse(body.toString()) as [{ details: { client_name: string } }];
      kept.set(details.client_name, (kept.get(details.client_name) ?? 0) + 1);
    }
    await rm(directory, { recursive: true });

    expect([...acknowledged].filter((number) => !kept.has(number))).toEqual([]);
    expect([...kept].filter(([, count]) => count > 1)).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(ROUNDS * 20);
  },
  20_000 * ROUNDS,
);

/** Whether it was answered 2xx; the connection breaks when the process is killed. */
async function post({ port, ca }: ServeProcess, agent: Agent, body: string): Promise<boolean> {
  try {
    const call = request({ host: 'localhost', port, ca, agent, method: 'POST' });
    call.end(body);
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode === 200;
  } catch {
    return false;
  }
}
