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

/** Every notification is refused until it has come `tries` times. */
function refusing(tries: (distinct: number) => number): (body: string) => number {
  const seen = new Map<string, number>();
  return (body) => {
    const times = (seen.get(body) ?? 0) + 1;
    seen.set(body, times);
    return times > tries(seen.size) ? 200 : 503;
  };
}

describe('a console killed with kill -9, round after round', () => {
  test('delivers every event it has taken', async () => {
    // Every other one is refused when it first comes, so that at any moment some wait for their retry.
    const { taken, came, unfinished } = await killAgainAndAgain(
      refusing((distinct) => distinct % 2),
    );

    expect(taken.length).toBeGreaterThanOrEqual(40);
    expect(taken.filter((mark) => !came.has(mark))).toEqual([]);
    expect(unfinished).toEqual([]);
  });

  test('holds what it has taken when the integration disables itself, and delivers it once enabled', async () => {
    // Two of three requests fail: more than the 60 % at which an integration is disabled.
    const { taken, came, unfinished } = await killAgainAndAgain(refusing(() => 2));

    expect(taken.filter((mark) => !came.has(mark))).toEqual([]);
    expect(unfinished).toEqual([]);
  });
});

async function killAgainAndAgain(answer: (body: string) => number): Promise<{
  readonly taken: readonly string[];
  readonly came: ReadonlySet<string>;
  readonly unfinished: readonly unknown[];
}> {
  await using directory = await consoleDirectory();
  await using peer = await startRecording(answer);
  {
    await using console = await startConsole({ directory: directory.path });
    await console.create({ ...peer.settings, events: ['hits'] });
  }
  const taken: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    taken.push(...(await raiseUntilKilled(directory.path, randomInt(10, 60))));
  }

  await using console = await startConsole({ directory: directory.path, timeScale: 0 });
  for (const { id, enabled } of console.list()) if (!enabled) await console.enable(id);
  await console.settled();

  const summaries = peer.bodies.flatMap((body) => body as { summary: string }[]);
  return {
    taken,
    came: new Set(summaries.map(({ summary }) => summary)),
    unfinished: console.deliveries().filter(({ state }) => state !== 'delivered'),
  };
}
