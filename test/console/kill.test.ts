import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { startConsole } from '../../src/console/start-console';
import { consoleDirectory, startRecording } from './setup';

/** Runs a console in a process of its own, and kills it as `kill -9` does after so many events. */
async function raiseUntilKilled(directory: string, enough: number): Promise<readonly string[]> {
  const script = join(__dirname, 'console-process.mjs');
  const options = JSON.stringify({ directory, timeScale: 0.01 });
  const child = spawn(process.execPath, [script, options]);
  child.stderr.pipe(process.stderr);
  const closed = once(child, 'close');
  const marks: string[] = [];
  for await (const mark of createInterface({ input: child.stdout })) {
    marks.push(mark);
    if (marks.length >= enough) child.kill('SIGKILL');
  }
  await closed;
  return marks;
}

test('a console killed with kill -9 delivers every event it has taken, round after round', async () => {
  await using directory = await consoleDirectory();
  // Every other notification is refused when it first comes, so that at any moment some wait for their retry. No more
  // than that: at 60 % the integration would disable itself.
  const seen = new Set<string>();
  await using peer = await startRecording((body) => {
    const repeat = seen.has(body);
    seen.add(body);
    return repeat || seen.size % 2 === 0 ? 200 : 503;
  });
  {
    await using console = await startConsole({ directory: directory.path });
    await console.create({ ...peer.settings, events: ['hits'] });
  }
  const taken: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    taken.push(...(await raiseUntilKilled(directory.path, randomInt(10, 60))));
  }

  await using console = await startConsole({ directory: directory.path, timeScale: 0 });
  await console.settled();

  const came = new Set(
    peer.bodies.flatMap((body) => (body as { summary: string }[]).map((one) => one.summary)),
  );
  expect(taken.length).toBeGreaterThanOrEqual(40);
  expect(taken.filter((mark) => !came.has(mark))).toEqual([]);
  expect(console.deliveries().filter(({ state }) => state !== 'delivered')).toEqual([]);
});
