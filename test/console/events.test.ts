import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { EVENT_TYPES, TRIGGER_TYPES } from '../../src/console/event-types';
import type { Console } from '../../src/console/console';
import { startConsole } from '../../src/console/start-console';
import { build } from '../../src/notification/build';
import {
  NOTIFICATION_TYPES,
  type NotificationType,
} from '../../src/notification/notification-type';
import { consoleDirectory, startRecording } from './setup';

type Row = readonly [box: string, type: NotificationType, notification: object];

/** One notification for each box and each of its types. */
const ROWS: readonly Row[] = EVENT_TYPES.flatMap((row) =>
  row.notificationTypes.map((type): Row => [row.name, type, notificationOf(type, row)]),
);

function notificationOf(type: NotificationType, row: object): object {
  const level = (row as { readonly risk?: string }).risk ?? '';
  const risk = `${level.slice(0, 1).toUpperCase()}${level.slice(1)}`;
  const fields = { vuln: { vuln: { threat: risk } }, security_issue: { security_issue: { risk } } };
  const details = type === 'vuln' || type === 'security_issue' ? fields[type] : {};
  return build(type, { overrides: { details } });
}

describe('an event', () => {
  test('reaches those that ticked its box and no other, for every type there is', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    for (const { name } of EVENT_TYPES) {
      await console.create({ ...peer.settings, name, events: [name] });
    }
    await console.create({ ...peer.settings, name: 'nothing ticked' });
    await console.create({ ...peer.settings, name: 'off', events: EVENT_TYPES.map((e) => e.name) });
    await console.disable('off');
    await console.settled();
    peer.types.length = 0;

    const reached = [];
    for (const [box, type, notification] of ROWS) {
      const deliveries = await console.raise(notification);
      reached.push([box, type, deliveries.map(({ integrationName }) => integrationName)]);
    }
    await console.settled();

    expect(reached).toEqual(ROWS.map(([box, type]) => [box, type, [box]]));
    expect([...peer.types].sort()).toEqual(ROWS.map(([, type]) => type).sort());
  });

  test('of every known type belongs to a box or to a trigger', () => {
    const known = new Set([...ROWS.map(([, type]) => type), ...TRIGGER_TYPES]);
    expect(NOTIFICATION_TYPES.filter((type) => !known.has(type))).toEqual([]);
    expect(TRIGGER_TYPES.filter((type) => ROWS.some((row) => row[1] === type))).toEqual([]);
  });

  test('that is a trigger message goes to the integrations that the trigger names', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    await console.create({ ...peer.settings, name: 'named' });
    await console.create({ ...peer.settings, name: 'other', events: ['hits'] });

    await console.raise('ip_blocked', { to: ['named'] });
    await console.settled();

    expect(peer.types).toEqual(['ip_blocked']);
    await expect(console.raise('ip_blocked')).rejects.toThrow('that the trigger names');
    await expect(console.raise('new_hits', { to: ['named'] })).rejects.toMatchObject({
      code: 'WST_OPTION',
    });
    await expect(console.raise({ summary: 'x' })).rejects.toMatchObject({ code: 'WST_OPTION' });
    await expect(
      console.raise({ details: { notification_type: 'no_such' } }),
    ).rejects.toMatchObject({ code: 'WST_NOTIFICATION_TYPE' });
  });

  test('of hits raised together is one body; anything else has one of its own', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    await console.create({ ...peer.settings, events: ['hits', 'system'] });
    const [hit, user] = [build('new_hits'), build('create_user')];

    await console.raise([hit, user, hit, user]);
    await console.settled();

    const lengths = peer.bodies.map((body) => (body as unknown[]).length);
    expect(lengths.sort()).toEqual([1, 1, 2]);
  });

  test('whose finding bears a risk that no box offers reaches nobody', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    await console.create({ ...peer.settings, events: EVENT_TYPES.map(({ name }) => name) });
    const odd = build('vuln', { overrides: { details: { vuln: { threat: 'Unheard-of' } } } });

    expect(await console.raise(odd)).toEqual([]);
  });
});

describe('disabling and deleting', () => {
  async function withTwo(work: (console: Console, types: readonly string[]) => Promise<void>) {
    await using directory = await consoleDirectory();
    await using watcher = await startRecording();
    await using own = await startRecording();
    await using console = await startConsole({ directory: directory.path });
    await console.create({ ...watcher.settings, name: 'watcher', events: ['system'] });
    await console.create({ ...own.settings, name: 'own', events: ['system', 'hits'] });
    await work(console, watcher.types);
    expect(own.types.filter((type) => type !== 'new_hits')).toEqual([]);
  }

  test('are told to the others that listen to system events, and undone where they can be', () =>
    withTwo(async (console, told) => {
      await console.disable('own');
      await console.disable('own');
      await console.settled();
      expect(told).toEqual(['disable_integration']);
      expect(await console.raise('new_hits')).toEqual([]);

      await console.enable('own');
      expect(await console.raise('new_hits')).toHaveLength(1);
      await console.settled();
      await console.delete('own');
      await console.settled();

      expect(told).toEqual(['disable_integration', 'delete_integration']);
      await expect(console.enable('own')).rejects.toMatchObject({ code: 'WST_INTEGRATION' });
    }));

  test('are told by the next start when nobody could be told at once, and once only', async () => {
    await using directory = await consoleDirectory();
    await using peer = await startRecording();
    const outbox = join(directory.path, 'outbox');
    const troubles: string[] = [];
    {
      await using console = await startConsole({ directory: directory.path });
      await console.create({ ...peer.settings, name: 'listener', events: ['system'] });
      await console.create({ ...peer.settings, name: 'off' });
      await console.create({ ...peer.settings, name: 'gone' });
      console.subscribe((event) => {
        if (event.kind === 'trouble') troubles.push(event.message);
      });
      // As after a kill between the change and its events: the one is on the disk, the others are not.
      await rm(outbox, { recursive: true });
      await writeFile(outbox, 'in the way');
      expect(await console.disable('off')).toMatchObject({ enabled: false });
      await console.delete('gone');
    }
    await rm(outbox);

    for (let start = 1; start <= 2; start += 1) {
      await using console = await startConsole({ directory: directory.path });
      await console.settled();
      expect(console.list().map(({ name }) => name)).toEqual(['listener', 'off']);
    }

    expect(troubles.join()).toContain('Cannot write');
    expect(peer.types.sort()).toEqual(['delete_integration', 'disable_integration']);
  });
});
