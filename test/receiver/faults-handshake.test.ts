/** Faults of the TLS handshake: what a real client gets, what our own sender says of it, what the journal keeps. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';

import { build } from '../../src/notification/build';
import { HANDSHAKE_FAULTS } from '../../src/receiver/faults/fault';
import { attempt } from '../../src/sender/attempt';
import { resolveDeliverySettings, type DeliverySettings } from '../../src/sender/settings';
import { startReceiver } from '../../src/testing/start-receiver';
import type { TestReceiver } from '../../src/testing/test-receiver';
import { temporaryDirectory, testWith } from '../helpers/certificates';
import { entriesOf, send, startTestReceiver } from '../helpers/receiver';

const BODY = JSON.stringify([build('new_hits', { seed: 1 })]);

function attemptAt({ url, ca }: TestReceiver, settings: Partial<DeliverySettings> = {}) {
  const resolved = resolveDeliverySettings({ url, ca, ...settings });
  return attempt(resolved, Buffer.from(BODY), { number: 1 });
}

/** The entries of handshakes once there are so many. */
async function handshakes({ journal }: TestReceiver, count: number) {
  return journal.waitFor(({ kind }) => kind === 'handshake', { count });
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('over %s, a certificate', (version) => {
  test.each([
    ['expired', 'CERT_HAS_EXPIRED', 'TLS_CERTIFICATE_EXPIRED', 'expired on'],
    ['not-yet-valid', 'CERT_NOT_YET_VALID', 'TLS_CERTIFICATE_NOT_YET_VALID', 'is not valid yet'],
    [
      'wrong-host',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'TLS_WRONG_HOST',
      'it bears the DNS name wrong-host.invalid',
    ],
    ['unknown-ca', 'SELF_SIGNED_CERT_IN_CHAIN', 'TLS_UNKNOWN_CA', 'does not end at the CA given'],
    [
      'missing-intermediate',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'TLS_INCOMPLETE_CHAIN',
      'if an intermediate CA stands between, have the server send that certificate too',
    ],
  ] as const)('of the fault %s is refused with %s', async (kind, nodeCode, code, words) => {
    await using receiver = await startReceiver();
    const only = { minVersion: version, maxVersion: version };
    receiver.fault({ kind });

    await expect(send(receiver, BODY, only)).rejects.toMatchObject({ code: nodeCode });
    const { failure } = await attemptAt(receiver);

    expect(failure).toMatchObject({
      code,
      phase: 'tls',
      message: expect.stringContaining(words) as string,
    });
    const reason = expect.stringMatching(/^The sender .*hung up/) as string;
    const trace = {
      kind: 'handshake',
      fault: kind,
      verdict: 'refused',
      answer: { status: 0, reason },
    };
    await handshakes(receiver, 2);
    expect(await entriesOf(receiver.journal)).toMatchObject([trace, trace]);
  });
});

describe('a sender that says why it gives up', () => {
  testWith('curl')('is quoted in the journal', async () => {
    await using receiver = await startReceiver();
    await using directory = await temporaryDirectory();
    const caFile = await directory.write('ca.crt', receiver.ca);
    const args = ['--silent', '--cacert', caFile, '--data', '[]', receiver.url];
    for (const kind of ['expired', 'unknown-ca'] as const) {
      receiver.fault({ kind, next: 1 });
      await new Promise((done) => execFile('curl', args, done));
    }

    const [first, second] = await handshakes(receiver, 2);

    const expired = 'The sender says that the certificate of this endpoint has expired.';
    expect(first?.answer.reason).toBe(expired);
    expect(second?.answer.reason).toMatch(/^The sender does not trust the CA of this endpoint/);
  });
});

describe('a sender that verifies nothing', () => {
  test('is told on in the journal, and its delivery is taken', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'expired' });

    const { status } = await attemptAt(receiver, { verifyTls: false });

    expect(status).toBe(200);
    const [handshake] = await handshakes(receiver, 1);
    expect(handshake?.answer.reason).toMatch(/does not verify whom it talks to/);
    await expect(
      receiver.expect({ type: 'new_hits', exactly: 1, quietFor: 0 }),
    ).resolves.toHaveLength(1);
  });
});

describe('handshake-reset', () => {
  test('resets the connection in the handshake', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'handshake-reset' });

    await expect(send(receiver, BODY)).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { failure } = await attemptAt(receiver);

    expect(failure).toMatchObject({
      code: 'TLS_HANDSHAKE_RESET',
      message: expect.stringContaining('closed the connection during the TLS handshake') as string,
    });
    const [first] = await handshakes(receiver, 2);
    expect(first).toMatchObject({ fault: 'handshake-reset', remoteAddress: '127.0.0.1' });
    expect(first?.answer.reason).toMatch(/reset the connection/);
  });

  test('journals who only knocked, too', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'handshake-reset' });

    connectTcp(receiver.port, '127.0.0.1').end();

    const [entry] = await handshakes(receiver, 1);
    expect(entry?.answer.reason).toBe('The sender hung up before the TLS handshake.');
  });
});

