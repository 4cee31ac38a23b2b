import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { startCommand } from '../helpers/command-process';
import { send } from '../helpers/receiver';

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'wallstash-serve-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function lines(file: string): Promise<readonly Record<string, unknown>[]> {
  const whole = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log of serve in a file', () => {
  test('has a line for each delivery, in order, and is complete when the process has ended', async () => {
    const outFile = join(cwd, 'serve.log');
    const args = ['serve', '--port', '0', '--console-port', '0', '--no-wallarm-api'];
    await using serve = startCommand([...args, '--log', 'json'], { cwd, outFile });
    let listening: Record<string, unknown> | undefined;
    while (listening === undefined) {
      await pause(20);
      listening = (await lines(outFile)).find(({ event }) => event === 'listening');
    }
    const port = Number(new URL(String(listening['endpoint'])).port);
    const ca = await readFile(join(cwd, 'certs', 'ca.crt'), 'utf8');

    const answers = Array.from({ length: 200 }, () => send({ port, ca }, '[]'));
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    serve.kill('SIGTERM');
    expect(await serve.ended).toBe(0);

    const all = await lines(outFile);
    const ids = all.filter(({ event }) => event === 'delivery').map(({ id }) => String(id));
    expect(statuses).toEqual(Array.from({ length: 200 }, () => 200));
    expect(ids).toHaveLength(200);
    expect(ids).toEqual([...ids].sort());
    expect(all.at(-1)).toMatchObject({ event: 'stopping' });
  });

  test('ends the process with a reason when it cannot be written', async () => {
    const args = ['serve', '--port', '0', '--console-port', '0', '--no-wallarm-api'];
    await using serve = startCommand(args, { cwd, outFile: '/dev/full' });
    expect(await serve.ended).toBe(3);
    expect(await serve.stderr).toContain('Cannot write the output: the system says ENOSPC.');
  });
});
