import { dirname, join } from 'node:path';

import { eventCommand } from '../../src/cli/integration/event';
import { startConsole } from '../../src/console/start-console';
import type { EventTypeName } from '../../src/console/event-types';
import { consoleDirectory, type RecordingPeer, startRecording } from '../console/setup';
import { runCommand } from './run-command';

/** Runs `event` in this directory; its exit code, what it printed and what it said on the way. */
async function event(cwd: string, ...args: string[]) {
  const { code, output, errors } = await runCommand(eventCommand, args, { cwd });
  return { exitCode: code, text: output, said: errors };
}

/** A working directory whose console has one integration. */
async function workplace(peer: RecordingPeer, events: readonly EventTypeName[]) {
  const directory = await consoleDirectory();
  const cwd = dirname(directory.path);
  const place = join(cwd, 'data', 'console');
  {
    await using console = await startConsole({ directory: place, paused: true });
    await console.create({ ...peer.settings, events });
  }
  return { cwd, [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose]() };
}

describe('wallstash event', () => {
  test('delivers to who ticked it, with the fields set', async () => {
    await using peer = await startRecording();
    await using place = await workplace(peer, ['hits']);

    const result = await event(
      place.cwd,
      ...['new_hits', '--count', '3', '--set', 'details.hit.type=xss'],
    );

    expect(result).toMatchObject({ exitCode: 0, said: '' });
    expect(result.text).toMatch(/^✓ {2}Logstash {2}new_hits {2}200 /);
    expect(result.text).toMatch(/\n3 notifications in 1 body, 1 of 1 delivered\.\n$/);
    expect(peer.bodies).toEqual([
      Array.from({ length: 3 }, () => ({
        ...{ summary: expect.any(String) as string },
        details: expect.objectContaining({
          hit: expect.objectContaining({ type: 'xss' }) as object,
        }) as object,
      })),
    ]);
  });

  test('says that nobody is to be told, and sends nothing', async () => {
    await using peer = await startRecording();
    await using place = await workplace(peer, ['system']);

    expect(await event(place.cwd, 'new_hits')).toMatchObject({
      exitCode: 0,
      text: 'No enabled integration is to be told of new_hits: nothing was sent.\n',
    });
    expect(peer.bodies).toEqual([]);
  });

  test('wants to be told whom a trigger names, when none does', async () => {
    await using peer = await startRecording();
    await using place = await workplace(peer, ['hits']);

    await expect(event(place.cwd, 'attacks_exceeded')).rejects.toThrow(
      /^Cannot use nothing for to: expected the integrations that the trigger names/,
    );
    expect(peer.bodies).toEqual([]);
  });

  test('leaves in the outbox what is not delivered, and the next run goes on with it', async () => {
    await using peer = await startRecording([503, 200]);
    await using place = await workplace(peer, ['hits']);

    const first = await event(place.cwd, 'new_hits', '--json');
    expect(first.exitCode).toBe(1);
    expect(JSON.parse(first.text)).toMatchObject({
      deliveries: [{ state: 'pending', attemptsMade: 1, lastFailure: { code: 'STATUS_503' } }],
    });
    expect(first.said).toContain('cannot take anything just now');

    const directory = join(place.cwd, 'data', 'console');
    await using console = await startConsole({ directory, timeScale: 0 });
    await peer.arrived(2);
    await console.settled();
    expect(console.deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  test('sends the message of a trigger to those that --to names', async () => {
    await using peer = await startRecording();
    await using place = await workplace(peer, []);

    expect((await event(place.cwd, 'ip_blocked', '--to', 'Logstash')).exitCode).toBe(0);
    expect(peer.types).toEqual(['ip_blocked']);
  });
});
