import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { Agent } from 'node:https';
import { connect } from 'node:tls';

import { memoryJournal } from '../../src/journal/memory/memory-journal';
import { build } from '../../src/notification/build';
import { inspectionMemory } from '../../src/receiver/memory-plan';
import { listen } from '../../src/receiver/receiver';
import { createAuthority, issueCertificate } from '../../src/tls/authority';
import { heldJournal } from '../helpers/held-journal';
import { send, startTestReceiver } from '../helpers/receiver';
import { until } from '../helpers/until';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);

describe('closing the receiver', () => {
  test('lets the answer under way out, then takes no further connection', async () => {
    const { journal, held, release } = heldJournal();
    await using receiver = await startTestReceiver({}, { journal });
    const agent = new Agent({ keepAlive: true });
    const underWay = send(receiver, BODY, { agent });
    await held;

    const closed = receiver.running.close();
    release();

    expect(await underWay).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await closed;
    await expect(send(receiver, BODY)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    agent.destroy();
  });

  test('does not wait for idle connections', async () => {
    await using receiver = await startTestReceiver({ gracePeriod: 3_600_000 });
    const agent = new Agent({ keepAlive: true });
    await send(receiver, BODY, { agent });

    await receiver.running.close();
    agent.destroy();
  });

  test('does not wait longer than the grace period for a sender that stalls', async () => {
    await using receiver = await startTestReceiver({ gracePeriod: 50 });
    const socket = connect({ port: receiver.port, host: 'localhost', ca: receiver.ca });
    await once(socket, 'secureConnect');
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{');

    await receiver.running.close();
  });

  test('does not wait for a connection that never began its handshake', async () => {
    await using receiver = await startTestReceiver({ gracePeriod: 50 });
    const socket = connectTcp(receiver.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');

    await receiver.running.close();
    socket.destroy();
  });

  test('breaks off the inspection of a large body whose sender it has cut off', async () => {
    await using receiver = await startTestReceiver({ gracePeriod: 1 });
    const { memory, options } = receiver.running;
    const sent = Promise.allSettled([send(receiver, hits(8_000))]);
    await until(() => memory().held > inspectionMemory(options.maxBody));

    await receiver.running.close();
    await sent;
    await until(() => memory().held === 0);

    expect(receiver.journal.statistics().entries).toBe(0);
    expect(receiver.troubles).toEqual([]);
  });

  test('tells of no trouble with large bodies that wait for their turn until the end', async () => {
    const large = hits(2_000);
    await using receiver = await startTestReceiver({ gracePeriod: 50 });
    const { memory, options } = receiver.running;
    const sent = Promise.allSettled(Array.from({ length: 8 }, () => send(receiver, large)));
    await until(() => memory().held > inspectionMemory(options.maxBody) + 6 * large.length);

    await receiver.running.close();
    await sent;
    await until(() => memory().held === 0);

    expect(receiver.troubles).toEqual([]);
  });
});

/** A body of so many hits. */
function hits(count: number): string {
  return JSON.stringify(Array(count).fill(build('new_hits', { seed: 1 })));
}

describe('a port that cannot be had', () => {
  test('because it is taken is named, with the way out', async () => {
    await using receiver = await startTestReceiver();
    const authority = await createAuthority();
    const certificate = await issueCertificate(authority, {
      names: ['localhost'],
      purpose: 'server',
    });

    const second = listen({ certificate, journal: memoryJournal() }, { port: receiver.port });

    await expect(second).rejects.toMatchObject({ code: 'WST_PORT_IN_USE', port: receiver.port });
    await expect(second).rejects.toThrow(/lsof -i :\d+.*--port 0/);
  });

  test('because the address is not here is named', async () => {
    const authority = await createAuthority();
    const certificate = await issueCertificate(authority, {
      names: ['localhost'],
      purpose: 'server',
    });

    const wrong = listen({ certificate, journal: memoryJournal() }, { port: 0, host: '192.0.2.1' });

    await expect(wrong).rejects.toMatchObject({ code: 'WST_LISTEN' });
  });
});