describe('handshake-hang', () => {
  test('makes the sender give up by its own timeout', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'handshake-hang' });

    const { failure } = await attemptAt(receiver, { connectionTimeout: 100 });

    expect(failure).toMatchObject({
      code: 'CONNECTION_TIMEOUT',
      message: expect.stringContaining('did not finish the TLS handshake within') as string,
    });
    const [entry] = await handshakes(receiver, 1);
    expect(entry).toMatchObject({ fault: 'handshake-hang', tlsVersion: null });
    expect(entry?.answer.reason).toMatch(/the sender gave up/);
  });

  test.each(['clear', 'close'] as const)('lets go of its senders on %s', async (ending) => {
    const receiver = await startReceiver({ gracePeriod: 3_600_000 });
    const fault = receiver.fault({ kind: 'handshake-hang', next: 1 });
    const acted = new Promise<void>((resolve) => {
      receiver.faults.subscribe(() => fault.acted === 1 && resolve());
    });
    const waiting = expect(send(receiver, BODY)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await acted;

    if (ending === 'clear') {
      fault.clear();
      const [entry] = await handshakes(receiver, 1);
      expect(entry?.answer.reason).toMatch(/until it was cleared/);
    }
    await receiver.close();

    await waiting;
  });
});

describe('switching handshake faults', () => {
  test('needs no restart, and each handshake is judged by itself', async () => {
    await using receiver = await startReceiver();
    receiver.fault({ kind: 'expired', next: 1 });
    receiver.fault({ kind: 'wrong-host', next: 1 });
    const outcome = async (): Promise<string> => {
      const { failure } = await attemptAt(receiver);
      return failure?.code ?? 'delivered';
    };

    const seen = [await outcome(), await outcome(), await outcome()];
    const fault = receiver.fault({ kind: 'unknown-ca' });
    seen.push(await outcome(), await outcome());
    fault.clear();
    seen.push(await outcome());

    expect(seen).toEqual([
      'TLS_CERTIFICATE_EXPIRED',
      'TLS_WRONG_HOST',
      'delivered',
      'TLS_UNKNOWN_CA',
      'TLS_UNKNOWN_CA',
      'delivered',
    ]);
    await receiver.expect({ type: 'new_hits', exactly: 2, quietFor: 0 });
    expect(receiver.journal.statistics().entries).toBe(6);
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'cannot be dodged by resuming a %s session from before',
    async (version) => {
      await using receiver = await startReceiver();
      const options = {
        host: 'localhost',
        port: receiver.port,
        ca: receiver.ca,
        maxVersion: version,
      };
      const before = connect({ ...options, minVersion: version });
      const [session] = (await once(before, 'session')) as [Buffer];
      const again = await connected(connect({ ...options, session }));
      const reused = again.isSessionReused();
      again.destroy();
      before.destroy();
      receiver.fault({ kind: 'expired' });

      const faulted = once(connect({ ...options, session }), 'secureConnect');

      expect(reused).toBe(true);
      await expect(faulted).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' });
    },
  );

  test('leaves alone a connection that is open', async () => {
    await using receiver = await startReceiver();
    const socket = await connected(
      connect({ port: receiver.port, host: 'localhost', ca: receiver.ca }),
    );
    receiver.fault({ kind: 'handshake-reset' });

    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n[]');
    const [answer] = (await once(socket, 'data')) as [Buffer];

    expect(answer.toString()).toMatch(/^HTTP\/1\.1 [24]\d\d /);
    socket.destroy();
  });

  test('with a share, acts on the same handshakes for the same seed', async () => {
    const runs: boolean[][] = [];
    for (const seed of [3, 3, 4]) {
      await using receiver = await startReceiver();
      receiver.fault({ kind: 'handshake-reset', share: 0.5, seed });
      const run: boolean[] = [];
      for (let sent = 0; sent < 12; sent += 1)
        run.push((await attemptAt(receiver)).failure === null);
      runs.push(run);
    }

    expect(runs[1]).toEqual(runs[0]);
    expect(runs[2]).not.toEqual(runs[0]);
    expect(new Set(runs[0])).toEqual(new Set([true, false]));
  });
});

describe('without the key of the CA', () => {
  test('only the faults that need none can be switched on', async () => {
    await using receiver = await startTestReceiver();
    const { faults } = receiver.running;

    const refused = HANDSHAKE_FAULTS.filter((kind) => {
      try {
        faults.add({ kind });
        return false;
      } catch (error) {
        expect(error).toMatchObject({ code: 'WST_OPTION', option: 'kind' });
        return true;
      }
    });

    expect(refused).toEqual(['expired', 'not-yet-valid', 'wrong-host', 'missing-intermediate']);
    await expect(send(receiver, BODY)).rejects.toMatchObject({ code: 'SELF_SIGNED_CERT_IN_CHAIN' });
  });
});

async function connected(socket: TLSSocket): Promise<TLSSocket> {
  await once(socket, 'secureConnect');
  return socket;
}
